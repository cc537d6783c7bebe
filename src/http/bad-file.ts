import { invalid, type Problem } from '../problems.ts'

/** What is wrong with the file as a whole; it changes nothing. */
export function badFile (message: string): Problem {
  return invalid({ File: [message] })
}
