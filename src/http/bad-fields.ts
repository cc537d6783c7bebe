import { invalid, Problem, type FieldErrors } from '../problems.ts'

/** Gathers what is wrong with the fields of one request, so that all of it is told together. */
export class BadFields {
  readonly errors: FieldErrors = {}

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

  /** Throws one problem with all that was kept, if there is any. */
  refuse (): void {
    if (Object.keys(this.errors).length > 0) throw invalid(this.errors)
  }

  /** Keeps the fields that an error refuses; any other error is thrown on. */
  keep (error: unknown): void {
    if (!(error instanceof Problem) || error.code !== 'validation_failed' || error.errors === undefined) throw error
    this.add(error.errors)
  }
}
