import {
  createCustomer, customerId, customerState, newCustomer, shortName, storeLead, tenantOf
} from './create-customer.ts'
import { deleteCustomer as deletion } from './delete-customer.ts'
import type { Example, Place } from './example.ts'

const stored = async (place: Place): Promise<unknown> =>
  (await place.services.db.query({
    text: 'select count(*)::int as count from customer_document where ms_tenant_id = $1', values: [tenantOf(place)]
  })).rows

const state = async (place: Place): Promise<unknown> => [await customerState(place), await stored(place)]

/** A plan of one part. */
const plan = (place: Place, kind: string, input: object, more: object): object => ({
  msTenantId: tenantOf(place),
  stages: [[{ key: 'customer', kind, about: 'Kinds', input, ranges: [], customerId: customerId(place) }]],
  notes: [],
  forgets: false,
  ...more
})

const building = (place: Place): object =>
  plan(place, 'create-customer', newCustomer(place), { document: { customerShortName: shortName(place) } })

export const buildCustomer: Example = {
  ...createCustomer,
  steps: 'cbc: store* build* complete',
  input: place => ({ ...building(place), onFailure: 'keep' }),
  prepare: storeLead,
  state
}

export const buildCustomers: Example = {
  ...buildCustomer,
  steps: 'cbd: build*',
  input: place => ({ action: 'Add', onFailure: 'keep', customers: [building(place)] }),
  afterFailure: 'named'
}

export const deleteCustomers: Example = {
  ...deletion,
  steps: 'cbx: delete* forget',
  input: place => ({
    action: 'DeleteCustomerAndcustomerData',
    customers: [plan(place, 'delete-customer', deletion.input(place), { forgets: true })]
  }),
  afterFailure: 'named'
}

const name = ({ serial }: Place): string => `Kind ${serial}`

const versions = async (place: Place): Promise<unknown> =>
  (await place.services.db.query({
    text: 'select version from build_template where name = $1', values: [name(place)]
  })).rows

export const keepBuildTemplate: Example = {
  steps: 'btm: keep*',
  input: place => ({
    name: name(place), version: 1, type: 'NumberUsage', description: null, clonedFrom: null, settings: {}
  }),
  numbers: 0,
  state: versions,
  afterFailure: 'clean'
}

export const removeBuildTemplate: Example = {
  steps: 'btr: remove',
  input: place => ({ name: name(place) }),
  numbers: 0,
  needs: ['keep-build-template'],
  state: versions,
  afterFailure: 'named'
}
