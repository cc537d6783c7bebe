import { createHmac } from 'node:crypto'
import { batch } from '../database/batch.ts'
import { wasRefused, type Database, type Queryable } from '../database/connect.ts'
import type { Reach } from '../database/reach.ts'
import {
  equalTask, holdersOf, insertTasks, nextTaskNumber, refusedBecauseEqual, refusedBecauseKeyUsed, refusedBecauseHeld,
  rememberAnswer, rememberedAnswer, rememberJoined, type NewTask
} from './records/enqueue.ts'
import {
  failedAmong, hasFailed, preconditionFailed, preconditionsOf, type Acceptance, type Precondition
} from './records/preconditions.ts'
import type { StoredTask } from './records/task-reads.ts'
import { Problem } from '../problems.ts'
import { scopeOf, type TaskScope } from '../schemas/task-scope.ts'
import type { OrderedKind } from './children.ts'
import { randomHex } from '../random.ts'

export interface Order<Input> extends TaskScope {
  /** From `newTaskId`, when rows had to be stored under this id before the task is. */
  readonly id?: string | undefined
  readonly kind: OrderedKind<Input>
  readonly input: Input
  readonly providerId: number
  /** Who asked: the application of the token. */
  readonly caller: string
  /** The part of the tree that it may know of; without one nobody is told anything. */
  readonly reach?: Reach | undefined
  /** Keys of the items that the task holds; no two running tasks hold the same key. */
  readonly items?: readonly string[] | undefined
  /** How many items the task is about, when it does not hold all of them itself. */
  readonly itemCount?: number | undefined
  readonly ticketId?: string | undefined
  readonly traceId?: string | undefined
  readonly retryOf?: string | undefined
  readonly idempotency?: Idempotency | undefined
  /** What the request was judged by, when it must still hold as the task is stored. */
  readonly precondition?: Precondition | undefined
  /** What must hold for this request alone, so that the other one is asked once for all that share it. */
  readonly ownPrecondition?: Precondition | undefined
  /**
   * All that makes this request what it is. As long as the task of an equal one is on its way forward, that one is the
   * answer. Without it, or with items, which no two tasks hold, nothing is joined.
   */
  readonly equality?: readonly string[] | undefined
  /** Sentences that the task begins its messages with, because the request was not taken word by word. */
  readonly warnings?: readonly string[] | undefined
  /** What is stored with the task for the product: see `Acceptance`. */
  readonly memo?: string | undefined
}

/** `request` is all that distinguishes requests; its digest shows whether a key is sent again with the same request. */
export interface Idempotency { readonly key: string, readonly request: readonly string[] }

/** `joined`: an equal request had made the task. */
export interface Accepted { taskId: string, replayed: boolean, joined?: boolean }

export interface Queue {
  /**
   * Makes a task durable. Throws, and stores nothing: ItemsHeld or the error that `refuseHeld` makes of it, Problem
   * idempotency_key_reused, PreconditionFailed, or what the guard refuses with.
   */
  enqueue<Input extends object> (order: Order<Input>, tries?: number): Promise<Accepted>
  /**
   * What this request was answered before; undefined when it was never accepted. Throws Problem
   * idempotency_key_reused when another request has used the key.
   */
  remembered (providerId: number, caller: string, idempotency: Idempotency): Promise<Accepted | undefined>
  /** Keeps the answer to a request that changes a task and makes none. Throws when the key is used already. */
  remember(
    trx: Queryable, providerId: number, caller: string, idempotency: Idempotency, task: StoredTask
  ): Promise<void>
}

/** The precondition of an order does not hold any more; judge its request again. */
export class PreconditionFailed extends Error {}

export type InputOf<Kind extends { readonly inputType?: unknown }> = NonNullable<Kind['inputType']>

/** The most items of a task that is stored together with others; a thousand take some 10 ms. */
const lightUpTo = 10

export interface QueueSettings extends Acceptance {
  /** Wakes the worker of this process, if there is one, for a new task. */
  readonly wake?: (() => void) | undefined
  /** Needed where requests carry an Idempotency-Key: bodies hold passwords, and a bare hash could be guessed from. */
  readonly fingerprintKey?: string | undefined
  /** Makes the error for a request whose items other tasks hold, for whoever has this reach. */
  readonly refuseHeld?: ((held: ItemsHeld, reach: Reach | undefined) => Error) | undefined
}

export interface HeldItem { readonly key: string, readonly taskId: string }

/** Other running tasks hold items of an order; `holders` are the first hundred of them. */
export class ItemsHeld extends Error {
  readonly holders: readonly HeldItem[]

  constructor (holders: readonly HeldItem[], cause: unknown) {
    super('Running tasks hold items of this one.', { cause })
    this.name = 'ItemsHeld'
    this.holders = holders
  }
}

type Insert = (tasks: readonly NewTask[]) => Promise<Array<PreconditionFailed | undefined>>

function inserter (db: Database, { wake = () => {}, ...acceptance }: QueueSettings): Insert {
  return async tasks => {
    try {
      await insertTasks(db, tasks, acceptance)
      wake()
      return tasks.map(() => undefined)
    } catch (error) {
      if (!preconditionFailed(error)) throw error
      // One change of the records may concern every task of the batch. Halving it down to single tasks would take twice
      // as many statements as it has tasks.
      const failed = await failedAmong(db, tasks.flatMap(preconditionsOf))
      if (failed.size === 0) throw error
      const others = tasks.filter(task => !hasFailed(failed, task))
      if (others.length > 0) await insertTasks(db, others, acceptance)
      wake()
      return tasks.map(task =>
        hasFailed(failed, task)
          ? new PreconditionFailed('The records have changed since the request was judged.', { cause: error })
          : undefined
      )
    }
  }
}

export function openQueue (db: Database, settings: QueueSettings = {}): Queue {
  const digest = (parts: readonly string[]): Buffer => digestOf(settings.fingerprintKey ?? '', parts)
  const insertAll = inserter(db, settings)
  // One batch at a time makes large batches, which cost the least per task. Tasks with many items have batches of their
  // own, so that the others do not wait for them.
  const light = batch(insertAll, { maxSize: 200, maxConcurrent: 1, maxWaitMs: 20, divisible: wasRefused })
  const heavy = batch(insertAll, { maxSize: 20, divisible: wasRefused })
  const insert = (task: NewTask): Promise<PreconditionFailed | undefined> =>
    task.items.length > lightUpTo ? heavy(task) : light(task)

  return {
    remembered: (providerId, caller, { key, request }) =>
      replayOf(db, providerId, caller, { key, fingerprint: digest(request) }),
    remember: (trx, providerId, caller, { key, request }, task) =>
      rememberAnswer(trx, { providerId, caller, key }, digest(request), task),
    async enqueue (order, tries = 3) {
      const id = order.id ?? await newId(db, order.kind.idPrefix)
      const task = newTask(
        order, id, order.idempotency && { key: order.idempotency.key, fingerprint: digest(order.idempotency.request) },
        equalityOf(order, digest)
      )
      try {
        const changed = await insert(task)
        if (changed !== undefined) throw changed
        return { taskId: id, replayed: false }
      } catch (error) {
        const refusal = settings.guard?.refusal(error)
        const isHeld = refusedBecauseHeld(error)
        const mayBeRepetition = isHeld || refusal !== undefined || refusedBecauseKeyUsed(error) ||
          refusedBecauseEqual(error) || error instanceof PreconditionFailed
        if (task.idempotency !== undefined && mayBeRepetition) {
          const replay = await replayOf(db, task.providerId, task.caller, task.idempotency)
          if (replay !== undefined) return replay
        }
        const joined = await equalTo(db, task, error)
        if (joined !== undefined) return joined
        // The equal one has ended, or turned back, in this very instant.
        if (refusedBecauseEqual(error) && tries > 0) return this.enqueue(order, tries - 1)
        if (!isHeld) throw refusal ?? error
        const held = new ItemsHeld(await holdersOf(db, task.providerId, task.items), error)
        throw settings.refuseHeld?.(held, order.reach) ?? held
      }
    }
  }
}

/** Stores tasks that no request asks for, in the transaction of what else belongs to them. */
export async function enqueueWith (
  trx: Queryable, orders: ReadonlyArray<Omit<Order<object>, 'idempotency'>>
): Promise<void> {
  if (orders.length === 0) return
  await insertTasks(trx, orders.map(order => newTask(order, newTaskId(order.kind.idPrefix))))
}

/** Kinds that only read, or bring in line, are compared by what they are asked; all others by the whole request. */
function equalityOf (
  order: Order<object>, digest: (parts: readonly string[]) => Buffer
): Buffer | undefined {
  const { kind, items = [], input, equality } = order
  if (items.length > 0) return undefined
  if (kind.isEqualByInput === true) return digest([kind.name, JSON.stringify(scopeOf(order)), JSON.stringify(input)])
  return equality && digest([kind.name, ...equality])
}

/** The task that an equal request made, and that this one is answered with; its key remembers that. */
async function equalTo (db: Database, task: NewTask, error: unknown): Promise<Accepted | undefined> {
  if (task.equality === undefined || !wasRefused(error)) return undefined
  const taskId = await equalTask(db, task.providerId, task.kind, task.equality)
  if (taskId === undefined) return undefined
  const { providerId, caller, idempotency } = task
  if (idempotency !== undefined) {
    await rememberJoined(db, { providerId, caller, key: idempotency.key }, idempotency.fingerprint, taskId)
  }
  return { taskId, replayed: false, joined: true }
}

export function newTask (
  order: Order<object>, id: string, idempotency?: NewTask['idempotency'], equality?: Buffer
): NewTask {
  return {
    providerId: order.providerId, id, kind: order.kind.name,
    partitionKey: order.kind.partitionKey(order), step: order.kind.steps[0]?.name ?? '', input: order.input,
    retentionDays: order.kind.retentionDays, items: order.items ?? [], itemCount: order.itemCount,
    ticketId: order.ticketId, caller: order.caller,
    traceId: order.traceId, retryOf: order.retryOf, idempotency, precondition: order.precondition,
    ownPrecondition: order.ownPrecondition,
    warnings: order.warnings, equality, memo: order.memo,
    ...scopeOf(order) // last: see TaskExecution
  }
}

/**
 * The first answer, when this request was answered before: a request that is sent again must not be refused because
 * its own task holds the items.
 */
async function replayOf (
  db: Database, providerId: number, caller: string, { key, fingerprint }: { key: string, fingerprint: Buffer }
): Promise<Accepted | undefined> {
  const answer = await rememberedAnswer(db, providerId, caller, key)
  if (answer === undefined || answer.taskId === null) return undefined
  // Another version reckoned it in another way: the key alone has to do.
  const isComparable = answer.fingerprint[0] === fingerprintVersion
  if (isComparable && !answer.fingerprint.equals(fingerprint)) {
    throw new Problem(
      'idempotency_key_reused',
      'This Idempotency-Key was used for a request with another content. Use a new key for a new request.'
    )
  }
  return { taskId: answer.taskId, replayed: true }
}

/** Stands before each digest. It grows when the same request comes to another digest than before. */
const fingerprintVersion = 1

function digestOf (key: string, parts: readonly string[]): Buffer {
  let whole = ''
  for (const part of parts) whole += `${part.length}:${part}`
  const digest = createHmac('sha256', `idempotency ${key}`).update(whole).digest()
  return Buffer.concat([Buffer.of(fingerprintVersion), digest])
}

/** `wup_<uuid>`, or `tsk_<number>` for the kinds that clients know so (docs/wire/live-cloud.md#task-ids). */
export async function newId (db: Queryable, prefix: string): Promise<string> {
  return prefix === 'tsk' ? `tsk_${await nextTaskNumber(db)}` : newTaskId(prefix)
}

export function newTaskId (prefix: string): string {
  return `${prefix}_${uuidInOrderOfTime()}`
}

/** UUID version 7: new ids are neighbours in the index, which stays small where it is written. */
function uuidInOrderOfTime (): string {
  const time = Date.now().toString(16).padStart(12, '0')
  const random = randomHex(10)
  // The digit of the variant is 8 to b: two bits of what is random.
  const variant = (8 + Number.parseInt(random.slice(3, 4), 16) % 4).toString(16)
  const end = `7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`
  return `${time.slice(0, 8)}-${time.slice(8)}-${end}`
}
