import { Type, type Static } from '@sinclair/typebox'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { endingReservation, extending, reserving } from '../records/changes.ts'
import type { Change } from '../records/inventory-change.ts'
import { asker, byInventory, concludeInventory, inventoryProgress, inventorySteps } from './inventory-kind.ts'

const level = Type.Integer({ minimum: 0, maximum: 2 })
const duration = { days: Type.Optional(Type.Integer()), until: Type.Optional(Type.String()) }
const Reservation = Type.Object({
  ...duration, owner: Type.String(), note: Type.Optional(Type.String()), level,
  forCustomer: Type.Optional(Type.String())
})
const Extension = Type.Object({ ...duration, level })
const Ending = Type.Object({ level })
const millisecondsPerDay = 86_400_000

/** `days` after a time, by the clock that wrote it. */
const daysAfter = (since: string, days: number): string =>
  new Date(Date.parse(since) + days * millisecondsPerDay).toISOString()

/** What reserves the numbers, for days from `since` on where it says no time. */
export function reservationOf (
  { days, until, owner, note, level, forCustomer }: Static<typeof Reservation>, since: string
): Change {
  const end = until ?? (days === undefined ? 'infinity' : daysAfter(since, days))
  return reserving({ until: end, owner, note, level, forCustomer })
}

export const extensionOf = ({ days, until, level }: Static<typeof Extension>): Change =>
  extending({ days, until, level })

export const reserveNumbers = defineTaskKind({
  name: 'reserve-numbers',
  idPrefix: 'inv_res',
  requiredScope: 'customer',
  partitionKey: byInventory,
  title: 'Reserve numbers',
  input: Type.Object({ ...asker, asked: Reservation }),
  progress: inventoryProgress,
  steps: inventorySteps('Reserving the numbers', (asked: Static<typeof Reservation>, { task }) =>
    reservationOf(asked, task.createdAt)),
  conclude: concludeInventory('NumbersReserved')
})

export const extendReservation = defineTaskKind({
  name: 'extend-reservation',
  idPrefix: 'inv_ext',
  requiredScope: 'customer',
  partitionKey: byInventory,
  title: 'Extend the reservation of numbers',
  input: Type.Object({ ...asker, asked: Extension }),
  progress: inventoryProgress,
  steps: inventorySteps('Extending the reservations', (asked: Static<typeof Extension>) => extensionOf(asked)),
  conclude: concludeInventory('ReservationsExtended')
})

/** Goal: the numbers are not reserved. */
export const endReservation = defineTaskKind({
  name: 'end-reservation',
  idPrefix: 'inv_unr',
  requiredScope: 'customer',
  partitionKey: byInventory,
  title: 'End the reservation of numbers',
  input: Type.Object({ ...asker, asked: Ending }),
  progress: inventoryProgress,
  steps: inventorySteps('Ending the reservations', ({ level }: Static<typeof Ending>) => endingReservation({ level })),
  conclude: concludeInventory('ReservationsEnded')
})
