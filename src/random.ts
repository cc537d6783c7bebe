import { randomFillSync } from 'node:crypto'

/** Asking the system for bytes takes several microseconds however few they are; this asks once for many ids. */
const pool = Buffer.alloc(4096)
let used = pool.length

/** Bytes that nobody can foresee, as hexadecimal digits; at most 4096 of them, each given out once. */
export function randomHex (bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString('hex', used - bytes, used)
}
