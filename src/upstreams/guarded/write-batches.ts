import type { AssertLease } from '../../engine/define.ts'
import type { DialPlanChange, RecordIntent, RuleOutcome, Sbc } from '../sbc/sbc.ts'
import type { KeptChange } from './device-access.ts'

// What tasks wait to write to one device, and how it goes there: batch after batch, each for as many tasks as it can.

interface Waiting {
  readonly assertLease: AssertLease
  readonly reject: (error: unknown) => void
}

/** A change of one dial plan, which can share a script with others. */
interface Job extends Waiting {
  readonly plan: string
  readonly taskId: string
  readonly change: DialPlanChange
  readonly recordIntent: RecordIntent | undefined
  readonly resolve: (outcomes: readonly RuleOutcome[]) => void
}

/** Anything else that writes, which has the device for itself. */
interface Turn extends Waiting {
  readonly work: (sbc: Sbc, beforeWriting: () => void) => Promise<void>
}

export type Write = Job | Turn

/** Writes down what is about to be changed on the device. */
export type KeepChange = (change: KeptChange) => Promise<void>

/** Rules per script; Microsoft's chunk and ours are the same, so one chunk of an upload is one script. */
const rulesPerScript = 1000
/** Scripts one worker may send before it lets another worker have the device. */
const roundsPerPermit = 8

/** A task of the batch cannot go on, and nothing of the batch may be written before it has left. */
export class Interrupted extends Error {}

/** Runs batch after batch while jobs wait; `batch` always holds the jobs under way, so that a failure reaches them. */
export async function drain (sbc: Sbc, queue: Write[], batch: Write[], keep: KeepChange): Promise<void> {
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
    else await program(sbc, batch.filter((job): job is Job => !isTurn(job)), beforeWriting, keep)
    batch.splice(0)
  }
}

/** One script for all of them, and for each what became of its own rules. */
async function program (
  sbc: Sbc, jobs: readonly Job[], beforeWriting: () => void, keep: KeepChange
): Promise<void> {
  const [first] = jobs
  if (first === undefined) return
  const change = { add: jobs.flatMap(job => job.change.add), remove: jobs.flatMap(job => job.change.remove) }
  const outcomes = await sbc.apply(first.plan, change, beforeWriting, async settled => {
    if (jobs.some(job => job.recordIntent !== undefined)) await recordIntents(jobs, settled)
    const isSettled = new Set(settled.map(({ rule }) => rule))
    const [added, removed] = [change.add, change.remove].map(rules => rules.filter(rule => !isSettled.has(rule)))
    if (added === undefined || removed === undefined || added.length + removed.length === 0) return
    await keep({ plan: first.plan, taskIds: [...new Set(jobs.map(job => job.taskId))], added, removed })
  })
  const share = shareOf(outcomes)
  for (const job of jobs) job.resolve(share(job))
}

/** Records the intentions of all jobs. A job whose own one fails is rejected; the others are to be tried again. */
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

function isTurn (job: Write | undefined): job is Turn {
  return job !== undefined && 'work' in job
}

/** Jobs at the head of the queue that are for one plan, fit one script and speak of different prefixes. */
function takeBatch (queue: Write[]): Write[] {
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

/** Why a write must not be made any more; undefined while its task is held. */
export function reasonToDrop (job: Write): unknown {
  try {
    job.assertLease()
    return undefined
  } catch (error) {
    return error
  }
}
