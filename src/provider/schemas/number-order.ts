import { Type, type Static } from '@sinclair/typebox'
import { locations } from './consent.ts'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { itemOutcomes } from '../../schemas/task.ts'
import { OrNull, Said } from '../../schemas/value.ts'

// What was ordered of Microsoft and released again, in VOSS's sense of histories.

/** A release is an order to give numbers back. */
const orderTypes = ['order', 'release'] as const
export type OrderType = typeof orderTypes[number]
export const orderSources = ['task', 'sync'] as const
export const orderStatuses = ['CompletedSuccess', 'CompletedWithErrors', 'Failed', 'Canceled'] as const

const text = OrNull(Type.String())
const time = Type.String({ format: 'date-time' })

const OrderedRange = Type.Object({
  start: Type.String(),
  end: Type.String(),
  count: Type.Integer(),
  outcome: Said(itemOutcomes, { description: 'What became of them.' }),
  code: OrNull(Type.String({ description: 'Why, in one word.' })),
  reason: text
}, { description: 'Numbers that follow each other and came to the same.' })

export const NumberOrder = Type.Object({
  orderId: Type.String(),
  type: Said(orderTypes),
  source: Said(orderSources, {
    description: 'task: it was asked of us. sync: it was found at Microsoft, and somebody else has asked for it there.'
  }),
  tenantId: Type.String(),
  customerId: text,
  customerName: text,
  locatedAt: Said(locations, { description: 'Customer, if one has the tenant now; else Provider.' }),
  productContext: Type.String(),
  status: Said(orderStatuses, { description: 'How it ended.' }),
  jobIds: Type.Array(Type.String(), { description: 'Jobs at Microsoft.' }),
  taskId: OrNull(Type.String({ description: 'The task, which may be kept for less long.' })),
  caller: OrNull(Type.String({ description: 'The application that asked for it.' })),
  ticketId: text,
  totalNumbersCount: Type.Integer(),
  succeededCount: Type.Integer(),
  unchangedCount: Type.Integer(),
  failedCount: Type.Integer(),
  orderedAt: time,
  finishedAt: time,
  ranges: Type.Array(OrderedRange, { description: 'In a list the first 20; an order by itself shows all.' }),
  rangeCount: Type.Integer()
}, {
  $id: 'NumberOrder',
  examples: [{
    orderId: 'wup_d4b23bb0-3b8a-4966-a368-fef9667d019f', type: 'order', source: 'task',
    tenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', customerId: 'd0000000-0000-4000-8000-0000000000a1',
    customerName: 'Southern Cross Logistics', locatedAt: 'Customer', productContext: 'teams',
    status: 'CompletedSuccess', jobIds: ['899c58a5-92df-4e93-a142-a35e72b7b743'],
    taskId: 'wup_d4b23bb0-3b8a-4966-a368-fef9667d019f', caller: 'a0000000-0000-4000-8000-000000000001',
    ticketId: 'SR-7', totalNumbersCount: 10, succeededCount: 10, unchangedCount: 0, failedCount: 0,
    orderedAt: '2026-11-30T09:00:00.000000Z', finishedAt: '2026-11-30T09:00:32.000000Z', rangeCount: 1,
    ranges: [{
      start: '+61395551000', end: '+61395551009', count: 10, outcome: 'succeeded', code: null, reason: null
    }]
  }]
})
export type NumberOrder = Static<typeof NumberOrder>

export const NumberOrderPage = listPage(ref(NumberOrder), {
  $id: 'NumberOrderPage', description: 'One page of orders or releases.'
})
