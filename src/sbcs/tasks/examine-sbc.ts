import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { sbcDetails } from '../records/sbcs.ts'
import { hours, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { conclusion, found, look } from './sbc-records.ts'
import { bySbc } from '../../schemas/partitions.ts'

/** Goal: we know how the device is. Once when somebody asks; several times, with a pause, when it is watched. */
export const examineSbc = defineTaskKind({
  name: 'examine-sbc',
  idPrefix: 'sbc_test',
  requiredScope: 'provider',
  partitionKey: bySbc,
  retentionDays: 7,
  isEqualByInput: true,
  title: 'Examine an SBC',
  input: Type.Object({ sbcId: Type.Integer(), readings: Type.Integer({ minimum: 1 }), pauseSeconds: Type.Number() }),
  progress: Type.Object({ ...found, readings: Type.Integer() }),
  steps: [
    {
      name: 'look',
      message: 'Looking whether the device can be programmed',
      giveUpAfter: hours(26),
      async run (context) {
        const { db, task, input, progress } = context
        if (await sbcDetails(recordsOfProvider(db, task.providerId), input.sbcId) === undefined) {
          return reject('sbc_not_found', `SBC ${input.sbcId} is not registered any more.`)
        }
        const readings = (progress.readings ?? 0) + 1
        const { usable, findings, remember } = await look(context)
        const known = { usable, findings: [...findings], readings }
        return readings < input.readings ? wait(input.pauseSeconds, known, remember) : next(known, remember)
      }
    }
  ],
  conclude: facts => conclusion(facts, 'SbcExamined')
})
