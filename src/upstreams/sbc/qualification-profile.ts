import type { DeviceStatus, Rule } from './sbc.ts'

/** What a device showed that it can do, beyond what it says of itself. Durations in milliseconds. */
export interface Profile {
  readonly status: DeviceStatus | undefined
  /** Rules in the plan before the probe. */
  readonly rules: number | undefined
  /** And in all plans together. */
  readonly rulesInAll: number | undefined
  /** How many they may be. */
  readonly capacity: number | undefined
  /** The longest that it took of those that were tried. */
  readonly longestName: number | undefined
  readonly longestPrefix: number | undefined
  readonly longestTag: number | undefined
  readonly readMs: number | undefined
  /** From the first reading to the save, for the probes. */
  readonly changeMs: number | undefined
  readonly saveMs: number | undefined
  readonly removeMs: number | undefined
  /** How many seconds its clock is before ours; and where it says so, or seems to be, its time zone. */
  readonly clockOffsetSeconds: number | undefined
  readonly timeZone: string | undefined
  readonly licence: string | undefined
  readonly caseSensitive: boolean | undefined
  /** Failed logins after which it locks a user out, and for how many seconds. */
  readonly failedLogins: number | undefined
  readonly lockoutSeconds: number | undefined
  /** Ways of reading in which it shows rules. */
  readonly ways: string[]
}

export const nothingMeasured = {
  rulesInAll: undefined, capacity: undefined, longestName: undefined, longestPrefix: undefined, longestTag: undefined,
  readMs: undefined, changeMs: undefined, saveMs: undefined, removeMs: undefined, licence: undefined,
  caseSensitive: undefined, failedLogins: undefined, lockoutSeconds: undefined, ways: [] as string[]
} satisfies Partial<Profile>

export function longestOf (taken: ReadonlySet<Rule>): Pick<Profile, 'longestName' | 'longestPrefix' | 'longestTag'> {
  const longest = (length: (rule: Rule) => number): number | undefined =>
    taken.size === 0 ? undefined : Math.max(...[...taken].map(length))
  return {
    longestName: longest(({ name }) => name.length), longestPrefix: longest(({ prefix }) => prefix.length),
    longestTag: longest(({ tag }) => tag.length)
  }
}

const quarterHour = 900
/** No place of the world is further from Greenwich. */
const furthest = 14 * 3600

/**
 * A time with an offset tells its zone. Old firmware writes its local time as if it were that of Greenwich: what is
 * near a whole quarter of an hour is then taken for a zone, and the rest for the error of the clock.
 */
export function clockOf (
  time: string | undefined, now = Date.now()
): Pick<Profile, 'clockOffsetSeconds' | 'timeZone'> {
  const seconds = Math.round((Date.parse(time ?? '') - now) / 1000)
  if (Number.isNaN(seconds)) return { clockOffsetSeconds: undefined, timeZone: undefined }
  const [, zone] = /([+-]\d\d:?\d\d)$/.exec(time ?? '') ?? []
  if (zone !== undefined) return { clockOffsetSeconds: seconds, timeZone: zone.replace(/^(...)(\d\d)$/, '$1:$2') }
  const offset = Math.round(seconds / quarterHour) * quarterHour
  if (Math.abs(offset) > furthest) return { clockOffsetSeconds: seconds, timeZone: undefined }
  return { clockOffsetSeconds: seconds - offset, timeZone: written(offset) }
}

function written (seconds: number): string {
  const minutes = Math.abs(seconds) / 60
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${seconds < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}
