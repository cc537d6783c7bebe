import { demo } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'

const id = ({ serial }: Place): string => `ca11e700-0000-4000-8000-${String(serial).padStart(12, '0')}`

/** What the application of the run is allowed, without its number. */
async function state (place: Place): Promise<unknown> {
  const { rows } = await place.services.db.query({
    text: 'select name, role, customer_id, disabled_at is not null as disabled from credential where id = $1',
    values: [id(place)]
  })
  return rows
}

export const addCaller: Example = {
  steps: 'wla: register*',
  input: place => ({
    callerId: id(place), name: 'Portal', clientId: id(place), tenantId: id(place), role: 'Operator',
    customerId: demo.australianCustomer
  }),
  numbers: 0,
  state,
  afterFailure: 'clean'
}

export const changeCaller: Example = {
  steps: 'wlc: change',
  input: place => ({ callerId: id(place), role: 'Monitor', disabled: true }),
  numbers: 0,
  needs: ['add-caller'],
  state,
  afterFailure: 'clean'
}

export const removeCaller: Example = {
  steps: 'wlr: remove',
  input: place => ({ callerId: id(place) }),
  numbers: 0,
  needs: ['add-caller'],
  state,
  afterFailure: 'clean'
}
