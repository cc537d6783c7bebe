export interface LoggedRequest {
  sequence: number
  at: string
  method: string
  path: string
  user: string | null
  /** null while it runs, and when the connection was cut. */
  status: number | null
}

const kept = 1000

/** The last requests, and how many writes were ever under way at the same time. */
export class RequestLog {
  #list: LoggedRequest[] = []
  #sequence = 0
  #writers = { now: 0 }
  writersMaximum = 0

  begin (method: string, path: string, at: Date): LoggedRequest {
    this.#sequence += 1
    const request = { sequence: this.#sequence, at: at.toISOString(), method, path, user: null, status: null }
    this.#list.push(request)
    if (this.#list.length > 2 * kept) this.clear(kept)
    return request
  }

  /** Counts a write until the returned function is called. */
  beginWrite (): () => void {
    const writers = this.#writers
    writers.now += 1
    this.writersMaximum = Math.max(this.writersMaximum, writers.now)
    return () => { writers.now -= 1 }
  }

  list (): readonly LoggedRequest[] {
    return this.#list.slice(-kept)
  }

  clear (keep = 0): void {
    this.#list = keep === 0 ? [] : this.#list.slice(-keep)
  }

  reset (): void {
    this.#list = []
    this.#sequence = 0
    this.#writers = { now: 0 }
    this.writersMaximum = 0
  }
}
