import type { Timestamp } from '../database/connect.ts'

/** A time as OVOC writes it: 2025-08-12T07:02:10.822+0000. */
export function ovocTime (time: Timestamp): string {
  return new Date(time).toISOString().replace('Z', '+0000')
}
