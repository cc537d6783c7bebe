import { takeUnwatched } from '../records/sbc-health.ts'
import type { BackgroundJob } from '../../engine/background.ts'
import { enqueueWith } from '../../engine/enqueue.ts'
import { examineSbc } from './examine-sbc.ts'

/** One task watches a device for so many readings, so that watching leaves few tasks behind. */
const readings = 12

/** Sees to it that each device is read every `pauseSeconds` by a durable task, whichever worker is alive. */
export function sbcWatch (pauseSeconds: number, everySeconds = 60): BackgroundJob {
  return {
    name: 'sbc-watch',
    everySeconds,
    atStart: false,
    // In one transaction, so that no device is taken for watched whose task was never made.
    run: db => db.transaction(async trx => {
      const devices = await takeUnwatched(trx, readings * pauseSeconds)
      await enqueueWith(trx, devices.map(({ providerId, sbcId }) => ({
        kind: examineSbc, providerId, caller: 'dialplane', input: { sbcId, readings, pauseSeconds }
      })))
    })
  }
}
