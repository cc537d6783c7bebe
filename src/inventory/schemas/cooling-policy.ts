import { Type, type Static } from '@sinclair/typebox'
import { OneOf, Text, WholeNumber } from '../../schemas/value.ts'
import { typesOfService } from '../../schemas/vocabulary/usage.ts'

/** `*`: all others. */
export const policyTypes = [...typesOfService, '*'] as const
const example = [
  { country: '*', numberType: '*', days: 30, maximumDays: 365 },
  { country: 'US', numberType: '*', days: 45, maximumDays: 90 },
  { country: '*', numberType: 'TollFree', days: 0, maximumDays: 365 }
]

export const CoolingPolicy = Type.Object({
  country: Type.String({ maxLength: 3, description: 'ISO code; `*` for all others.' }),
  numberType: OneOf(policyTypes, { description: '`*` for all others.' }),
  days: WholeNumber({ minimum: 0, maximum: 999, description: 'How long a released number cools; 0: not at all.' }),
  maximumDays: WholeNumber({
    minimum: 0, maximum: 999,
    description: 'The most that anybody may ask for: some regulators say how long a number may be kept from use.'
  })
}, { $id: 'CoolingPolicy', examples: example })
export type CoolingPolicy = Static<typeof CoolingPolicy>

export const CoolingPolicies = Type.Object({
  policies: Type.Array(Type.Object({
    country: Type.Optional(Text({ description: 'ISO code; `*`, or nothing, for all others.' })),
    numberType: Type.Optional(
      Text({ 'x-values': policyTypes, description: '`*`, or nothing, for all others.' })
    ),
    days: CoolingPolicy.properties.days,
    maximumDays: Type.Optional(CoolingPolicy.properties.maximumDays)
  }), { maxItems: 500, 'x-listed': true, description: 'All of them; those that are not named are gone.' }),
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  )
}, {
  $id: 'CoolingPolicies',
  description:
    'How long numbers cool after a release. Of the policies that fit a number the one with its country counts, then ' +
    'the one with its type. Without any, numbers do not cool by themselves.',
  examples: [{ policies: example }]
})
export type CoolingPolicies = Static<typeof CoolingPolicies>
