import { Type, type Static } from '@sinclair/typebox'
import { Text, WholeNumber } from '../../schemas/value.ts'
import { internalNumberTypes } from './inventory-number.ts'

/** The most numbers that one request about the inventory may mean, ranges included. */
export const numbersPerSet = 200_000

/** The numbers that a request means: one by one, by ranges, or by a start and how many. */
const numberSet = {
  phoneNumbers: Type.Optional(Type.Array(Text(), {
    maxItems: 10_000, 'x-aliases': ['phoneNumbersList', 'telephoneNumbers'], 'x-listed': true,
    description: 'E.164 numbers.', examples: [['+61395556880']]
  })),
  phoneNumberRanges: Type.Optional(Type.Array(Type.Object({
    start: Text({ examples: ['+61395556000'] }), end: Text({ examples: ['+61395556009'] })
  }), { maxItems: 1000, 'x-listed': true, description: 'Ranges of numbers of one length, both ends included.' })),
  startTelephoneNumber: Type.Optional(Type.String({
    maxLength: 40, 'x-aliases': ['startNumber'],
    description: 'The first number of a range; each X at its end stands for 0, and marks the block that is meant.',
    examples: ['+6139555600X']
  })),
  range: Type.Optional(WholeNumber({
    minimum: 1, maximum: numbersPerSet, description: 'How many numbers from the first one on.'
  }))
}

const target = {
  umpCustomerGuid: Type.Optional(Type.String({ maxLength: 150, 'x-aliases': ['customerGuid'] })),
  siteGuid: Type.Optional(Type.String({ maxLength: 150, description: 'A SIP connection; its customer follows.' }))
}

const ticketId = Type.Optional(Type.String({
  maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
}))
const reason = Type.String({ minLength: 1, maxLength: 500, description: 'Why; kept in the history of the numbers.' })
const label = Type.String({ minLength: 1, maxLength: 50 })
const labels = Type.Array(label, { maxItems: 20, 'x-listed': true, description: 'Words to find numbers by.' })
const notes = Type.String({ maxLength: 2000, description: 'Anything; empty for nothing.' })
const days = WholeNumber({ minimum: 1, maximum: 3650, description: 'How many days of 24 hours.', examples: [30] })
const until = Type.String({
  maxLength: 40, description: 'Or until when (ISO 8601).', examples: ['2027-01-31T00:00:00Z']
})
const exampleSet = { startTelephoneNumber: '+6139555600X', range: 10 }

export const NewInventoryNumbers = Type.Object({
  ...numberSet, ...target,
  vendor: Type.Optional(Text({ minLength: 1, description: 'Whose numbers they are.' })),
  internalNumberType: Type.Optional(Text({ description: `${internalNumberTypes.join(', ')}, or none.` })),
  labels: Type.Optional(labels), notes: Type.Optional(notes), ticketId
}, {
  $id: 'NewInventoryNumbers',
  description: 'Numbers and where they belong: to a customer, a SIP connection, or with neither to the provider.',
  examples: [{
    ...exampleSet, umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1', vendor: 'Microsoft', labels: ['gold']
  }]
})
export type NewInventoryNumbers = Static<typeof NewInventoryNumbers>

export const InventorySet = Type.Object({ ...numberSet, ticketId }, {
  $id: 'InventorySet', description: 'The numbers that are meant.', examples: [exampleSet]
})
export type InventorySet = Static<typeof InventorySet>

export const InventoryMove = Type.Object({ ...numberSet, ...target, ticketId }, {
  $id: 'InventoryMove',
  description: 'Numbers and where they belong from now on; with neither customer nor SIP connection to the provider.',
  examples: [{ ...exampleSet, siteGuid: '3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10' }]
})
export type InventoryMove = Static<typeof InventoryMove>

const described = { labels: Type.Optional(labels), notes: Type.Optional(notes), ticketId }
export const InventoryDescription = Type.Object(described, {
  $id: 'InventoryDescription',
  description: 'What people write down about a number. All else of it is kept by tasks.',
  examples: [{ labels: ['gold', 'reception'], notes: 'Printed on the lorries' }]
})
export const InventoryDescriptions = Type.Object({ ...numberSet, ...described }, {
  $id: 'InventoryDescriptions', description: 'The same for many numbers.',
  examples: [{ ...exampleSet, labels: ['gold'] }]
})
export type InventoryDescriptions = Static<typeof InventoryDescriptions>

const owner = Text({ minLength: 1, description: 'For whom, in your words; the name of your application otherwise.' })
export const InventoryReservation = Type.Object({
  ...numberSet, days: Type.Optional(days), until: Type.Optional(until), owner: Type.Optional(owner),
  note: Type.Optional(Type.String({ maxLength: 500 })),
  umpCustomerGuid: Type.Optional(Type.String({
    maxLength: 150, description: 'For numbers of the provider: the customer that may still have them uploaded.'
  })),
  ticketId
}, {
  $id: 'InventoryReservation', description: 'Without days and until they are reserved until somebody ends it.',
  examples: [{ ...exampleSet, days: 30, owner: 'Perth office', note: 'Opens in spring' }]
})
export type InventoryReservation = Static<typeof InventoryReservation>

export const InventoryExtension = Type.Object({
  ...numberSet, days: Type.Optional(days), until: Type.Optional(until), ticketId
}, {
  $id: 'InventoryExtension', description: 'Days are added to what is left.', examples: [{ ...exampleSet, days: 14 }]
})
export type InventoryExtension = Static<typeof InventoryExtension>

export const InventoryCooling = Type.Object({
  ...numberSet, days: Type.Optional(WholeNumber({
    minimum: 1, maximum: 999, description: 'How many days of 24 hours; those of the policy otherwise.'
  })),
  reason, ticketId
}, {
  $id: 'InventoryCooling',
  description: 'Begins to cool numbers, or cools them for longer or less long, from now on.',
  examples: [{ ...exampleSet, days: 90, reason: 'Prank calls' }]
})
export type InventoryCooling = Static<typeof InventoryCooling>

export const InventoryCoolingEnd = Type.Object({ ...numberSet, reason, ticketId }, {
  $id: 'InventoryCoolingEnd', description: 'Numbers that need not cool any longer, and why.',
  examples: [{ ...exampleSet, reason: 'The former customer agrees' }]
})
export type InventoryCoolingEnd = Static<typeof InventoryCoolingEnd>
