import { invalid } from '../problems.ts'

/** A moment that a query names; without a time the beginning of the day in UTC. */
export function timeIn (field: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : undefined
  if (time === undefined || Number.isNaN(time.getTime()) || time.getUTCFullYear() < 1970) {
    throw invalid({ [field]: [`${text} is not a time. Write it as in 2026-08-12T07:00:00Z.`] })
  }
  return time
}
