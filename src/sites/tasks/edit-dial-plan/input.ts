import { Type, type Static } from '@sinclair/typebox'
import { DialPlanRule, RuleResult } from '../../schemas/dial-plan.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'

const Removal = Type.Object({ prefix: Type.String(), tag: Type.Optional(Type.String()) })

export const input = Type.Object({
  siteId: Type.String(),
  plan: Type.String(),
  add: Type.Array(DialPlanRule),
  remove: Type.Union([Type.Array(Removal), Type.Literal('all')]),
  reason: Type.Optional(Type.String())
})

export const progress = Type.Object({
  /** The rules with the prefixes in question that the device had at the beginning. */
  before: Type.Array(DialPlanRule),
  removing: Type.Array(DialPlanRule),
  results: Type.Array(RuleResult)
})
export type Progress = Static<typeof progress>

export type Context = StepContext<Static<typeof input>, Progress>
export type Result = Static<typeof RuleResult>
