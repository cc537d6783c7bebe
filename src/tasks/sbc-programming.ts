import { UpstreamFault } from '../problems.ts'
import type { DialPlanChange, OpenSbc, RuleOutcome, Sbc, SbcConnection } from '../sbc/sbc.ts'
import type { MustHold } from './define.ts'
import type { Upstreams } from './upstreams.ts'

/** Programs dial plans: one writer per device among all workers, and one script for the changes of all tasks that wait. */
export interface SbcProgramming {
  apply (providerId: number, sbcId: number, plan: string, change: DialPlanChange): Promise<readonly RuleOutcome[]>
}

interface Job {
  readonly plan: string
  readonly change: DialPlanChange
  readonly mustHold: MustHold
  readonly resolve: (outcomes: readonly RuleOutcome[]) => void
  readonly reject: (error: unknown) => void
}

/** Rules per script; Microsoft's chunk and ours are the same, so one chunk of an upload is one script. */
const rulesPerScript = 1000
/** Scripts one worker may send before it lets another worker have the device. */
const roundsPerPermit = 8

export function sbcProgramming (means: {
  upstreams: Upstreams
  open: OpenSbc
  connectionOf: (providerId: number, sbcId: number) => Promise<SbcConnection | undefined>
}): (mustHold: MustHold) => SbcProgramming {
  const queues = new Map<string, Job[]>()

  async function work (key: string, providerId: number, sbcId: number, queue: Job[]): Promise<void> {
    while (queue.length > 0) {
      const batch: Job[] = []
      try {
        await means.upstreams.use(key, { name: `SBC ${sbcId}`, atOnce: 1, exclusive: true }, async () => {
          const connection = await means.connectionOf(providerId, sbcId)
          if (connection === undefined) throw new UpstreamFault(`SBC ${sbcId}`, 'forbidden', `SBC ${sbcId} is not registered any more.`)
          const sbc = means.open(connection)
          try {
            await drain(sbc, queue, batch)
          } finally {
            await sbc.close()
          }
        })
      } catch (error) {
        // Whatever was not begun waits with the rest: the device or the lock is not to be had now.
        for (const job of [...batch, ...queue.splice(0)]) job.reject(blamed(job, error))
      }
    }
    queues.delete(key)
  }

  return mustHold => ({
    apply: (providerId, sbcId, plan, change) => new Promise((resolve, reject) => {
      const key = `sbc:${providerId}:${sbcId}`
      const queue = queues.get(key) ?? []
      queue.push({ plan, change, mustHold, resolve, reject })
      if (queues.has(key)) return
      queues.set(key, queue)
      setImmediate(() => { void work(key, providerId, sbcId, queue) }) // what other tasks ask for now goes along
    })
  })
}

/** A batch stops when one of its tasks is lost; the others are to be tried again. */
function blamed (job: Job, error: unknown): unknown {
  if (!(error instanceof Interrupted)) return error
  return reasonToDrop(job) ?? new UpstreamFault('SBC', 'busy', 'The change was interrupted and is made again.', { retryAfterSeconds: 1 })
}

class Interrupted extends Error {}

function reasonToDrop (job: Job): unknown {
  try {
    job.mustHold()
    return undefined
  } catch (error) {
    return error
  }
}

/** Runs batch after batch while jobs wait; `batch` always holds the jobs under way, so that a failure reaches them. */
async function drain (sbc: Sbc, queue: Job[], batch: Job[]): Promise<void> {
  for (let round = 0; round < roundsPerPermit && queue.length > 0; round++) {
    for (const job of takeBatch(queue)) {
      const reason = reasonToDrop(job) // it waited; its task may be another worker's by now
      if (reason === undefined) batch.push(job)
      else job.reject(reason)
    }
    if (batch.length === 0) continue
    const outcomes = await sbc.apply(batch[0]?.plan ?? '', {
      add: batch.flatMap(job => job.change.add), remove: batch.flatMap(job => job.change.remove)
    }, () => { if (batch.some(job => reasonToDrop(job) !== undefined)) throw new Interrupted('A task of the batch is held by another worker') })
    const byRule = new Map(outcomes.map(outcome => [outcome.rule, outcome]))
    for (const job of batch.splice(0)) {
      job.resolve([...job.change.add, ...job.change.remove].flatMap(rule => byRule.get(rule) ?? []))
    }
  }
}

/** Jobs at the head of the queue that are for one plan, fit one script and speak of different prefixes. */
function takeBatch (queue: Job[]): Job[] {
  const prefixes = new Set<string>()
  let count = 0
  const plan = queue[0]?.plan
  const end = queue.findIndex((job, index) => {
    const rules = [...job.change.add, ...job.change.remove]
    count += rules.length
    if (job.plan !== plan || (index > 0 && (count > rulesPerScript || rules.some(rule => prefixes.has(rule.prefix))))) return true
    for (const rule of rules) prefixes.add(rule.prefix)
    return false
  })
  return queue.splice(0, end < 0 ? queue.length : end)
}
