import { UpstreamFault } from '../../problems.ts'
import type {
  ConfigureOutcome, DeviceConfiguration, DeviceStatus, DialPlanChange, RecordIntent, Missing, OpenSbc, RuleOutcome, Sbc,
  SbcConnection, WantedRules
} from '../sbc/sbc.ts'
import type { AssertLease } from '../../engine/define.ts'
import { examine, type Examination } from '../sbc/examination.ts'
import type { Upstreams } from '../../engine/upstreams.ts'

/**
 * What a step may do with an SBC (`context.sbcs`). Writers are serialized per device among all workers, and each asks
 * right before it writes whether its task is still held. All of it may be run again: goals that hold cost a look.
 * Throws UpstreamFault; one that `isTransient` means "later", and a step lets it through unless other devices can go
 * on.
 */
export interface SbcProgramming {
  /**
   * Adds and removes rules of one plan; changes of tasks that wait go along in one script. `recordIntent` hears of its
   * own
   * rules only, and may be asked again when the change is made again.
   */
  apply(
    providerId: number, sbcId: number, plan: string, change: DialPlanChange, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]>
  /**
   * Makes the rules that `wanted` names the only ones of a plan, in one file where the device has such. Nobody else of
   * ours writes between what `wanted` is shown and the file. See Sbc.replacePlan for what that loses.
   */
  replacePlan(providerId: number, sbcId: number, plan: string, wanted: WantedRules): Promise<readonly RuleOutcome[]>
  /**
   * Runs scripts until `missing` finds nothing missing: rows of an IP group, a proxy set, whatever a script makes.
   * Nobody else of ours writes between what `missing` is shown and its script. `missing` must be pure: it is asked
   * several times.
   */
  configure(providerId: number, sbcId: number, missing: Missing): Promise<ConfigureOutcome>
  /** What the device runs now: tables, dial plans, rules. Reads wait for no writer. */
  configuration(providerId: number, sbcId: number): Promise<DeviceConfiguration>
  status(providerId: number, sbcId: number): Promise<DeviceStatus>
  /**
   * Looks whether the device can be programmed, also while others stay away from it; with other credentials to try
   * them.
   */
  examine(providerId: number, sbcId: number, credentials?: SealedCredentials): Promise<Examination>
}

/** Credentials as requests leave them: sealed, in base64. What is absent is as the records have it. */
export interface SealedCredentials {
  readonly username?: string | undefined
  readonly sealedPassword?: string | undefined
  readonly clientCertificate?: string | undefined
  readonly sealedClientKey?: string | undefined
}

export type ConnectionOf = (
  providerId: number, sbcId: number, credentials?: SealedCredentials
) => Promise<SbcConnection | undefined>

interface Waiting {
  readonly assertLease: AssertLease
  readonly reject: (error: unknown) => void
}

/** A change of one dial plan, which can share a script with others. */
interface Job extends Waiting {
  readonly plan: string
  readonly change: DialPlanChange
  readonly recordIntent: RecordIntent | undefined
  readonly resolve: (outcomes: readonly RuleOutcome[]) => void
}

/** Anything else that writes, which has the device for itself. */
interface Turn extends Waiting {
  readonly work: (sbc: Sbc, beforeWriting: () => void) => Promise<void>
}

/** Rules per script; Microsoft's chunk and ours are the same, so one chunk of an upload is one script. */
const rulesPerScript = 1000
/** Scripts one worker may send before it lets another worker have the device. */
const roundsPerPermit = 8
/** Reads at once per worker and device; a user has five sessions there (docs/wire/mediant.md#users-and-sessions). */
const maxConcurrentReads = 2
/** Seconds a device has for each answer while somebody waits for what the examination comes to. */
const examinationTimeoutSeconds = 8

export function sbcProgramming (means: {
  upstreams: Upstreams
  open: OpenSbc
  connectionOf: ConnectionOf
}): (assertLease: AssertLease) => SbcProgramming {
  const queues = new Map<string, Array<Job | Turn>>()

  async function withDevice<Result> (
    providerId: number, sbcId: number, work: (sbc: Sbc, connection: SbcConnection) => Promise<Result>,
    more: Partial<SbcConnection> = {}, credentials?: SealedCredentials
  ): Promise<Result> {
    const connection = await means.connectionOf(providerId, sbcId, credentials) ?? unknownDevice(sbcId)
    const sbc = means.open({ ...connection, ...more })
    try {
      return await work(sbc, connection)
    } finally {
      await sbc.close()
    }
  }

  async function work (key: string, providerId: number, sbcId: number, queue: Array<Job | Turn>): Promise<void> {
    while (queue.length > 0) {
      const batch: Array<Job | Turn> = []
      try {
        await means.upstreams.use(
          key, { name: `SBC ${sbcId}`, maxConcurrent: 1, exclusive: true },
          () => withDevice(providerId, sbcId, sbc => drain(sbc, queue, batch).catch(untilMended))
        )
      } catch (error) {
        for (const job of batch) job.reject(blamed(job, error))
        // Whatever was not begun waits with the rest when the device or the lock is not to be had, and has no part in
        // another's fault.
        const isTransient = error instanceof UpstreamFault && error.isTransient
        for (const job of queue.splice(0)) job.reject(isTransient ? error : interrupted(sbcId))
      }
    }
    queues.delete(key)
  }

  function enqueue (providerId: number, sbcId: number, job: Job | Turn): void {
    const key = `sbc:${providerId}:${sbcId}`
    const queue = queues.get(key) ?? []
    queue.push(job)
    if (queues.has(key)) return
    queues.set(key, queue)
    setImmediate(() => {
      void work(key, providerId, sbcId, queue)
    }) // what other tasks ask for now goes along
  }

  const read = <Result>(providerId: number, sbcId: number, look: (sbc: Sbc) => Promise<Result>): Promise<Result> =>
    means.upstreams.use(
      `sbc:${providerId}:${sbcId}`, { name: `SBC ${sbcId}`, maxConcurrent: maxConcurrentReads },
      () => withDevice(providerId, sbcId, sbc => look(sbc).catch(untilMended))
    )

  return assertLease => {
    const takeTurn = <Result>(
      providerId: number, sbcId: number, write: (sbc: Sbc, beforeWriting: () => void) => Promise<Result>
    ): Promise<Result> =>
        new Promise((resolve, reject) =>
          enqueue(providerId, sbcId, {
            assertLease,
            reject,
            work: (sbc, beforeWriting) =>
              write(sbc, beforeWriting).then(resolve, error => {
                if (error instanceof UpstreamFault || error instanceof Interrupted) throw error
                reject(error) // a mistake of its own is no matter of those that wait behind it
              })
          })
        )
    return {
      apply: (providerId, sbcId, plan, change, recordIntent) =>
        new Promise((resolve, reject) =>
          enqueue(providerId, sbcId, { plan, change, recordIntent, assertLease, resolve, reject })
        ),
      replacePlan: (providerId, sbcId, plan, wanted) =>
        takeTurn(providerId, sbcId, (sbc, beforeWriting) => sbc.replacePlan(plan, wanted, beforeWriting)),
      configure: (providerId, sbcId, missing) =>
        takeTurn(providerId, sbcId, (sbc, beforeWriting) => sbc.configure(missing, beforeWriting)),
      configuration: (providerId, sbcId) => read(providerId, sbcId, sbc => sbc.configuration()),
      status: (providerId, sbcId) => read(providerId, sbcId, sbc => sbc.status()),
      examine: (providerId, sbcId, credentials) =>
        withDevice(providerId, sbcId, examine, { timeoutSeconds: examinationTimeoutSeconds }, credentials)
    }
  }
}

function unknownDevice (id: number): SbcConnection {
  return {
    id, absent: `SBC ${id} is not registered any more.`, name: '', driver: '', baseUrl: '', username: '', password: '',
    certificateAuthority: undefined, limits: {}
  }
}

/** Seconds between two logins with credentials that a device refuses: three in a minute would lock the user out. */
const mendingPause = 90

/**
 * An expired password is mended by an operator; until then tasks wait and say so, rather than be undone without the
 * device.
 */
function untilMended (error: unknown): never {
  if (!(error instanceof UpstreamFault) || (error.kind !== 'unauthorized' && error.kind !== 'forbidden')) throw error
  throw new UpstreamFault(error.upstream, 'busy', error.message, { retryAfterSeconds: mendingPause, cause: error })
}

/** A batch stops when one of its tasks is lost; the others are to be tried again. */
function blamed (job: Waiting, error: unknown): unknown {
  if (!(error instanceof Interrupted)) return error
  return reasonToDrop(job) ?? interrupted()
}

function interrupted (sbcId?: number): UpstreamFault {
  return new UpstreamFault(
    sbcId === undefined ? 'SBC' : `SBC ${sbcId}`, 'busy', 'The change was interrupted and is made again.',
    { retryAfterSeconds: 1 }
  )
}

class Interrupted extends Error {}

function reasonToDrop (job: Waiting): unknown {
  try {
    job.assertLease()
    return undefined
  } catch (error) {
    return error
  }
}

/** Runs batch after batch while jobs wait; `batch` always holds the jobs under way, so that a failure reaches them. */
async function drain (sbc: Sbc, queue: Array<Job | Turn>, batch: Array<Job | Turn>): Promise<void> {
  const beforeWriting = (): void => {
    if (batch.some(job => reasonToDrop(job) !== undefined)) {
      throw new Interrupted('A task of the batch is held by another worker')
    }
  }
  for (let round = 0; round < roundsPerPermit && queue.length > 0; round++) {
    const taken = isTurn(queue[0]) ? queue.splice(0, 1) : takeBatch(queue)
    for (const job of taken) {
      const reason = reasonToDrop(job) // it waited; its task may be another worker's by now
      if (reason === undefined) batch.push(job)
      else job.reject(reason)
    }
    const [first] = batch
    if (isTurn(first)) await first.work(sbc, beforeWriting)
    else await program(sbc, batch.filter((job): job is Job => !isTurn(job)), beforeWriting)
    batch.splice(0)
  }
}

/** One script for all of them, and for each what became of its own rules. */
async function program (sbc: Sbc, jobs: readonly Job[], beforeWriting: () => void): Promise<void> {
  const [first] = jobs
  if (first === undefined) return
  const change = { add: jobs.flatMap(job => job.change.add), remove: jobs.flatMap(job => job.change.remove) }
  const outcomes = await sbc.apply(
    first.plan, change, beforeWriting,
    jobs.some(job => job.recordIntent !== undefined) ? settled => recordIntents(jobs, settled) : undefined
  )
  const share = shareOf(outcomes)
  for (const job of jobs) job.resolve(share(job))
}

/** All of them, also when one cannot: whose fault it is hears of it, and the others are to be tried again. */
async function recordIntents (jobs: readonly Job[], settled: readonly RuleOutcome[]): Promise<void> {
  const share = shareOf(settled)
  const results = await Promise.allSettled(jobs.map(job => job.recordIntent?.(share(job))))
  for (const [index, result] of results.entries()) if (result.status === 'rejected') jobs[index]?.reject(result.reason)
  if (results.some(result => result.status === 'rejected')) {
    throw new Interrupted('A task of the batch could not write down what it is about to do')
  }
}

function shareOf (outcomes: readonly RuleOutcome[]): (job: Job) => RuleOutcome[] {
  const byRule = new Map(outcomes.map(outcome => [outcome.rule, outcome]))
  return job => [...job.change.add, ...job.change.remove].flatMap(rule => byRule.get(rule) ?? [])
}

function isTurn (job: Job | Turn | undefined): job is Turn {
  return job !== undefined && 'work' in job
}

/** Jobs at the head of the queue that are for one plan, fit one script and speak of different prefixes. */
function takeBatch (queue: Array<Job | Turn>): Array<Job | Turn> {
  const prefixes = new Set<string>()
  let count = 0
  const [head] = queue
  const plan = isTurn(head) ? undefined : head?.plan
  const end = queue.findIndex((job, index) => {
    if (isTurn(job)) return true
    const rules = [...job.change.add, ...job.change.remove]
    count += rules.length
    if (job.plan !== plan || (index > 0 && (count > rulesPerScript || rules.some(rule => prefixes.has(rule.prefix))))) {
      return true
    }
    for (const rule of rules) prefixes.add(rule.prefix)
    return false
  })
  return queue.splice(0, end < 0 ? queue.length : end)
}
