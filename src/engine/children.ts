import type { TaskScope } from '../schemas/task-scope.ts'
import type { Precondition } from './records/preconditions.ts'

// Parents and children: a task may make other tasks as a part of its own work, of any kind, and wait for them.

/** What a kind computes the partition key of a new task from. */
export interface PartitionedOrder<Input> extends TaskScope { readonly providerId: number, readonly input: Input }

/** What accepting a task needs of its kind. */
export interface OrderedKind<Input> {
  readonly name: string
  readonly idPrefix: string
  readonly steps: ReadonlyArray<{ readonly name: string }>
  readonly inputType?: Input
  readonly retentionDays?: number
  readonly isEqualByInput?: boolean
  partitionKey (order: PartitionedOrder<Input>): string
}

/** A task that another one makes. Its caller is that of its parent. */
export interface ChildOrder<Input extends object = object> extends TaskScope {
  /** What the parent calls it, one of its children each. */
  readonly key: string
  readonly kind: OrderedKind<Input>
  readonly input: Input
  readonly items?: readonly string[] | undefined
  readonly ticketId?: string | undefined
  readonly precondition?: Precondition | undefined
  readonly ownPrecondition?: Precondition | undefined
}

/** A child as its parent sees it. */
export interface Child {
  readonly key: string
  readonly id: string
  readonly kind: string
  readonly status: 'InProgress' | Ended
  readonly isParked: boolean
  /** Why it did not end well, as far as a step said so. */
  readonly code: string | null
  readonly reason: string | null
  readonly output: Record<string, unknown>
}

/** The children of a task, for its steps. */
export interface Children {
  /**
   * Makes a child durable, and answers its id; the child of this key that is there already is the answer, whatever it
   * was asked. Throws, and makes nothing, as `Queue.enqueue` does, and when another worker holds the parent by now.
   */
  begin<Input extends object> (order: ChildOrder<Input>): Promise<string>
  /** In the order in which they were made. */
  list (): Promise<Child[]>
  /** Asks those that run to stop and to take back what they did. */
  cancel (ids: readonly string[]): Promise<void>
}

type Ended = 'CompletedSuccess' | 'CompletedWithErrors' | 'Failed' | 'Canceled'

/**
 * Seconds after which a parent looks at its children although none has told it of its end. One that ends wakes it.
 */
export const longLook = 60

export const isOver = ({ status }: Pick<Child, 'status'>): boolean => status !== 'InProgress'

/** How a task ends whose work is that of its children; without any it has nothing to complain of. */
export function statusOf (children: ReadonlyArray<Pick<Child, 'status'>>): Exclude<Ended, 'Canceled'> {
  const good = children.filter(({ status }) => status === 'CompletedSuccess').length
  if (good === children.length) return 'CompletedSuccess'
  const partly = children.some(({ status }) => status === 'CompletedWithErrors')
  return good > 0 || partly ? 'CompletedWithErrors' : 'Failed'
}

/**
 * Undo of a step with children, first half: stops those that run, also what they made in turn. All children when none
 * of them runs any more, undefined as long as one does: then wait `longLook`.
 */
export async function stopped (
  children: Children, isMeant: (child: Child) => boolean = () => true
): Promise<Child[] | undefined> {
  const meant = (await children.list()).filter(isMeant)
  const running = meant.filter(child => !isOver(child))
  if (running.length === 0) return meant
  await children.cancel(running.map(({ id }) => id))
  return undefined
}
