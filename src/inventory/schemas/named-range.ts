import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, OrNull, Said, Text, WholeNumber } from '../../schemas/value.ts'

/** The most ranges that become one at a time. */
const rangesPerMerge = 100

const endings = ['split', 'merged', 'removed'] as const
const changes = ['created', 'described', 'moved', ...endings] as const
const dateTime = Type.String({ format: 'date-time' })
const exampleId = '4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a01'

const place = { id: Type.String(), name: Type.String(), first: Type.String(), last: Type.String() }
const fields = {
  ...place,
  count: Type.Integer({ description: 'How many numbers lie between its ends, both included.' }),
  channelId: OrNull(Type.Integer({ description: 'The channel that it belongs to.' })),
  umpCustomerGuid: OrNull(
    Type.String({ description: 'The customer that it belongs to; neither this nor a channel: the provider.' })
  ),
  siteGuid: OrNull(Type.String({ description: 'The SIP connection of the customer that it belongs to.' })),
  note: OrNull(Type.String()),
  createdAt: dateTime,
  createdBy: Type.String({ description: 'The task that began it.' }),
  endedAt: OrNull(dateTime),
  endedBy: OrNull(Type.String({ description: 'The task that ended it.' })),
  endedAs: OrNull(Said(endings, { description: 'What became of it; null while it lives.' }))
}
const example = {
  id: exampleId, name: 'Perth, block A', first: '+61395556000', last: '+61395556049', count: 50, channelId: null,
  umpCustomerGuid: null, siteGuid: null, note: 'From the carrier in May', createdAt: '2026-08-12T07:02:10.822000Z',
  createdBy: 'inv_rsp_1', endedAt: null, endedBy: null, endedAs: null
}

export const NamedRange = Type.Object(fields, {
  $id: 'NamedRange',
  description: 'Numbers that follow each other, under a name. Those that ended stay, as they were.', examples: [example]
})
export type NamedRange = Static<typeof NamedRange>

export const NamedRangePage = listPage(ref(NamedRange), { $id: 'NamedRangePage', description: 'One page of ranges.' })

const Relative = Type.Object({ ...place, endedAt: OrNull(dateTime) })

export const NamedRangeUse = Type.Object({
  held: Type.Integer({ description: 'How many of its numbers are in the inventory.' }),
  used: Type.Integer({ description: 'How many of those are in use.' }),
  free: Type.Integer({ description: 'How many are Available and uploaded to no tenant.' }),
  firstFree: OrNull(Type.String({ description: 'The lowest of the free ones.' })),
  utilisation: Type.Number({ description: 'Which share of all its numbers is in use, from 0 to 1.' })
}, { $id: 'NamedRangeUse', examples: [{ held: 40, used: 10, free: 30, firstFree: '+61395556007', utilisation: 0.2 }] })
export type NamedRangeUse = Static<typeof NamedRangeUse>

export const NamedRangeDetail = Type.Object({
  ...fields,
  predecessors: Type.Array(Relative, { description: 'What it was split off, or merged from.' }),
  successors: Type.Array(Relative, { description: 'What it was split or merged into.' }),
  use: ref(NamedRangeUse),
  history: Type.Array(Type.Object({
    at: dateTime, change: OneOf(changes, { description: '`moved`: its node is gone, and the one above has it.' }),
    name: Type.String(), note: OrNull(Type.String()), channelId: OrNull(Type.Integer()),
    umpCustomerGuid: OrNull(Type.String()), siteGuid: OrNull(Type.String()),
    taskId: OrNull(Type.String())
  }), { description: 'What it was after each change, the first one first.' })
}, {
  $id: 'NamedRangeDetail',
  examples: [{
    ...example, predecessors: [], successors: [],
    use: { held: 40, used: 10, free: 30, firstFree: '+61395556007', utilisation: 0.2 },
    history: [{
      at: example.createdAt, change: 'created', name: example.name, note: example.note, channelId: null,
      umpCustomerGuid: null, siteGuid: null, taskId: example.createdBy
    }]
  }]
})
export type NamedRangeDetail = Static<typeof NamedRangeDetail>

const name = Type.String({
  minLength: 1, maxLength: 100, description: 'No other range that lives has it, whatever its case.',
  examples: ['Perth, block A']
})
const note = Type.Optional(Type.String({ maxLength: 1000, description: 'For people; an empty one is none.' }))
const ticketId = Type.Optional(
  Type.String({ maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request.' })
)

export const NewNamedRange = Type.Object({
  name, note, ticketId,
  first: Text({ description: 'Its first number, in E.164.' }),
  last: Text({ description: 'Its last number, of the same length.' }),
  channelId: Type.Optional(
    WholeNumber({ minimum: 1, 'x-aliases': ['ovocChannelId'], description: 'The channel that it belongs to.' })
  ),
  umpCustomerGuid: Type.Optional(
    Type.String({ maxLength: 150, 'x-aliases': ['customerGuid'], description: 'The customer that it belongs to.' })
  ),
  siteGuid: Type.Optional(Type.String({ maxLength: 150, description: 'The SIP connection that it belongs to.' }))
}, {
  $id: 'NewNamedRange',
  description: 'At most one of channel, customer and SIP connection says whose it is; with none it is the provider\'s.',
  examples: [
    { name: 'Perth, block A', first: '+61395556000', last: '+61395556099' },
    { name: 'Perth, resale', first: '+61395557000', last: '+61395557099', channelId: 1574 }
  ]
})

export const NamedRangeDescription = Type.Object({ name: Type.Optional(name), note, ticketId }, {
  $id: 'NamedRangeDescription', description: 'What is not named stays.', examples: [{ note: 'For the new office' }]
})

export const NamedRangeSplit = Type.Object({
  at: Text({ description: 'The first number of the upper one.' }), lowerName: name, upperName: name, ticketId
}, {
  $id: 'NamedRangeSplit', description: 'Either name may be that of the range that is split.',
  examples: [{ at: '+61395556050', lowerName: 'Perth, block A', upperName: 'Perth, block B' }]
})

export const NamedRangeMerge = Type.Object({
  rangeIds: Type.Array(Text(), { minItems: 2, maxItems: rangesPerMerge, description: 'In any order.' }),
  name, note, ticketId
}, {
  $id: 'NamedRangeMerge', description: 'They follow each other without a gap, and belong to one node.',
  examples: [{ rangeIds: [exampleId, '4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a02'], name: 'Perth' }]
})
