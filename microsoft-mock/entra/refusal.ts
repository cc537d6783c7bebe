import { randomUUID } from 'node:crypto'

/** Entra's own error (docs/wire/microsoft.md#tokens): clients branch on `error`, people read the AADSTS number. */
export class EntraRefusal extends Error {
  readonly status: number
  readonly error: string
  readonly number: number

  constructor (status: number, error: string, number: number, message: string) {
    super(message)
    this.status = status
    this.error = error
    this.number = number
  }

  body () {
    const traceId = randomUUID()
    const correlationId = randomUUID()
    const timestamp = new Date().toISOString().replace('T', ' ').replace(/\.\d+/, '')
    return {
      error: this.error,
      error_description: `AADSTS${this.number}: ${this.message} Trace ID: ${traceId} ` +
        `Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [this.number],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${this.number}`
    }
  }
}

export const missingParameter = (name: string) => new EntraRefusal(
  400, 'invalid_request', 900144, `The request body must contain the following parameter: '${name}'.`
)
