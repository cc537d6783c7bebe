import { Type } from '@sinclair/typebox'
import { recordReading } from '../records/dial-plans.ts'
import { minutes, next } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { bySbc } from '../../schemas/partitions.ts'

/** Goal: the records know what the dial plans of an SBC hold now. */
export const readDialPlans = defineTaskKind({
  name: 'read-dial-plans',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  partitionKey: bySbc,
  retentionDays: 7,
  isEqualByInput: true,
  title: 'Read the dial plans of an SBC',
  input: Type.Object({
    sbcId: Type.Integer(),
    /** Plans whose rules are wanted; the names of all are read in any case. */
    plans: Type.Union([Type.Array(Type.String()), Type.Literal('all')])
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'read',
    message: 'Reading the dial plans',
    timeLimit: minutes(2),
    giveUpAfter: 15,
    attempts: 2,
    async run ({ sbcs, task, input: { sbcId, plans } }) {
      const device = await sbcs.configuration(task.providerId, sbcId)
      const read = device.plans().map(plan => ({
        plan,
        rules: plans === 'all' || plans.includes(plan)
          ? device.rules(plan)?.map(({ name, prefix, tag }) => ({ name, prefix, tag }))
          : undefined
      }))
      return next({}, trx => recordReading(trx, task.providerId, sbcId, read))
    }
  }],
  conclude: ({ failure }) => ({ status: failure?.status ?? 'CompletedSuccess', details: [null], output: {} })
})
