export interface LoggedRequest {
  at: string
  method: string
  path: string
  /** Null while no answer was sent, for good when a fault cut the connection. */
  status: number | null
  requestId: string | null
  clientRequestId: string | null
  userAgent: string | null
  /** The trace that the caller says it is in. */
  traceparent: string | null
}

/** The last thousand requests, control routes excluded. */
export class RequestLog {
  #entries: LoggedRequest[] = []

  add (entry: LoggedRequest) {
    this.#entries.push(entry)
    if (this.#entries.length > 2000) this.#entries = this.#entries.slice(-1000)
  }

  list () {
    return this.#entries.slice(-1000)
  }

  clear () {
    this.#entries = []
  }
}
