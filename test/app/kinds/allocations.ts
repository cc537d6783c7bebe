import { demo } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'

const id = ({ serial }: Place): string => `a110ca7e-0000-4000-8000-${String(serial).padStart(12, '0')}`
const value = ({ serial }: Place): string => `+4420${serial}`
const points = ({ serial }: Place): string => {
  const from = Number(`4420${serial}`.padEnd(15, '0'))
  return `{[${from},${from + 10 ** (11 - String(serial).length)})}`
}

/** What the customer has of the run, without its number. */
async function state (place: Place): Promise<unknown> {
  const { rows } = await place.services.db.query({
    text: 'select kind, customer_id, source from allocation where id = $1', values: [id(place)]
  })
  return rows
}

export const addAllocation: Example = {
  steps: 'wal: allocate*',
  input: place => ({
    allocationId: id(place), kind: 'number', value: value(place), digits: points(place),
    customerId: demo.australianCustomer
  }),
  numbers: 0,
  state,
  afterFailure: 'clean'
}

export const removeAllocation: Example = {
  steps: 'war: remove',
  input: place => ({ allocationId: id(place) }),
  numbers: 0,
  needs: ['add-allocation'],
  state,
  afterFailure: 'clean'
}
