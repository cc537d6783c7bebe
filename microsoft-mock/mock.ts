import type { Barriers } from './control/barriers.ts'
import type { Fault } from './control/faults.ts'
import type { Recording } from './control/recording.ts'
import type { RequestLog } from './control/request-log.ts'
import type { Keys } from './entra/keys.ts'
import type { State } from './state/schema.ts'
import type { World } from './state/world.ts'

/** Everything the routes share. `world` is replaced as a whole by a reset. */
export interface Mock {
  /** `http://127.0.0.1:8180`: the issuer of tokens; known once the socket listens. */
  baseUrl: string
  world: World
  readonly seed: State
  readonly keys: Keys
  readonly requests: RequestLog
  faults: Fault[]
  readonly barriers: Barriers
  /** What answers in the place of the world; null when the world does. */
  recording: Recording | null
  /** Requests counted in the running throttle window, per caller. */
  readonly throttled: Map<string, { windowEnds: number, count: number }>
}
