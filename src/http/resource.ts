import type { Config } from '../config.ts'
import type { Reach, ReachCondition, ReachedRecords } from '../database/reach.ts'
import type { EventFeed } from '../engine/event-feed.ts'
import type { StoredTask } from '../engine/records/task-reads.ts'
import type { ProblemCode } from '../problems.ts'
import type { Queue } from '../engine/enqueue.ts'
import type { TaskWaits } from '../engine/task-waits.ts'
import type { Caller } from './caller.ts'
import type { LongRequests } from './long-requests.ts'
import type { Routes, Version } from './routes.ts'
import type { KeyServerState } from './signing-keys.ts'
import type { Seal } from '../schemas/secret-place.ts'

/**
 * What routes may use: records and the queue. They reach neither Microsoft nor an SBC, and read no row without saying
 * for which caller.
 */
export interface ApiDependencies {
  readonly config: Config
  /** The records that a caller may see; another's rows do not exist there. */
  readonly records: (caller: Pick<Caller, 'reach'>) => ReachedRecords
  readonly queue: Queue
  /** Encrypts a secret of a request before anything remembers it; nothing here can open it again. */
  readonly seal: Seal
  /** When a task lies within the reach of who asks for it. */
  readonly tasksWithin: ReachCondition
  /** Waiting for tasks to move, and for the log of a provider to grow. */
  readonly waits: TaskWaits
  readonly events: EventFeed
  /** Counts the requests that wait, and ends them when the process drains. */
  readonly longRequests: LongRequests
  /** How the places are where keys of tokens are read, as this process knows it. */
  readonly keyServers: () => readonly KeyServerState[]
  readonly readTask: (key: { reach: Reach, id: string }) => Promise<StoredTask | undefined>
}

/** Adds the routes of one resource to a version. */
export type Resource = (routes: Routes, dependencies: ApiDependencies) => void

export const prefixes: Readonly<Record<Version, string>> = { v2: '/api/v2', v3: '/api/v3', ovoc: '/api/ovoc/v1' }

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Versions the operation exists in; v2 and v3 unless it says otherwise, and always v3 unless another has its own
     * form of it.
     */
    versions?: readonly Version[]
    /** The route takes a CSV file, as its body or in a form; this is an example of one. */
    file?: string
    /** The kind of task that is made, so that the example of the reference to it has such an id. */
    makes?: { readonly idPrefix: string }
    /** A worked example of the answer, where those of its component tell of something else. */
    example?: unknown
    /** Problems that only this operation answers with; those of all operations are added in the documents. */
    problems?: readonly ProblemCode[]
    /** Statuses that clients know with a bare text for a body (docs/wire/live-cloud.md#bare-strings), and that text. */
    bare?: Readonly<Record<number, string>>
    /** Makes the answer to a repeated request, where that is not a reference to the task. */
    again?: (taskId: string, request: FastifyRequest, reply: FastifyReply) => unknown
  }
}
