import { Type } from '@sinclair/typebox'
import { approval } from '../../engine/approval.ts'
import { next } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { Words } from '../../schemas/value.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { keepBrakesOf, loosened } from '../records/brakes.ts'
import { actions, type BrakeLimit } from '../schemas/brake.ts'

const Limit = Type.Union([Type.Integer(), Type.Null()])

/** As people say it. */
const limitWords = ({ countMax, percentMax }: Pick<BrakeLimit, 'countMax' | 'percentMax'>): string =>
  [...countMax === null ? [] : [`${countMax}`], ...percentMax === null ? [] : [`${percentMax} %`]].join(' or ') ||
  'no limit'

/** Goal: these brakes, and the defaults for the rest. Nobody loosens a brake alone. */
export const keepBrakes = defineTaskKind({
  name: 'keep-brakes',
  idPrefix: 'brk',
  requiredScope: 'provider',
  partitionKey: ofProvider('brakes'),
  title: 'Set how much may be removed in one go',
  input: Type.Object({
    brakes: Type.Array(Type.Object({
      action: Words(actions), msTenantId: Type.Union([Type.String(), Type.Null()]), countMax: Limit, percentMax: Limit
    }))
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'keep',
    message: 'Keeping the brakes',
    async run ({ db, task, input: { brakes }, approved, say }) {
      const looser = await loosened(db, task.providerId, brakes)
      const told = looser.map(({ action, msTenantId, ...limits }) =>
        `${action}${msTenantId === null ? '' : ` of tenant ${msTenantId}`} to ${limitWords(limits)}`)
      const what = `${looser.length} brakes would be loosened: ${told.slice(0, 10).join(', ')}.`
      if (looser.length > 0 && approved?.what !== what) return approval({ what, count: looser.length })
      say('Information', `${brakes.length} brakes were set; the others are as they come.`)
      return next({}, trx => keepBrakesOf(trx, task.providerId, brakes))
    }
  }],
  conclude: ({ failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'BrakesKept' : null], output: {}
  })
})
