import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { deleteSbc } from '../records/registered-sbcs.ts'
import { usesOfSbc } from '../records/sbcs.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { conclusion } from './sbc-records.ts'
import { bySbc } from '../../schemas/partitions.ts'

/** Goal: the device is not in the records. It is left alone itself: nothing of ours is on it. */
export const removeSbc = defineTaskKind({
  name: 'remove-sbc',
  idPrefix: 'sbc_rem',
  requiredScope: 'provider',
  partitionKey: bySbc,
  title: 'Remove an SBC',
  input: Type.Object({ sbcId: Type.Integer() }),
  progress: Type.Object({}),
  steps: [
    {
      name: 'remove',
      message: 'Taking the device out of the records',
      async run ({ db, task, input, say }) {
        const uses = await usesOfSbc(recordsOfProvider(db, task.providerId), input.sbcId)
        if (uses.length > 0) return reject('sbc_in_use', uses.join(' '))
        if (!await deleteSbc(db, task.providerId, input.sbcId)) {
          return reject('sbc_in_use', `SBC ${input.sbcId} came into use meanwhile.`)
        }
        say('Information', `SBC ${input.sbcId} is removed.`)
        return next()
      }
    }
  ],
  conclude: facts => conclusion(facts, 'SbcRemoved')
})
