import type { Logger } from 'pino'
import type { JournalEntry, Journaled } from './records/journal.ts'
import type { WorkerDependencies } from './worker-dependencies.ts'

/** What a task execution needs of the worker session that holds its task. */
export interface ExecutionHost {
  readonly workerId: number
  readonly dependencies: WorkerDependencies
  readonly log: Logger
  journal (entry: JournalEntry): Promise<Journaled>
  /** No new step may start: the process is stopping, or this session is over. */
  draining (): boolean
  /** Whether our lease still runs by our own clock, so that no other worker can have claimed our tasks. */
  holdsLease (): boolean
  /** A task will be due in so many seconds. */
  expectDue (seconds: number): void
  /** There is a ready task. */
  wake (): void
}
