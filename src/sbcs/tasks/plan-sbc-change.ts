import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { bySbc } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import type { ChangePreview, Rule } from '../../upstreams/sbc/sbc.ts'
import { sbcDetails } from '../records/sbcs.ts'
import { ChangePlan } from '../schemas/sbc-change.ts'
import { changesBackTo } from './back-to.ts'

const rules = Type.Array(Type.Object({ name: Type.String(), prefix: Type.String(), tag: Type.String() }))

/** Goal: it is known what a change would do to a device as it is now; nothing is changed. */
export const planSbcChange = defineTaskKind({
  name: 'plan-sbc-change',
  idPrefix: 'sbc_pln',
  requiredScope: 'provider',
  partitionKey: bySbc,
  retentionDays: 7,
  title: 'Plan a change of an SBC',
  input: Type.Object({
    sbcId: Type.Integer(), plan: Type.String(), add: rules, remove: rules, changeId: Type.Optional(Type.String())
  }),
  progress: Type.Object({ plans: Type.Array(ChangePlan) }),
  steps: [{
    name: 'plan',
    effects: 'none',
    message: 'Comparing the change with what the device has',
    async run ({ db, task: { providerId }, input: { sbcId, plan, add, remove, changeId }, sbcs, say }) {
      const device = await sbcDetails(recordsOfProvider(db, providerId), sbcId)
      if (device === undefined) return reject('sbc_not_found', `SBC ${sbcId} is not registered any more.`)
      const changes = changeId === undefined
        ? new Map([[plan, { add, remove }]])
        : await changesBackTo(db, providerId, sbcId, changeId)
      const plans: ChangePlan[] = []
      for (const [name, change] of changes) {
        plans.push(planned(name, await sbcs.preview(providerId, sbcId, name, change), device.limits.rules))
      }
      for (const { plan, added, removed, foreign, refused } of plans) {
        say('Information', `${plan}: ${added.length} to add, ${removed.length} to remove, ${foreign.length} foreign, ` +
          `${refused.length} that it does not take.`)
      }
      return next({ plans })
    }
  }],
  conclude: ({ input: { sbcId }, progress: { plans = [] }, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'SbcChangePlanned' : null],
    output: { SbcId: sbcId, Plans: plans }
  })
})

function planned (
  plan: string, { outcomes, rules, rulesAfter, text }: ChangePreview, limit: number | undefined
): ChangePlan {
  const of = (wanted: string): Rule[] => outcomes.filter(({ outcome }) => outcome === wanted).map(({ rule }) => rule)
  const why = (wanted: string): Array<{ prefix: string, reason: string }> =>
    outcomes.filter(({ outcome }) => outcome === wanted)
      .map(({ rule, reason = 'no reason given' }) => ({ prefix: rule.prefix, reason }))
  return {
    plan, added: of('added'), removed: of('removed'), unchanged: of('unchanged').length, foreign: why('conflict'),
    refused: why('refused'), text: [...text], ...(rules !== undefined && { rules }),
    ...(rulesAfter !== undefined && { rulesAfter }),
    ...(limit !== undefined && rulesAfter !== undefined && { rulesLeft: Math.max(0, limit - rulesAfter) })
  }
}
