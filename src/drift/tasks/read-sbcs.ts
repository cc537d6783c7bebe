import { randomUUID } from 'node:crypto'
import { wait, next, type Outcome } from '../../engine/define.ts'
import { UpstreamFault } from '../../problems.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { isProbe } from '../../upstreams/sbc/qualification.ts'
import { operatorConnectPlan, type Rule } from '../../upstreams/sbc/sbc.ts'
import {
  beginReading, deviceAfter, failReading, finishReading, nextRound, type Reading, type Seen
} from '../records/readings.ts'
import { clearStaged, stageSeen, takeStaged, type Staged } from '../records/staged.ts'

interface Progress { device: { sbcId: number, round: number } | null, afterDevice: number, unread: string[] }
type Context = StepContext<unknown, Progress>

const rowsAtOnce = 5000

/** Reads the plan of the numbers on each SBC, one after another. One that cannot be read is passed over. */
export async function readSbcs (context: Context): Promise<Outcome<Progress>> {
  const { db, task, progress: { device, afterDevice = 0, unread = [] }, say } = context
  if (device == null) {
    const sbcId = await deviceAfter(db, task.providerId, afterDevice)
    if (sbcId === undefined) return next()
    const begun = { sbcId, round: await nextRound(db) }
    return wait(0, { device: begun, afterDevice: sbcId }, trx => beginReading(trx, readingOf(context, begun)))
  }
  const reading = readingOf(context, device)
  try {
    const staged = await stage(context, reading, device.sbcId)
    return wait(0, { device: null }, async trx => {
      await takeStaged(trx, reading, staged)
      await finishReading(trx, reading)
    })
  } catch (error) {
    if (!(error instanceof UpstreamFault)) throw error
    const { message } = error
    say('Warning', `SBC ${device.sbcId} could not be read: ${message}`)
    return wait(
      0, { device: null, unread: [...unread, `SBC ${device.sbcId}`] }, trx => failReading(trx, reading, message)
    )
  }
}

/**
 * A plan of 250,000 rules is not held at once. What is staged is of this run alone and counts when its end is proved.
 */
async function stage ({ db, task, sbcs, assertLease }: Context, reading: Reading, sbcId: number): Promise<Staged> {
  const run = randomUUID()
  let rows: Seen[] = []
  let count = 0
  const write = async (): Promise<void> => {
    assertLease()
    await stageSeen(db, reading, run, rows)
    count += rows.length
    rows = []
  }
  await clearStaged(db, reading)
  await sbcs.readRules(task.providerId, sbcId, operatorConnectPlan, async rules => {
    rows.push(...rules.filter(rule => !isProbe(rule)).map(toFacts))
    if (rows.length >= rowsAtOnce) await write()
  })
  await write()
  return { run, count }
}

const readingOf = ({ task }: Context, { sbcId, round }: { sbcId: number, round: number }): Reading =>
  ({ providerId: task.providerId, taskId: task.id, side: 'sbc', place: String(sbcId), round })

const toFacts = ({ prefix, name, tag }: Rule): { number: string, facts: object } =>
  ({ number: prefix, facts: { name, tag } })
