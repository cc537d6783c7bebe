/**
 * A failure that the person at the keyboard can mend: its message is one line with the mend, and no stack is printed.
 */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/** The `code` of a system error such as ENOENT; undefined for everything else. */
export function systemCode (error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Prints one line for an expected failure, the whole error for a surprise, and makes the process fail. */
export function explain (error: unknown): void {
  if (error instanceof CannotStart) process.stderr.write(`${error.message}\n`)
  else console.error(error)
  process.exitCode = 1
}
