import { countryOf, isE164, isTollFree, toE164, typeOf, type E164 } from './phone-number.ts'
import { countOf } from './number-range.ts'
import type { TypeOfService } from './vocabulary/usage.ts'

/** A range of numbers that a provider declares to exist, whatever the tables say. */
export interface NumberingRange {
  readonly start: E164
  readonly end: E164
  /** ISO alpha-2. */
  readonly country: string
  readonly numberType: TypeOfService
  readonly source: string
}

/**
 * What numbers there are: the tables of numbering plans, and before them what the provider declared. The one place that
 * judges numbers.
 */
export class Numbering {
  readonly #ranges: readonly NumberingRange[]

  constructor (ranges: readonly NumberingRange[] = []) {
    this.#ranges = ranges
  }

  /** The declared range that decides about the number; undefined when the tables do. */
  rangeOf (number: E164): NumberingRange | undefined {
    if (this.#ranges.length === 0) return undefined
    // Texts of one length that begin with + stand in the order of their numbers.
    return this.#ranges.find(({ start, end }) => number.length === start.length && start <= number && number <= end)
  }

  /** The number as to be stored; undefined when there is none. */
  toE164 (text: string): E164 | undefined {
    return isE164(text) && this.rangeOf(text) !== undefined ? text : toE164(text)
  }

  countryOf (number: E164): string | undefined {
    return this.rangeOf(number)?.country ?? countryOf(number)
  }

  serviceTypeOf (number: E164): TypeOfService {
    return this.rangeOf(number)?.numberType ?? serviceTypeInTables(number)
  }

  isTollFree (number: E164): boolean {
    const own = this.rangeOf(number)
    return own === undefined ? isTollFree(number) : own.numberType === 'TollFree'
  }
}

/** The numbering of whoever has declared nothing. */
export const tablesAlone = new Numbering()

/** Reads what the provider declared. Asked only about numbers that the tables do not have, so that it may cost. */
export type AskNumbering = () => Promise<Numbering>

function serviceTypeInTables (number: E164): TypeOfService {
  const type = typeOf(number)
  return type === 'TOLL_FREE' ? 'TollFree' : type === 'MOBILE' ? 'Mobile' : 'Geographic'
}

/** Numbers of a range that are looked at. A longer range is judged by as many, spread over it evenly, and its ends. */
const looksAt = 20_000

/** Whether the tables say of all numbers of a range by now what the provider declared. */
export function isNeedless ({ start, end, country, numberType }: NumberingRange): boolean {
  const count = countOf({ start, end })
  const step = Math.max(1, count / looksAt)
  for (let offset = 0; offset < count; offset += step) if (!isSaid(Number(start) + Math.floor(offset))) return false
  return isSaid(Number(end))

  function isSaid (digits: number): boolean {
    const number = `+${digits}`
    return isE164(number) && toE164(number) === number && countryOf(number) === country &&
      serviceTypeInTables(number) === numberType
  }
}
