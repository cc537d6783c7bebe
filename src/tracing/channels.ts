import { channel, tracingChannel, type TracingChannel } from 'node:diagnostics_channel'

// Where a process says what it is doing, for whoever traces it. While nobody listens it costs nothing, and nothing of
// OpenTelemetry is loaded.

/** A request that was answered. */
export interface TracedRequest {
  /** The trace and the span of the request: 00-<trace>-<span>-<flags>. */
  readonly id: string
  /** What the client sent, if it is in a trace itself. */
  readonly traceparent: string | undefined
  readonly operation: string
  readonly method: string
  readonly route: string
  readonly status: number
  readonly milliseconds: number
  readonly taskId: string | undefined
  readonly errorCode: string | undefined
}

/** The time that a worker holds a task, until it waits or ends. */
export interface TracedTask {
  readonly id: string
  readonly kind: string
  readonly providerId: number
  /** The trace of the request that made it, as the row keeps it. */
  readonly traceId: string | null
}

/** One run of one step; `outcome` is there when it is over. */
export interface TracedStep {
  readonly step: string
  readonly direction: string
  readonly attempt: number
  outcome?: string
}

/** A call of an upstream with the wait for its place; `key` names the upstream as breakers do. */
export interface TracedCall { readonly key: string, readonly name: string }

/** A request that leaves the process; whoever traces adds to its header fields. */
export interface TracedOutbound {
  readonly origin: string
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string | string[] | undefined>
  status?: number
}

export const requestTraces = channel('dialplane:request')
export const taskTraces = tracingChannel<unknown, TracedTask>('dialplane:task')
export const stepTraces = tracingChannel<unknown, TracedStep>('dialplane:step')
export const callTraces = tracingChannel<unknown, TracedCall>('dialplane:call')
export const outboundTraces = tracingChannel<unknown, TracedOutbound>('dialplane:outbound')

/** Does some work, and says so on a channel; `about` is made only for somebody who listens. */
export function traced<About extends object, Result> (
  traces: TracingChannel<unknown, About>, about: () => About, work: (about?: About) => Promise<Result>
): Promise<Result> {
  if (!traces.start.hasSubscribers) return work()
  const told = about()
  return traces.tracePromise(() => work(told), told)
}
