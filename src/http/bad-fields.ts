import { invalid, Problem, type FieldErrors } from '../problems.ts'
import { Unread } from './unread.ts'

/** Gathers what is wrong with the fields of one request, so that all of it is told together. */
export class BadFields {
  readonly errors: FieldErrors = {}
  /** Whether a field could not be read, which its schema refused: what hangs on it cannot be judged. */
  hasUnread = false

  /** What `reader` answers; undefined when it refuses fields, which are kept. */
  read<Value> (reader: () => Value): Value | undefined {
    try {
      return reader()
    } catch (error) {
      this.keep(error)
      return undefined
    }
  }

  /** The same of something that takes its time. */
  async await<Value> (reading: Promise<Value>): Promise<Value | undefined> {
    try {
      return await reading
    } catch (error) {
      this.keep(error)
      return undefined
    }
  }

  add (errors: FieldErrors): void {
    for (const [field, messages] of Object.entries(errors)) (this.errors[field] ??= []).push(...messages)
  }

  /** Runs what adds to `errors` itself, as far as the fields can be read that it asks for. */
  try (judging: () => void): void {
    this.read(judging)
  }

  /** Throws one problem with all that was kept, if there is any; what was not read stands in the way as well. */
  refuse (): void {
    if (Object.keys(this.errors).length > 0 || this.hasUnread) throw this.refusal()
  }

  /** What `refuse` throws. */
  refusal (): Error {
    return Object.keys(this.errors).length > 0 || !this.hasUnread ? invalid(this.errors) : new Unread()
  }

  /** Keeps the fields that an error refuses; any other error is thrown on. */
  keep (error: unknown): void {
    if (error instanceof Unread) {
      this.hasUnread = true
      return
    }
    if (!(error instanceof Problem) || error.code !== 'validation_failed' || error.errors === undefined) throw error
    this.add(error.errors)
  }
}
