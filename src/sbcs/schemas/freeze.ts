import { Type, type Static } from '@sinclair/typebox'
import { OrNull } from '../../schemas/value.ts'

/** Days that a freeze may last, and the step of a task that waits for its end. */
export const longestFreezeDays = 31

const fields = {
  sbcId: OrNull(Type.Integer({
    minimum: 0, maximum: 2_147_483_647, description: 'The one device that is left alone; null: all.'
  })),
  customerId: OrNull(Type.String({ format: 'uuid', description: 'The one customer for whom; null: all.' })),
  startsAt: Type.String({ format: 'date-time' }),
  endsAt: Type.String({ format: 'date-time' }),
  reason: Type.String({ minLength: 1, maxLength: 200, description: 'What waiting tasks say.' })
}

/** A time in which tasks begin no change of devices. */
export const FreezeWindow = Type.Object({ freezeId: Type.String(), ...fields }, {
  $id: 'FreezeWindow',
  examples: [{
    freezeId: 'f4ee2e00-0000-4000-8000-000000000001', sbcId: 8, customerId: null,
    startsAt: '2026-12-23T18:00:00.000Z', endsAt: '2026-12-27T06:00:00.000Z', reason: 'Christmas'
  }]
})
export type FreezeWindow = Static<typeof FreezeWindow>

export const NewFreezeWindow = Type.Object({
  ...fields, sbcId: Type.Optional(fields.sbcId), customerId: Type.Optional(fields.customerId),
  startsAt: Type.Optional(Type.String({ format: 'date-time', description: 'Now, when left out.' })),
  ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'Your service request.' }))
}, {
  $id: 'NewFreezeWindow', description: 'Neither device nor customer: nothing is changed on any device.',
  examples: [{ sbcId: 8, endsAt: '2026-12-27T06:00:00.000Z', reason: 'Christmas' }]
})
