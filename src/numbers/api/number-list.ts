import type { FieldErrors } from '../../problems.ts'
import { compressToRanges, expandRange, type RangeFault } from '../../schemas/number-range.ts'
import { tablesAlone, type AskNumbering, type Numbering } from '../../schemas/numbering.ts'
import { whyNoNumber } from '../../schemas/numbering-tables.ts'
import { normalizePhoneNumber, type E164 } from '../../schemas/phone-number.ts'
import { RangeSet } from '../../schemas/range-set.ts'
import { numbersPerRequest } from '../schemas/upload.ts'

/** Numbers read in one turn of the event loop: they take about a millisecond. */
const numbersPerTurn = 1000

/** Bad entries that an error names; the others are only counted. */
export const namedAtMost = 100

export interface NumberList { phoneNumbers?: string[], phoneNumberRanges?: Array<{ start: string, end: string }> }

/**
 * The numbers and ranges of a body as single numbers in E.164, each once. `duplicates` are the first numbers, or ranges
 * of numbers, that it names more than once. Errors are added to `errors` by index. Blanks and separators of
 * spreadsheets are ignored; a country is never guessed. What the provider declared is asked for once a number is not in
 * the tables.
 */
export async function readNumbers (
  ask: AskNumbering, body: NumberList, errors: FieldErrors, most = numbersPerRequest
): Promise<{ numbers: E164[], duplicates: string[] }> {
  const numbers = new Set<E164>()
  const repeated = new Set<E164>()
  const numbering = { now: tablesAlone }
  const read = async (text: string): Promise<E164 | undefined> => {
    const known = readNumber(numbering.now, text)
    if (known !== undefined || numbering.now !== tablesAlone) return known
    numbering.now = await ask()
    return readNumber(numbering.now, text)
  }
  let bad = 0
  const refuse = (field: string, message: string): void => {
    bad += 1
    if (bad <= namedAtMost) (errors[field] ??= []).push(message)
  }

  for (const [index, text] of (body.phoneNumbers ?? []).entries()) {
    if (index % numbersPerTurn === numbersPerTurn - 1) await new Promise(resolve => setImmediate(resolve))
    const number = readNumber(numbering.now, text) ?? await read(text)
    if (number === undefined) {
      refuse(`phoneNumbers[${index}]`, `${JSON.stringify(text)} is not a valid number. ${whyNoNumber(text)}`)
    } else if (numbers.has(number)) repeated.add(number)
    else numbers.add(number)
  }
  const ranges = body.phoneNumberRanges ?? []
  // sorting costs, and most lists have no ranges
  const named = new RangeSet(ranges.length > 0 ? compressToRanges(numbers) : [])
  const twice = new RangeSet(compressToRanges(repeated))
  let room = Math.max(0, most - numbers.size)
  for (const [index, range] of ranges.entries()) {
    const start = normalizePhoneNumber(range.start) ?? range.start
    const end = normalizePhoneNumber(range.end) ?? range.end
    await read(start)
    await read(end)
    const expanded = expandRange({ start, end }, room, named, candidate => numbering.now.toE164(candidate))
    if (expanded.fault !== undefined) {
      refuse(`phoneNumberRanges[${index}]`, rangeFault(expanded.fault, start, end, expanded.count, most))
    } else {
      room -= expanded.count
      named.add(expanded.range)
      for (const known of expanded.known) twice.add(known)
      let turn = 0
      for (const candidate of expanded.numbers) {
        if (++turn % numbersPerTurn === 0) await new Promise(resolve => setImmediate(resolve))
        const number = numbering.now.toE164(candidate) ?? await read(candidate)
        if (number !== undefined) numbers.add(number)
        else refuse(`phoneNumberRanges[${index}]`, `${candidate} is not a valid number. ${whyNoNumber(candidate)}`)
      }
    }
  }
  if (bad > namedAtMost) (errors['PhoneNumbers'] ??= []).push(`${bad - namedAtMost} more entries are not valid.`)
  if (bad === 0 && numbers.size === 0) errors['PhoneNumbers'] = ['At least one number or range of numbers is required.']
  if (numbers.size > most) {
    errors['PhoneNumbers'] = [`At most ${most} numbers can be named at once; there are ${numbers.size}.`]
  }
  const duplicates = twice.ranges.slice(0, namedAtMost).map(({ start, end }) =>
    start === end ? start : `${start} to ${end}`
  )
  return { numbers: [...numbers], duplicates }
}

function readNumber (numbering: Numbering, text: string): E164 | undefined {
  return numbering.toE164(text) ?? numbering.toE164(normalizePhoneNumber(text) ?? text)
}

function rangeFault (fault: RangeFault, start: string, end: string, count: number | undefined, most: number): string {
  switch (fault) {
    case 'invalid-start':
      return `The start ${JSON.stringify(start)} is not a valid number. ${whyNoNumber(start)}`
    case 'invalid-end':
      return `The end ${JSON.stringify(end)} is not a valid number. ${whyNoNumber(end)}`
    case 'different-length':
      return `The start ${start} and the end ${end} have different lengths.`
    case 'start-after-end':
      return `The start ${start} comes after the end ${end}.`
    case 'too-many':
      return `The range ${start} to ${end} holds ${count ?? 'too many'} ` +
        `${count === Number(end) - Number(start) + 1 ? 'numbers' : 'more numbers'}; a request may have ${most}, all ` +
        'ranges included.'
  }
}
