import { Type, type TSchema } from '@sinclair/typebox'
import { next } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { keepFreeze as keep, removeFreeze as remove } from '../records/freezes.ts'

const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const window = Type.Object({
  freezeId: Type.String(), sbcId: orNull(Type.Integer()), customerId: orNull(Type.String()), startsAt: Type.String(),
  endsAt: Type.String(), reason: Type.String()
})

/** Goal: from then on, and until then, no task begins to change the devices. */
export const keepFreeze = defineTaskKind({
  name: 'keep-freeze',
  idPrefix: 'sbc_frz',
  requiredScope: 'provider',
  partitionKey: ofProvider('freezes'),
  title: 'Leave SBCs alone for a while',
  input: Type.Object({ window }),
  progress: Type.Object({}),
  steps: [{
    name: 'keep',
    message: 'Keeping the freeze',
    async run ({ task, input, say }) {
      say('Information', `From ${input.window.startsAt} until ${input.window.endsAt}: ${input.window.reason}.`)
      return next({}, trx => keep(trx, task.providerId, input.window))
    }
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'FreezeKept' : null],
    output: { FreezeId: input.window.freezeId }
  })
})

/** Goal: it ends now; tasks that wait for it go on within minutes. */
export const endFreeze = defineTaskKind({
  name: 'end-freeze',
  idPrefix: 'sbc_thw',
  requiredScope: 'provider',
  partitionKey: ofProvider('freezes'),
  title: 'End a freeze',
  input: Type.Object({ freezeId: Type.String() }),
  progress: Type.Object({}),
  steps: [{
    name: 'end',
    message: 'Ending the freeze',
    run: async ({ task, input }) => next({}, trx => remove(trx, task.providerId, input.freezeId))
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'FreezeEnded' : null],
    output: { FreezeId: input.freezeId }
  })
})
