import type { DatabaseClock } from '../database/clock.ts'
import type { Database } from '../database/connect.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { StepContext } from './define.ts'
import type { AcceptanceGuard } from './records/preconditions.ts'
import type { StepExecution } from './step-context.ts'
import type { Upstreams } from './upstreams.ts'

/** What the product gives to its workers. */
export interface WorkerDependencies {
  readonly db: Database
  readonly upstreams: Upstreams
  /** The database's time; a worker session keeps it in step. */
  readonly clock: DatabaseClock
  /** Where it is counted what happens; a test may do without. */
  readonly metrics?: Metrics | undefined
  /** What is asked for every child that a task makes, as for every task that a request makes. */
  readonly guard?: AcceptanceGuard | undefined
  /** Makes what a step sees: the engine's context, with the tools of the product added to it. */
  openContext (execution: StepExecution): StepContext<unknown, object>
}
