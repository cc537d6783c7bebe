// task: a durable unit of work, one row. kind: a sort of task, one file. step: one retryable part of a task.
// outcome: what a step answers. Steps run at least once, so each looks before it creates.
import type { Static, TObject } from '@sinclair/typebox'
import type { Logger } from 'pino'
import type { Database, Queryable } from '../database/connect.ts'
import type { RequiredScope, TaskScope } from '../schemas/task-scope.ts'
import type { Asked } from './approval.ts'
import type { Children, PartitionedOrder } from './children.ts'

export type Level = 'Information' | 'Warning' | 'Error'

/** One entry of a task's story; `at` and `step` make it the journal as well. */
export interface Message { level: Level, message: string, step?: string, at?: string }

/** Database effects of a step; they commit together with its completion, or not at all. */
export type Effect = (trx: Queryable) => Promise<void>

export type Outcome<Progress> =
  | { type: 'next', progress: Partial<Progress>, effect?: Effect | undefined }
  | { type: 'wait', seconds: number, progress: Partial<Progress>, effect?: Effect | undefined }
  | { type: 'approval', asked: Asked, progress: Partial<Progress>, effect?: Effect | undefined }
  | { type: 'reject', code: string, reason: string }

/** The step is done. */
export function next<Progress extends object = Record<never, never>> (
  progress: Progress = {} as Progress, effect?: Effect
): { type: 'next', progress: Progress, effect: Effect | undefined } {
  return { type: 'next', progress, effect }
}

/** Not yet: run the same step again after so many seconds. Spends no attempt; the step's `giveUpAfter` bounds it. */
export function wait<Progress extends object = Record<never, never>> (
  seconds: number, progress: Progress = {} as Progress, effect?: Effect
): { type: 'wait', seconds: number, progress: Progress, effect: Effect | undefined } {
  return { type: 'wait', seconds, progress, effect }
}

/** It cannot be done: undo what was done, then fail. The reason is for the caller. */
export function reject (code: string, reason: string): { type: 'reject', code: string, reason: string } {
  return { type: 'reject', code, reason }
}

export interface TaskIdentity extends TaskScope {
  readonly id: string
  readonly providerId: number
  readonly ticketId: string | undefined
  /** The application that asked for it. */
  readonly caller: string
  readonly createdAt: string
  /** How many items it has, or is about. */
  readonly itemCount: number
}

/** Throws when this worker may not act for the task any more: its lease or the step's time is over, or it stops. */
export type AssertLease = () => void

/** What every step sees. */
export interface StepContext<Input, Progress> {
  readonly db: Database
  readonly now: () => Date
  readonly task: TaskIdentity
  readonly input: Input
  readonly progress: Partial<Progress>
  readonly attempt: number
  /** Why the task is being undone; undefined on the way forward. */
  readonly failure: Failure | undefined
  /** What somebody else has approved for this step. */
  readonly approved: Asked | undefined
  readonly log: Logger
  /** Aborted when the lease is lost, the step's time is up or the process must stop. */
  readonly signal: AbortSignal
  /** Tasks that this one makes as a part of its own work. */
  readonly children: Children
  /** The tools call it before they change anything; a step that changes something without a tool calls it itself. */
  readonly assertLease: AssertLease
  /** Adds a message; it is kept only if the outcome is. */
  say (level: Level, message: string): void
  /** Makes an intention durable before the world is touched. Throws when another worker has taken the task over. */
  record (progress: Partial<Progress>): Promise<void>
}

export interface Step<Input, Progress, Tools = unknown> {
  readonly name: string
  /** What the step is doing, for people who watch. */
  readonly message: string
  /**
   * `none`: the step only reads and computes. What it came to is then written with the next durable write, and it
   * runs again after a crash. It has no undo, records nothing, and its tools refuse to change anything.
   */
  readonly effects?: 'none'
  /** Seconds a single run may take before it counts as failed. Default 60. */
  readonly timeLimit?: number
  /** Seconds from entering the step after which waiting ends and the task is undone. Default one hour. */
  readonly giveUpAfter?: number
  /** Seconds from the beginning of its undo after which a person has to release the task. Default seven days. */
  readonly undoFor?: number
  /** How often an unexpected failure is tried again. Default 8, with backoff about 4 minutes in all. */
  readonly attempts?: number
  run (context: StepContext<Input, Progress> & Tools): Promise<Outcome<Progress>>
  /** Takes back what run did, also when run was interrupted half-way. */
  undo? (context: StepContext<Input, Progress> & Tools): Promise<Outcome<Progress>>
}

type Status = 'InProgress' | 'CompletedSuccess' | 'CompletedWithErrors' | 'Failed' | 'Canceled'

/** What is known of a task when it ends. */
interface EndFacts<Input, Progress> {
  task: TaskIdentity
  input: Input
  progress: Partial<Progress>
  failure: Failure | undefined
}

/** Why a task did not end well, decided when its undoing starts. */
export interface Failure { status: 'Failed' | 'Canceled', code: string, reason: string, step: string }

export interface Ending {
  status: Exclude<Status, 'InProgress'>
  details: Array<string | null>
  output: Record<string, unknown>
}

export interface TaskKind<Input = unknown, Progress = unknown, Tools = unknown> {
  readonly name: string
  /** `wup` makes ids such as `wup_<uuid>`. */
  readonly idPrefix: string
  /** The lowest node of the tree whose callers may ask for it, and therefore cancel, retry or release it. */
  readonly requiredScope: RequiredScope
  /**
   * Tasks of one partition begin in the order in which they came; partitions share the workers fairly. Usually those
   * of one node of the tree, or of one device.
   */
  partitionKey (order: PartitionedOrder<Input>): string
  /** Days for which a finished task is kept, when that is less than the deployment keeps tasks. */
  readonly retentionDays?: number
  /**
   * Equal inputs mean equal tasks: the kind only reads, or brings one thing in line with another. Others are equal when
   * their whole requests are.
   */
  readonly isEqualByInput?: boolean
  readonly title: string
  readonly input: TObject
  /**
   * For kinds that keep what they are about elsewhere than as items of the task: copies what stands under its id to the
   * id of its retry, as far as it does. Answers how many items that is about; 0 when there is nothing to try again.
   */
  copyForRetry? (db: Database, key: { providerId: number, from: string, to: string }): Promise<number>
  /** Never set: it carries the type of the input to where tasks are enqueued. */
  readonly inputType?: Input
  readonly steps: ReadonlyArray<Step<Input, Progress, Tools>>
  /** Pure: how the task ends and what its output says. `failure` is absent when every step succeeded. */
  conclude (facts: EndFacts<Input, Progress> & { now: Date }): Ending
  /**
   * Database effects that commit with the end of the task, however it ends: also when undoing gave up, so that no
   * step runs after it.
   */
  onEnd? (facts: EndFacts<Input, Progress>): Effect | undefined
}

/** A step without its types: the engine checks a stored row against the schema of the kind before a step sees it. */
export interface AnyStep extends Omit<Step<never, object>, 'run' | 'undo'> {
  run (context: never): Promise<Outcome<object>>
  undo? (context: never): Promise<Outcome<object>>
}

export interface AnyTaskKind extends Omit<TaskKind, 'steps' | 'conclude' | 'onEnd' | 'inputType' | 'partitionKey'> {
  partitionKey (order: never): string
  readonly steps: readonly AnyStep[]
  conclude (facts: never): Ending
  onEnd? (facts: never): Effect | undefined
}

type Definition<Input extends TObject, Progress extends TObject, Tools> =
  Omit<TaskKind<Static<Input>, Static<Progress>, Tools>, 'input'> & { input: Input, progress: Progress }

/** The function that defines kinds whose steps have the tools of a product. */
export function kindsWith<Tools> () {
  return function defineTaskKind<Input extends TObject, Progress extends TObject> (
    kind: Definition<Input, Progress, Tools>
  ): TaskKind<Static<Input>, Static<Progress>, Tools> {
    const names = new Set(kind.steps.map(step => step.name))
    if (names.size !== kind.steps.length) throw new Error(`Task kind ${kind.name} has two steps of one name`)
    if (kind.steps.length === 0) throw new Error(`Task kind ${kind.name} has no steps`)
    const odd = kind.steps.find(step => step.effects === 'none' && step.undo !== undefined)
    if (odd !== undefined) throw new Error(`Step ${odd.name} of ${kind.name} has no effects, so it has nothing to undo`)
    return kind
  }
}

export const minutes = (count: number): number => count * 60
export const hours = (count: number): number => count * 3600
