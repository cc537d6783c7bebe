import { Type } from '@sinclair/typebox'
import {
  countryIn, isPlainNumber, isValidIn, planOf, typeIn, withoutTrunkPrefix, type NumberingPlan
} from './numbering-plan.ts'
import type { NumberType } from './phone-number-rules.ts'

const shape = /^\+[1-9]\d{1,14}$/

/** A number in the form of E.164. The form alone does not say that its country has such a number: `toE164` does. */
export type E164 = string & { readonly __brand: 'E164' }

export const PhoneNumber = Type.Unsafe<E164>(Type.String({
  pattern: shape.source,
  description: 'Telephone number in E.164 form: + and at most 15 digits, beginning with the country calling code.',
  examples: ['+61395556880']
}))

export type NumberVerdict =
  | {
    valid: true
    /** As to be stored: without a trunk prefix, should the text have carried one (`+4402079460000`). */
    number: E164
    /** ISO alpha-2; `001` for worldwide codes such as +800. */
    country: string
    type: NumberType | undefined
    callingCode: string
  }
  | { valid: false, code: NumberFault, reason: string }

export type NumberFault =
  | 'missing-plus' | 'not-digits' | 'unknown-calling-code' | 'too-short' | 'too-long' | 'not-in-numbering-plan'

export function isE164 (text: string): text is E164 {
  return shape.test(text)
}

/** A text that was checked before, such as a stored number, as a number. Throws when it has not the form of one. */
export function asE164 (text: string): E164 {
  if (!isE164(text)) throw new Error(`${JSON.stringify(text)} is not a number in the form of E.164`)
  return text
}

/** The number as to be stored, when the numbering plan of its country has it; undefined otherwise. The fast way. */
export function toE164 (text: string): E164 | undefined {
  if (!isE164(text)) return undefined
  const plan = planOf(text)
  if (plan === undefined) return undefined
  if (isPlainNumber(plan, text)) return text
  if (plan.trunk?.test(text) !== true) return plan.countries.length > 1 && isValidIn(plan, text) ? text : undefined
  const number = withoutTrunkPrefix(plan, text)
  return isE164(number) && isValidIn(plan, number) ? number : undefined
}

/** Whether the numbering plans know this `+digits` text. One with a trunk prefix counts: keep what `toE164` answers. */
export function isValidPhoneNumber (text: string): boolean {
  return toE164(text) !== undefined
}

/** ISO alpha-2 of the country, `001` for worldwide codes, undefined when no country of the calling code claims it. */
export function countryOf (number: E164): string | undefined {
  const plan = planOf(number)
  if (plan === undefined || plan.countries.length === 1) return plan?.main.country
  return countryIn(plan, withoutTrunkPrefix(plan, number))
}

/** ISO alpha-2 of every country that shares the calling code of the number; empty for worldwide codes such as +800. */
export function countriesOfCallingCode (number: E164): string[] {
  return (planOf(number)?.countries ?? []).map(({ country }) => country).filter(country => country !== '001')
}

/**
 * ISO alpha-2 of the countries whose numbers begin with these digits, main one first: all of a calling code (`1`), or
 * the one that has an area of it (`1242`). Empty when nobody has them, and for worldwide codes.
 */
export function countriesBehind (digits: string): string[] {
  const plan = planOf(`+${digits}`)
  if (plan === undefined) return []
  const all = plan.countries.filter(({ country }) => country !== '001')
  if (digits === plan.callingCode) return all.map(({ country }) => country)
  const claiming = all.filter(({ leading }) => leading?.test(`+${digits}`) === true)
  return claiming.map(({ country }) => country)
}

/** Fixed line, mobile, toll-free and so on; undefined when the number is not valid. */
export function typeOf (number: E164): NumberType | undefined {
  const plan = planOf(number)
  return plan && typeIn(plan, withoutTrunkPrefix(plan, number))
}

export function isTollFree (number: E164): boolean {
  const plan = planOf(number)
  if (plan?.tollFree === undefined) return false
  const bare = withoutTrunkPrefix(plan, number)
  return plan.tollFree.test(bare) && typeIn(plan, bare) === 'TOLL_FREE'
}

/** Whether the number belongs to the North American Numbering Plan, whose toll-free numbers need a country. */
export function isNorthAmerican (number: E164): boolean {
  return number.startsWith('+1')
}

/** Everything known about a number, or a sentence that says what is wrong with it. */
export function checkPhoneNumber (text: string): NumberVerdict {
  const number = toE164(text)
  const plan = number && planOf(number)
  if (number === undefined || plan === undefined) return findFault(text)
  return {
    valid: true,
    number,
    country: countryIn(plan, number) ?? plan.main.country,
    type: typeIn(plan, number),
    callingCode: plan.callingCode
  }
}

// What a spreadsheet, a PDF or a chat window adds: blanks, and characters of format such as the marks of direction in
// Arabic and Hebrew text. Tabs and line breaks stay: they stand between two cells.
const blanks = /[\p{Zs}\p{Cf}]+/gu
const separators = /[-.()/\u2010-\u2015\u2212]+/g

/** The text without blanks and separators, or undefined when it holds anything but them, digits and a leading plus. */
export function normalizePhoneNumber (text: string): string | undefined {
  if (isE164(text)) return text
  const plain = withAsciiDigits(text.trim().replace(blanks, '').replace(/^['\u2018\u2019]/, ''))
  const bare = plain.replace(separators, '')
  if (!/^\+?\d+$/.test(bare)) return undefined
  // `+49 (0)800 …`: the trunk prefix stands there for callers of the country, and belongs to no number of E.164.
  const withoutTrunk = plain.replace(/^(\+\d{1,3})[-.]?\(0\)/, '$1').replace(separators, '')
  return withoutTrunk !== bare && toE164(bare) === undefined && toE164(withoutTrunk) !== undefined ? withoutTrunk : bare
}

/** Digits of other scripts stand in rows of ten, zero first; some rows follow each other without a gap. */
function withAsciiDigits (text: string): string {
  return text.replace(/^\uff0b/, '+').replaceAll(/[^\P{Nd}0-9]/gu, digit => {
    const own = digit.codePointAt(0) ?? 0
    let first = own
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
    return String((own - first) % 10)
  })
}

function findFault (text: string): NumberVerdict {
  const digits = text.startsWith('+') ? text.slice(1) : text
  const strange = /[^\d]/u.exec(digits)
  if (strange !== null) return fault('not-digits', `A number is + and digits; ${named(strange, text, digits)}.`)
  if (digits === text) return fault('missing-plus', 'The number must start with + and the country calling code.')
  if (digits.length > 15) return fault('too-long', 'The number is too long: E.164 allows at most 15 digits.')
  const plan = planOf(text)
  if (plan === undefined) {
    return digits.length < 3 && !digits.startsWith('0')
      ? fault('too-short', 'The number is too short: it must hold a country calling code and a national number.')
      : fault('unknown-calling-code', 'The number does not start with a known country calling code.')
  }
  return findNationalFault(plan, digits.length - plan.callingCode.length)
}

/** The character that is no digit, by its code point, because many cannot be seen. */
function named (strange: RegExpExecArray, text: string, digits: string): string {
  const [character] = strange
  const codePoint = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `character ${strange.index + text.length - digits.length + 1} is U+${codePoint}`
}

function findNationalFault ({ callingCode, main }: NumberingPlan, length: number): NumberVerdict {
  if (main.lengths.includes(length)) {
    return fault('not-in-numbering-plan', `No country with the calling code +${callingCode} has such a number.`)
  }
  const lengths = main.lengths.join(', ').replace(/, (\d+)$/, ' or $1')
  const rule = `${lengths} digits must follow +${callingCode}.`
  return length < Math.min(...main.lengths)
    ? fault('too-short', `The number is too short: ${rule}`)
    : fault('too-long', `The number is too long: ${rule}`)
}

function fault (code: NumberFault, reason: string): NumberVerdict {
  return { valid: false, code, reason }
}
