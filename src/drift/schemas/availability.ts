import { Type, type Static } from '@sinclair/typebox'
import { OneOf, OrNull } from '../../schemas/value.ts'

const lifters = ['provider', 'customer', 'holder', 'nobody'] as const

/** Why a number cannot be used, by code: what is so, who can lift it, and how. */
export const hindrances = {
  not_in_numbering_plan: [
    'provider', 'Compare the digits with the plan of the country. A range that has just opened becomes an override.'
  ],
  no_consent: ['customer', 'The tenant consents to us, for the country of the number, in the Teams admin center.'],
  calling_profile: ['provider', 'Name a calling profile with a trunk to a registered SBC, and not the emergency one.'],
  usage: ['provider', 'Use another usage: toll-free numbers belong to applications.'],
  settings: ['provider', 'Send what the message asks for with the upload.'],
  held_by_tenant: ['provider', 'It is uploaded to this tenant already; nothing is to be done.'],
  held_elsewhere: ['holder', 'Whoever has it releases it first.'],
  not_allocated: ['provider', 'The provider allocates the number to you.'],
  assigned: ['customer', 'Unassign it from its user or application first.'],
  reserved: ['provider', 'Wait for the end of the reservation, or whoever made it ends it.'],
  cooling: ['provider', 'Wait for its end, or the provider ends it early with a reason.'],
  in_task: ['nobody', 'Wait until the task is over, or cancel it.'],
  sbc_unavailable: ['provider', 'Bring the SBC back; an upload waits for it.'],
  sbc_limit: ['provider', 'Remove rules that nobody needs, or raise the limit where the device has more room.'],
  sbc_unfit: ['provider', 'Mend what the qualification of the SBC names, and qualify it again.'],
  drift: ['provider', 'Look at the differences, and plan their repair.']
} as const satisfies Record<string, readonly [typeof lifters[number], string]>
export type Hindrance = keyof typeof hindrances

export const NumberAvailability = Type.Object({
  telephoneNumber: Type.String(),
  msTenantId: Type.String(),
  available: Type.Boolean({ description: 'Whether an upload to the tenant would be accepted now.' }),
  decidedBy: Type.String({
    description: 'Which rule decided whether there is such a number: the tables, or an override of the provider.'
  }),
  reasons: Type.Array(Type.Object({
    code: Type.String({ enum: Object.keys(hindrances) }),
    message: Type.String({ description: 'What is so.' }),
    until: OrNull(Type.String({ format: 'date-time', description: 'When it ends by itself, if that is known.' })),
    taskId: OrNull(Type.String({ description: 'The task that has the number; told to the provider only.' })),
    liftedBy: OneOf(lifters, { description: 'Who can lift it.' }),
    how: Type.String({ description: 'What they can do.' })
  }), { description: 'Everything that speaks against it.' })
}, {
  $id: 'NumberAvailability',
  examples: [{
    telephoneNumber: '+61395556880', msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', available: false,
    decidedBy: 'Tables of libphonenumber-js 1.13.16',
    reasons: [{
      code: 'cooling', message: 'The number is cooling until 2026-12-24T00:00:00Z.', until: '2026-12-24T00:00:00Z',
      taskId: null, liftedBy: 'provider', how: 'Wait for its end, or the provider ends it early with a reason.'
    }]
  }]
})
export type NumberAvailability = Static<typeof NumberAvailability>
