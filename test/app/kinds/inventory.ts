import { demo } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'

const until = '2030-01-01T00:00:00Z'

/** The numbers of the run, at the Australian customer; a reservation or a cooling if the kind is to end one. */
const there = (columns = '', values = '') => async ({ services, numbers }: Place): Promise<void> => {
  await services.db.query({
    text: `insert into number_inventory (provider_id, number, country, customer_id, by_hand ${columns})
      select 1, unnest($1::text[]), 'AU', $2, true ${values} on conflict do nothing`,
    values: [numbers, demo.australianCustomer]
  })
}

async function state ({ services, numbers }: Place): Promise<unknown> {
  const { rows } = await services.db.query({
    text: `select v.status, v.customer_id, v.labels, v.notes, v.reserved_until, v.reservation_owner, v.cooling_until
      from inventory v where v.number = any($1) order by v.number`,
    values: [numbers]
  })
  return rows
}

const common = { numbers: 2, state, afterFailure: 'named' } as const
const reserved = there(
  ', reserved_at, reserved_until, reservation_owner, reservation_level', ", now(), '2029-01-01', 'Perth', 0"
)

export const addInventoryNumbers: Example = {
  ...common, steps: 'inv_add: change complete', input: () => ({ asked: { labels: ['gold'] } })
}
export const removeInventoryNumbers: Example = {
  ...common, steps: 'inv_rem: change complete', prepare: there(), input: () => ({ asked: {} })
}
export const moveInventoryNumbers: Example = {
  ...common, steps: 'inv_mov: change complete', prepare: there(),
  input: () => ({ asked: { customerId: demo.israeliCustomer } })
}
export const describeInventoryNumbers: Example = {
  ...common, steps: 'inv_des: change complete', prepare: there(), input: () => ({ asked: { notes: 'On lorries' } })
}
export const reserveNumbers: Example = {
  ...common, steps: 'inv_res: change complete', prepare: there(),
  input: () => ({ asked: { owner: 'Perth', until, level: 0 } })
}
export const extendReservation: Example = {
  ...common, steps: 'inv_ext: change complete', prepare: reserved, input: () => ({ asked: { until, level: 0 } })
}
export const endReservation: Example = {
  ...common, steps: 'inv_unr: change complete', prepare: reserved, input: () => ({ asked: { level: 0 } })
}
export const coolNumbers: Example = {
  ...common, steps: 'inv_coo: change complete', prepare: there(),
  input: () => ({ reason: 'Prank calls', asked: { days: 30, since: '2029-12-01T00:00:00Z' } })
}
export const endCooling: Example = {
  ...common, steps: 'inv_unc: change complete', prepare: there(', cooling_until', ", '2029-01-01'::timestamptz"),
  input: () => ({ reason: 'Agreed', asked: {} })
}
export const keepCoolingPolicy: Example = {
  steps: 'inv_pol: keep', numbers: 0, afterFailure: 'clean',
  async state ({ services }) {
    const { rows } = await services.db.query({ text: 'select * from cooling_policy' })
    return rows
  },
  prepare: async ({ services }) => { await services.db.query({ text: 'delete from cooling_policy' }) },
  input: () => ({ policies: [{ country: 'AU', numberType: '*', days: 30, maximumDays: 90 }] })
}

/** A finding of an audit that is over: the numbers are to be added. */
async function found ({ services, numbers, serial }: Place): Promise<void> {
  await services.db.query({
    text: `insert into task (provider_id, id, kind, partition_key, step, input, caller, state, status)
      values (1, $1, 'audit-inventory', 'one', 'complete', '{}', 'test', 'finished', 'CompletedSuccess')`,
    values: [`inv_aud_${serial}`]
  })
  await services.db.query({
    text: `insert into inventory_finding (provider_id, task_id, number, codes, proposal)
      select 1, $1, unnest($2::text[]), '{only_on_sbc}', '{"add": true, "service": "SBC", "vendor": "SBC"}'`,
    values: [`inv_aud_${serial}`, numbers]
  })
}

export const auditInventory: Example = {
  steps: 'inv_aud: read-microsoft read-sbcs compare complete', numbers: 0, afterFailure: 'named', input: () => ({}),
  async prepare ({ services, serial }) {
    await services.db.query({
      text: `insert into number_inventory (provider_id, number, by_hand, internal_number_type)
        values (1, $1, true, 'OperatorConnect')`,
      values: [`+6129999${1000 + serial}`]
    })
  }
}
export const applyInventoryAudit: Example = {
  ...common, steps: 'inv_app: change complete', prepare: found,
  input: ({ serial }) => ({ asked: { auditId: `inv_aud_${serial}` } })
}
