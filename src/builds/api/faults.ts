import { Problem, type FieldErrors } from '../../problems.ts'

/** Everything that is wrong with a request, by field, while all of it is judged. */
export class Faults {
  readonly errors: FieldErrors
  readonly #prefix: string

  constructor (errors: FieldErrors = {}, prefix = '') {
    this.errors = errors
    this.#prefix = prefix
  }

  /** The same for a part of the request: its fields are named from there. */
  at (part: string): Faults {
    return new Faults(this.errors, this.#prefix === '' ? part : `${this.#prefix}.${part}`)
  }

  add (field: string, message: string): void {
    (this.errors[field === '' ? this.#prefix : `${this.#prefix}.${field}`] ??= []).push(message)
  }

  addAll (errors: FieldErrors): void {
    for (const [field, messages] of Object.entries(errors)) for (const message of messages) this.add(field, message)
  }

  get any (): boolean {
    return Object.keys(this.errors).length > 0
  }

  /** What the code of a single operation would answer; what it refuses with is noted, and the judging goes on. */
  async catch<Result> (judge: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await judge()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.errors === undefined) this.add('', error.message)
      else this.addAll(error.errors)
      return undefined
    }
  }
}
