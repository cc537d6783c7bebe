import type { IncomingHttpHeaders } from 'node:http'

/** A mistyped header must not park a task for a year. */
const longestWait = 6 * 3600

/** Seconds that `Retry-After` names, with or without a fraction, or as a date by the clock of who sent it. */
export function readRetryAfter (headers: IncomingHttpHeaders, now: number = Date.now()): number | undefined {
  const text = textOf(headers['retry-after'])?.trim()
  if (text === undefined || text === '') return undefined
  const sent = Date.parse(textOf(headers['date']) ?? '')
  const seconds = /^[\d.]+$/.test(text)
    ? Number(text)
    : (Date.parse(text) - (Number.isNaN(sent) ? now : sent)) / 1000
  return Number.isNaN(seconds) ? undefined : Math.min(longestWait, Math.max(0, seconds))
}

export const textOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header
