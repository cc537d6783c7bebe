import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ReachedRecords } from '../../database/reach.ts'
import { invalid, Problem } from '../../problems.ts'
import type { Numbering } from '../../schemas/numbering.ts'
import { expandRange } from '../../schemas/number-range.ts'
import { normalizePhoneNumber } from '../../schemas/phone-number.ts'
import { judgeChange, judgeWords, type NewRange, type RangeChange, type RangeWords } from '../records/range-changes.ts'
import type { NamedRange } from '../schemas/named-range.ts'

export function readName (text: string, field: string): string {
  const name = text.trim()
  if (name === '') throw invalid({ [field]: ['A name has at least one character that can be seen.'] })
  return name
}

/** An empty note is none. */
export const wordsOf = (note: string | null | undefined): { note?: string } =>
  note === undefined || note === null || note === '' ? {} : { note }

/** What its parts, and what it is a part of, belong to as well. */
const nodeOfRange = ({ channelId, umpCustomerGuid, siteGuid }: NamedRange): Partial<NewRange> => ({
  ...(channelId !== null && { channelId }), ...(umpCustomerGuid !== null && { customerId: umpCustomerGuid }),
  ...(siteGuid !== null && { siteId: siteGuid })
})

/** Two numbers of one length, both of the numbering plan. */
export function readEnds (start: string, end: string, numbering: Numbering): { first: string, last: string } {
  const expanded = expandRange({ start, end }, Infinity, undefined, text =>
    numbering.toE164(normalizePhoneNumber(text) ?? text))
  const { fault } = expanded
  if (expanded.fault === undefined) {
    const { start: first, end: last } = expanded.range
    if (numbering.countryOf(first) === numbering.countryOf(last)) return { first, last }
    throw invalid({ Last: [`${first} and ${last} are not of one country.`] })
  }
  if (fault === 'invalid-start') throw invalid({ First: [`${start} is not a telephone number in E.164.`] })
  if (fault === 'invalid-end') throw invalid({ Last: [`${end} is not a telephone number in E.164.`] })
  throw invalid({ Last: ['The last number has the length of the first one, and is not below it.'] })
}

/** What a range is split into at the first number of the upper one. */
export function parted (
  range: NamedRange, text: string, [lower, upper]: readonly [string, string],
  numbering: Numbering
): NewRange[] {
  const { first, last, note } = range
  const plain = normalizePhoneNumber(text) ?? text
  const at = numbering.toE164(plain) ?? plain
  if (!/^\+\d{1,15}$/.test(at) || at.length !== first.length || at <= first || at > last) {
    throw invalid({ At: [`Name a number above ${first} that is not above ${last}: the upper range begins with it.`] })
  }
  if (lower.toLowerCase() === upper.toLowerCase()) throw invalid({ UpperName: ['Two ranges need two names.'] })
  const more = { ...wordsOf(note), ...nodeOfRange(range) }
  return [
    { id: randomUUID(), name: lower, first, last: `+${BigInt(at.slice(1)) - 1n}`, ...more },
    { id: randomUUID(), name: upper, first: at, last, ...more }
  ]
}

/** The one that several become; they are in the order of their numbers. Throws when something lies between two. */
export function joined (ranges: readonly NamedRange[]): Omit<NewRange, 'name'> {
  const [start, end] = [ranges[0], ranges.at(-1)]
  if (start === undefined || end === undefined || start === end) {
    throw invalid({ RangeIds: ['It takes two ranges to merge.'] })
  }
  for (const [index, range] of ranges.entries()) {
    const before = ranges[index - 1]
    if (before === undefined) continue
    if (before.last.length !== range.first.length || Number(range.first) !== Number(before.last) + 1) {
      throw invalid({ RangeIds: [`${range.first} does not follow ${before.last}: merge what has no gap.`] })
    }
    if (!isDeepStrictEqual(nodeOfRange(range), nodeOfRange(before))) {
      throw invalid({ RangeIds: [`${before.name} and ${range.name} do not belong to the same node.`] })
    }
  }
  return { id: randomUUID(), first: start.first, last: end.last, ...nodeOfRange(start) }
}

/** Throws when it cannot be done now; the task asks again. */
export async function refuseMisfit (records: ReachedRecords, asked: RangeChange | RangeWords): Promise<void> {
  const misfit = 'ends' in asked ? await judgeChange(records, asked) : await judgeWords(records, asked)
  if (misfit !== undefined && misfit !== 'done') throw new Problem(misfit.code, misfit.reason)
}
