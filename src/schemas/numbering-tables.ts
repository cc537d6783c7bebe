import { createRequire } from 'node:module'
import { tablesAlone, type Numbering } from './numbering.ts'
import { checkPhoneNumber, isE164, normalizePhoneNumber, type E164 } from './phone-number.ts'

const { version }: { version: string } = createRequire(import.meta.url)('libphonenumber-js/package.json')

/** The tables of numbering plans that judge numbers here. */
export const numberingTables = `libphonenumber-js ${version}`

/** Which rule decided about a number, in a sentence for people. */
export function ruleFor (numbering: Numbering, number: E164 | undefined): string {
  const own = number === undefined ? undefined : numbering.rangeOf(number)
  return own === undefined
    ? `Tables of ${numberingTables}`
    : `Override ${own.start} to ${own.end} (${own.country}, ${own.numberType}): ${own.source}`
}

/**
 * What is wrong with a text that is no number here; empty when the tables know it. Of one in the form of E.164 it says
 * whose rule that is, for the tables may be older than the number.
 */
export function whyNoNumber (text: string): string {
  const plain = normalizePhoneNumber(text) ?? text.trim()
  const verdict = checkPhoneNumber(plain)
  if (verdict.valid) return ''
  return isE164(plain) ? `${verdict.reason} Decided by: ${ruleFor(tablesAlone, undefined)}.` : verdict.reason
}
