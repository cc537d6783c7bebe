import type { Logger } from 'pino'
import type { Database } from '../database/connect.ts'
import { takeUnwatched } from '../database/sbcs.ts'
import { enqueueWith } from './enqueue.ts'
import { examineSbc } from './kinds/examine-sbc.ts'

/** Seconds between two looks for devices that nobody watches; the first after one such pause. */
const everySeconds = 60
/** One task watches a device for so many readings, so that watching leaves few tasks behind. */
const readings = 12

/** Sees to it that each device is read every `pauseSeconds` by a durable task, whichever worker is alive. */
export function watchSbcs (
  db: Database, pauseSeconds: number, log: Logger, interval = everySeconds
): { stop: () => Promise<void> } {
  let stopping = false
  const round = async (): Promise<void> => {
    try {
      // Together, so that no device is taken for watched whose task was never made.
      await db.transaction(async trx => {
        const devices = await takeUnwatched(trx, readings * pauseSeconds)
        await enqueueWith(
          trx,
          devices.map(({ providerId, sbcId }) => (
            {
              kind: examineSbc, providerId, caller: 'dialplane', numbers: [], lane: `${providerId} sbc ${sbcId}`,
              input: { sbcId, readings, pauseSeconds }
            }
          ))
        )
      })
    } catch (error) {
      if (!stopping) log.warn({ err: error }, 'Cannot see to the watching of SBCs; the next round will')
    }
  }
  let running = Promise.resolve()
  const timer = setInterval(() => { running = running.then(round) }, interval * 1000)
  return {
    async stop () {
      stopping = true
      clearInterval(timer)
      await running
    }
  }
}
