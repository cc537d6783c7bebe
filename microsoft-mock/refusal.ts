export interface RefusalDetail {
  code: string
  message: string
}

/** An answer other than success. Each surface prints it in its own shape. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly details: RefusalDetail[]
  readonly headers: Record<string, string>

  constructor (
    status: number, code: string, message: string, details: RefusalDetail[] = [], headers: Record<string, string> = {}
  ) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
    this.headers = headers
  }
}
