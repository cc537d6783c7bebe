import { Type, type Static } from '@sinclair/typebox'
import { inventoryStatuses } from '../../numbers/schemas/inventory-status.ts'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, OrNull, Said } from '../../schemas/value.ts'
import { usages } from '../../schemas/vocabulary/usage.ts'

// One number as a provider's staff know it: where it is, what state it is in, and what people wrote down about it.

export const internalNumberTypes = ['OperatorConnect', 'DirectRouting', 'CallingPlan'] as const
export const locations = ['Provider', 'Customer', 'Site'] as const

const text = OrNull(Type.String())
const time = OrNull(Type.String({ format: 'date-time' }))

const Reservation = Type.Object({
  since: time,
  until: OrNull(Type.String({ format: 'date-time', description: 'null: until somebody ends it.' })),
  owner: OrNull(Type.String({ description: 'For whom, in the words of whoever reserved it.' })),
  note: text,
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer that may still have it uploaded.' }))
})

const Cooling = Type.Object({
  since: time,
  until: time,
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer that had it, and may have it again.' }))
})

export const InventoryNumber = Type.Object({
  telephoneNumber: Type.String(),
  status: OneOf(inventoryStatuses, {
    description:
      'Used: a user has it. Used-Utility: an application, a bridge or a service has it. Reserved and Cooling end by ' +
      'themselves at their time.'
  }),
  usage: OrNull(Said(usages, { description: 'What it is used for.' })),
  internalNumberType: OrNull(Said(internalNumberTypes, { description: 'How it reaches Teams. Kept by tasks.' })),
  vendor: OrNull(Type.String({ description: 'Whose it is. Kept by tasks.' })),
  country: text,
  locatedAt: OneOf(locations, { description: 'The lowest node of the tree that it belongs to.' }),
  umpCustomerGuid: text,
  customerName: text,
  siteGuid: text,
  siteName: text,
  tenantId: OrNull(Type.String({ description: 'The Microsoft tenant that it is uploaded to.' })),
  labels: Type.Array(Type.String(), { description: 'Yours to write.' }),
  notes: OrNull(Type.String({ description: 'Yours to write.' })),
  reservation: Type.Union([Reservation, Type.Null()], { description: 'While it is reserved.' }),
  cooling: Type.Union([Cooling, Type.Null()], { description: 'While it cools.' }),
  createdAt: Type.String({ format: 'date-time' }),
  changedAt: Type.String({ format: 'date-time' })
}, {
  $id: 'InventoryNumber',
  examples: [{
    telephoneNumber: '+61395556880', status: 'Reserved', usage: null, internalNumberType: 'OperatorConnect',
    vendor: 'Microsoft', country: 'AU', locatedAt: 'Site', umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1',
    customerName: 'Southern Cross Logistics', siteGuid: '3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10',
    siteName: 'MELBOURNE', tenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', labels: ['gold'], notes: null,
    reservation: {
      since: '2026-11-30T09:00:00.000000Z', until: '2026-12-30T09:00:00.000000Z', owner: 'Board room', note: 'CHG-4711',
      umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1'
    },
    cooling: null, createdAt: '2026-11-01T09:00:00.000000Z', changedAt: '2026-11-30T09:00:00.000000Z'
  }]
})
export type InventoryNumber = Static<typeof InventoryNumber>

export const InventoryPage = listPage(ref(InventoryNumber), {
  $id: 'InventoryPage', description: 'One page of the number inventory, in the order of the numbers.'
})
