import { invalid, type Problem } from '../problems.ts'

/** The refusal of a file as a whole; nothing was changed. */
export function badFile (message: string): Problem {
  return invalid({ File: [message] })
}
