import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, OrNull } from '../../schemas/value.ts'
import { driftClasses } from './drift-class.ts'

const facts = (description: string) => OrNull(Type.Record(Type.String(), Type.Unknown(), { description }))
const time = (description: string) => OrNull(Type.String({ format: 'date-time', description }))
const example = {
  telephoneNumber: '+61395556880', class: 'missing_on_sbc', msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1',
  sbcId: 8, attributes: [], since: '2026-11-30T09:00:00.000000Z', changedAt: '2026-11-30T09:00:00.000000Z',
  means: 'It should be on an SBC that does not have it.', liftedBy: 'provider', how: 'Put the rule there.',
  evidence: {
    records: { source: 'webapi', removalStatus: 0 }, microsoft: null, microsoftReadAt: '2026-11-30T08:59:00.000000Z',
    sbc: null, sbcReadAt: '2026-11-30T08:59:30.000000Z'
  }
}

export const Drift = Type.Object({
  telephoneNumber: Type.String({ description: 'The number; of a foreign rule its prefix.' }),
  class: OneOf(driftClasses),
  msTenantId: OrNull(Type.String({ description: 'Whose number it is, or seems to be.' })),
  sbcId: OrNull(Type.Integer({ description: 'The SBC that it is about; null when it is about none.' })),
  attributes: Type.Array(Type.String(), {
    description: 'Of attribute_mismatch: tenant, callingProfile, usage, capabilities, civicAddress, location.'
  }),
  since: Type.String({ format: 'date-time', description: 'When it was first found.' }),
  changedAt: Type.String({ format: 'date-time', description: 'When what the sides say last changed.' }),
  means: Type.String({ description: 'The class in words.' }),
  liftedBy: OneOf(['provider', 'customer'], { description: 'Who can lift it.' }),
  how: Type.String({ description: 'What they can do.' }),
  evidence: Type.Object({
    records: facts('What the records say; null: nothing.'), microsoft: facts('What Microsoft says; null: nothing.'),
    microsoftReadAt: time('When the last whole reading of the tenant began.'),
    sbc: facts('Name and tag of the rule; null: there is none, or it is not about an SBC.'),
    sbcReadAt: time('When the last whole reading of the SBC began.')
  })
}, { $id: 'Drift', description: 'A difference between records, Microsoft and SBCs.', examples: [example] })
export type Drift = Static<typeof Drift>

export const DriftPage = listPage(ref(Drift), {
  $id: 'DriftPage', description: 'One page of differences, in the order of the numbers.'
})

const count = Type.Integer({ description: 'How many differences.' })
export const DriftCounts = Type.Object({
  total: count,
  classes: Type.Array(Type.Object({ class: OneOf(driftClasses), count })),
  tenants: Type.Array(Type.Object({ msTenantId: Type.String(), count })),
  sbcs: Type.Array(Type.Object({ sbcId: Type.Integer(), count }))
}, {
  $id: 'DriftCounts', description: 'How many differences there are, by class, by tenant and by SBC.',
  examples: [{
    total: 3, classes: [{ class: 'missing_on_sbc', count: 3 }], sbcs: [{ sbcId: 8, count: 3 }],
    tenants: [{ msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', count: 3 }]
  }]
})
export type DriftCounts = Static<typeof DriftCounts>

export const DriftReading = Type.Object({
  side: OneOf(['microsoft', 'sbc']),
  msTenantId: OrNull(Type.String({ description: 'The tenant that was read at Microsoft.' })),
  sbcId: OrNull(Type.Integer({ description: 'The SBC whose plan was read.' })),
  numbers: OrNull(Type.Integer({ description: 'How many numbers it showed.' })),
  readFrom: time('When the last whole reading began: what happened since is not in it.'),
  readUntil: time('When it ended.'),
  ageSeconds: OrNull(Type.Integer({ description: 'How long ago it began.' })),
  failedAt: time('When the last one came to nothing, if it did.'),
  failure: OrNull(Type.String({ description: 'Why.' }))
}, {
  $id: 'DriftReading',
  examples: [{
    side: 'sbc', msTenantId: null, sbcId: 8, numbers: 2000, readFrom: '2026-11-30T08:59:30.000000Z',
    readUntil: '2026-11-30T08:59:31.000000Z', ageSeconds: 12, failedAt: null, failure: null
  }]
})
export type DriftReading = Static<typeof DriftReading>

export const NumberSides = Type.Object({
  telephoneNumber: Type.String(),
  records: facts('What the records say; null: nothing.'),
  seen: Type.Array(Type.Object({
    side: OneOf(['microsoft', 'sbc']), msTenantId: OrNull(Type.String()), sbcId: OrNull(Type.Integer()),
    seenAt: Type.String({ format: 'date-time' }), ageSeconds: Type.Integer(),
    facts: Type.Record(Type.String(), Type.Unknown(), { description: 'What was seen there.' })
  }), { description: 'Where it was last seen, and what was said of it there.' }),
  drift: Type.Array(ref(Drift), { description: 'What differs.' })
}, {
  $id: 'NumberSides', description: 'What each side says of a number, and when it said so.',
  examples: [{
    telephoneNumber: '+61395556880', records: { source: 'webapi', removalStatus: 0 }, drift: [],
    seen: [{
      side: 'sbc', msTenantId: null, sbcId: 8, seenAt: '2026-11-30T08:59:31.000000Z', ageSeconds: 11,
      facts: { name: 'Southern', tag: 'Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1' }
    }]
  }]
})
export type NumberSides = Static<typeof NumberSides>
