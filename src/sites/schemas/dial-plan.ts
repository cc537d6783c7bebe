import { Type, type Static } from '@sinclair/typebox'
import { Reason } from '../../allocations/schemas/allocation.ts'
import { OneOf, OrNull, Text } from '../../schemas/value.ts'

const rule = {
  name: Type.String({ description: 'Name of the rule, usually that of the SIP connection; at most 15 characters.' }),
  prefix: Type.String({
    description:
      'A number in E.164 form, or a pattern of the device: `x` `n` `z` `.` `[1-3]` `(01-99)` `#` `*`. Without `#` ' +
      'longer numbers match too.'
  }),
  tag: Type.String({ description: 'What leads the call: a name or `name=value`, several with `;`.' })
}

export const DialPlanRule = Type.Object(rule)
export type DialPlanRule = Static<typeof DialPlanRule>

export const DialPlan = Type.Object({
  dialPlanId: Type.String({ description: 'Name of the dial plan.' }),
  ruleDTO: Type.Array(DialPlanRule, { description: 'The rules of the SIP connection.' })
}, {
  $id: 'DialPlan',
  description: 'A dial plan of an SBC, with the rules of one SIP connection.',
  examples: [{
    dialPlanId: 'CustDialPlan',
    ruleDTO: [{ name: 'GSBFZUBGHWOFI', prefix: '+97239753000', tag: 'sandbox1.audiocodes.be' }]
  }]
})
export type DialPlan = Static<typeof DialPlan>

/** What a change names of a rule. */
const NamedRule = Type.Object({
  prefix: Text(),
  name: Type.Optional(Text({ description: 'Default: the name of the SIP connection.' })),
  tag: Type.Optional(
    Text({
      description:
        'For a new rule; default the gateway of the SIP connection, else the FQDN of its SBC. For a removal it is ' +
        'compared, when given.'
    })
  )
})
export type NamedRule = Static<typeof NamedRule>

/** More would not be one script any more. */
const mostRules = 1000

export const DialPlanChangeBody = Type.Object({
  dialPlanId: Type.Optional(Text({ description: 'Repeats the path; another name is refused.' })),
  add: Type.Optional(
    Type.Array(NamedRule, {
      maxItems: mostRules, 'x-listed': true, description: `Rules that are to be there, at most ${mostRules}.`
    })
  ),
  remove: Type.Optional(
    Type.Array(NamedRule, {
      maxItems: mostRules, 'x-listed': true, description: `Rules that are to be gone, at most ${mostRules}.`
    })
  ),
  reason: Reason,
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID', 'serviceRequestId'],
      description: 'Service request that this is done for.'
    })
  )
}, {
  $id: 'DialPlanChange',
  description: 'What is to change in a dial plan. Removals come first, so that a rule can be replaced.',
  examples: [{
    dialPlanId: 'CustDialPlan',
    add: [{ name: 'CustDialPlan', prefix: '+97239753000', tag: 'sandbox1.audiocodes.be' }],
    remove: [{ name: 'CustDialPlan', prefix: '+97239753009', tag: 'sandbox1.audiocodes.be' }]
  }]
})
export type DialPlanChangeBody = Static<typeof DialPlanChangeBody>

export const ruleActions = ['add', 'remove'] as const
export const ruleOutcomes = ['added', 'removed', 'unchanged', 'conflict', 'refused'] as const

/** What became of one rule of a change. */
export const RuleResult = Type.Object({
  action: OneOf(ruleActions),
  ...rule,
  outcome: OneOf(ruleOutcomes),
  reason: OrNull(Type.String())
})
export type RuleResult = Static<typeof RuleResult>

export const DialPlanMatch = Type.Object({
  number: Type.String(),
  rule: Type.Union([DialPlanRule, Type.Null()], {
    description: 'The rule that the device would pick; null when there is none, or it belongs to somebody else.'
  }),
  ofSite: Type.Boolean({ description: 'Whether the rule is one of the SIP connection.' }),
  ofOthers: Type.Boolean({ description: 'Whether the device would pick a rule of somebody else.' })
}, {
  $id: 'DialPlanMatch',
  description: 'Where a number would go.',
  examples: [{
    number: '+97239753000', rule: { name: 'GSBFZUBGHWOFI', prefix: '+97239753000', tag: 'sandbox1.audiocodes.be' },
    ofSite: true, ofOthers: false
  }]
})
