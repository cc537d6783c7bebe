import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { planSides } from '../../schemas/request-plan.ts'
import { itemOutcomes } from '../../schemas/task.ts'
import { OneOf, OrNull, Said, Text, WholeNumber } from '../../schemas/value.ts'
import { driftClasses, repairs } from './drift-class.ts'

const time = Type.String({ format: 'date-time' })
const ticketId = Type.Optional(Type.String({
  maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
}))
const planId = 'drf_pln_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
const tenant = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'

/** The differences that a plan is about: all that fit all that is named. */
export const RepairRequest = Type.Object({
  classes: Type.Optional(Type.Array(Text({ 'x-values': driftClasses }), {
    maxItems: driftClasses.length, 'x-listed': true, description: `Of these classes: ${driftClasses.join(', ')}.`
  })),
  msTenantId: Type.Optional(Text({ description: 'Of this tenant.' })),
  sbcId: Type.Optional(WholeNumber({ description: 'About this SBC.' })),
  phoneNumbers: Type.Optional(Type.Array(Text(), {
    maxItems: 10_000, 'x-aliases': ['phoneNumbersList', 'telephoneNumbers'], 'x-listed': true,
    description: 'About these numbers.'
  })),
  phoneNumberRanges: Type.Optional(Type.Array(Type.Object({
    start: Text({ examples: ['+61395556000'] }), end: Text({ examples: ['+61395556009'] })
  }), { maxItems: 1000, 'x-listed': true, description: 'About numbers of these ranges, both ends included.' })),
  repairs: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Text(), {
    description: 'What is to be done about a class, where not the usual: such as `{"microsoft_only": "release"}`.'
  })),
  ticketId
}, { $id: 'RepairRequest', examples: [{ classes: ['missing_on_sbc'], msTenantId: tenant }] })
export type RepairRequest = Static<typeof RepairRequest>

export const RepairUse = Type.Object({ ticketId }, { $id: 'RepairUse', examples: [{ ticketId: 'CHG-7' }] })

export const RepairPlan = Type.Object({
  planId: Type.String(),
  state: OneOf(['open', 'approved', 'applied', 'expired']),
  fingerprint: Type.String({ description: 'The digest of all that the plan was made of.' }),
  needsApproval: Type.Boolean({ description: 'Whether another application must approve it before it is applied.' }),
  madeBy: Type.String(), madeAt: time,
  expiresAt: Type.String({ format: 'date-time', description: 'From then on it cannot be applied.' }),
  approvedBy: OrNull(Type.String()), approvedAt: OrNull(time),
  appliedBy: OrNull(Type.String({ description: 'The task that applies it.' })), appliedAt: OrNull(time),
  effects: Type.Array(Type.Object({
    repair: OneOf(repairs), class: OneOf(driftClasses), count: Type.Integer(), succeeded: Type.Integer(),
    failed: Type.Integer()
  }), { description: 'All that would be done; once it is applied, with what became of it.' })
}, {
  $id: 'RepairPlan', description: 'What would be done about differences.',
  examples: [{
    planId, state: 'open', fingerprint: '9f86d081884c7d659a2feaa0c55ad015', needsApproval: true, madeBy: 'admin',
    madeAt: '2026-11-30T09:00:00Z', expiresAt: '2026-11-30T10:00:00Z', approvedBy: null, approvedAt: null,
    appliedBy: null, appliedAt: null,
    effects: [{ repair: 'put-on-sbc', class: 'missing_on_sbc', count: 3, succeeded: 0, failed: 0 }]
  }]
})
export type RepairPlan = Static<typeof RepairPlan>

export const RepairItem = Type.Object({
  telephoneNumber: Type.String(), class: OneOf(driftClasses), msTenantId: OrNull(Type.String()),
  sbcId: OrNull(Type.Integer()),
  repair: OneOf(repairs, { description: 'What would be done; `none`: nothing.' }),
  where: OrNull(Said(planSides, { description: 'On which side.' })),
  why: Type.String({ description: 'Why that, or why nothing.' }),
  needsApproval: Type.Boolean(),
  outcome: Said(itemOutcomes, { description: 'What became of it; `pending` before.' }),
  errorCode: OrNull(Type.String({ description: 'As the item of the task that did it has it.' })),
  error: OrNull(Type.String())
}, {
  $id: 'RepairItem',
  examples: [{
    telephoneNumber: '+61395556880', class: 'missing_on_sbc', msTenantId: tenant, sbcId: 8, repair: 'put-on-sbc',
    where: 'sbc', why: 'It should be on an SBC that does not have it.', needsApproval: true, outcome: 'pending',
    errorCode: null, error: null
  }]
})
export type RepairItem = Static<typeof RepairItem>

export const RepairItemPage = listPage(ref(RepairItem), {
  $id: 'RepairItemPage', description: 'One page of what a plan does, in the order of the numbers.'
})

export const modes = ['report', 'approve', 'repair'] as const
const policy = {
  class: OneOf(driftClasses),
  msTenantId: Type.Optional(OrNull(Type.String({ maxLength: 50, description: 'Only of this tenant; null: of all.' }))),
  mode: OneOf(modes, {
    description:
      '`report`: nothing is done. `approve`: a plan is applied when another application has approved it; so it is ' +
      'where nothing is said. `repair`: it is done by itself after each reading, and plans need no approval.'
  }),
  hourlyMax: Type.Optional(OrNull(WholeNumber({
    minimum: 0, description: 'How many numbers may be repaired within an hour; null: any.'
  })))
}
const examplePolicy = { class: 'missing_on_sbc', msTenantId: null, mode: 'repair', hourlyMax: 500 }

export const DriftPolicy = Type.Object(policy, { $id: 'DriftPolicy', examples: [examplePolicy] })
export type DriftPolicy = Static<typeof DriftPolicy>

export const DriftPolicies = Type.Object({
  policies: Type.Array(Type.Object(policy), { maxItems: 1000, 'x-listed': true, description: 'These and no others.' }),
  ticketId
}, {
  $id: 'DriftPolicies', description: 'What is done about differences; that of a tenant comes before the general one.',
  examples: [{ policies: [examplePolicy] }]
})
