/** Which of Microsoft's services was asked. */
export type Upstream = 'login' | 'operator' | 'graph'

export type Upstreams = Readonly<Record<Upstream, string>>

/**
 * One line of a recording: a question and its answer, with everything replaced that identifies anybody. Links of the
 * three services begin with `{login}`, `{operator}` and `{graph}`.
 */
export interface Exchange {
  readonly at: string
  readonly upstream: Upstream
  readonly milliseconds: number
  readonly request: {
    readonly method: string, readonly path: string, readonly headers: Record<string, string>, readonly body?: unknown
  }
  readonly response: {
    readonly status: number, readonly headers: Record<string, string>, readonly body?: unknown
    /** How the body was compressed on the wire. */
    readonly encoding?: string
  }
}
