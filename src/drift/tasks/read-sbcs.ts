import { wait, next, type Outcome } from '../../engine/define.ts'
import { UpstreamFault } from '../../problems.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { isProbe } from '../../upstreams/sbc/qualification.ts'
import { operatorConnectPlan, type Rule } from '../../upstreams/sbc/sbc.ts'
import {
  beginReading, deviceAfter, failReading, finishReading, keepSeen, nextRound, type Reading
} from '../records/readings.ts'

interface Progress { device: { sbcId: number, round: number } | null, afterDevice: number, unread: string[] }
type Context = StepContext<unknown, Progress>

const rowsAtOnce = 5000

/** Reads the plan of the numbers on each SBC, one after another. One that cannot be read is passed over. */
export async function readSbcs (context: Context): Promise<Outcome<Progress>> {
  const { db, task, sbcs, progress: { device, afterDevice = 0, unread = [] }, say } = context
  if (device == null) {
    const sbcId = await deviceAfter(db, task.providerId, afterDevice)
    if (sbcId === undefined) return next()
    const begun = { sbcId, round: await nextRound(db) }
    return wait(0, { device: begun, afterDevice: sbcId }, trx => beginReading(trx, readingOf(context, begun)))
  }
  const reading = readingOf(context, device)
  try {
    const all = await sbcs.rules(task.providerId, device.sbcId, operatorConnectPlan) ?? []
    const rules = all.filter(rule => !isProbe(rule))
    return wait(0, { device: null }, async trx => {
      for (let from = 0; from < rules.length; from += rowsAtOnce) {
        await keepSeen(trx, reading, rules.slice(from, from + rowsAtOnce).map(toFacts))
      }
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

const readingOf = ({ task }: Context, { sbcId, round }: { sbcId: number, round: number }): Reading =>
  ({ providerId: task.providerId, taskId: task.id, side: 'sbc', place: String(sbcId), round })

const toFacts = ({ prefix, name, tag }: Rule): { number: string, facts: object } =>
  ({ number: prefix, facts: { name, tag } })
