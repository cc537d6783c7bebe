import { Type } from '@sinclair/typebox'
import { customerDetails, customerOf, listCustomers, type StoredCustomer } from '../records/customers.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { Problem } from '../../problems.ts'
import { Customer, CustomerDetails, CustomerDetailsV2, customerInV2, customersOf } from '../schemas/customer.ts'
import { ref } from '../../schemas/ref.ts'
import { reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { channelAsked, channelHeader, uuid } from './tenant-query.ts'

/** An id that no customer of the demo has, so that trying an example changes nothing. */
export const customerGuid = Type.String({
  description: 'The id of the customer (`umpCustomerGuid`).', examples: ['da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11']
})
const params = Type.Object({ customerGuid })
const query = Type.Object({
  allDetails: Type.Optional(Type.Boolean({ default: false, description: 'Adds the sites (SIP connections).' }))
})
const tags = ['Customers']

export const customers: Resource = (scope, { records }) => {
  scope.get('/customer', {
    config: { roles: reading, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listCustomers',
      summary: 'List customers',
      description: 'All customers (services) of the caller\'s part of the tree, of all licence types.',
      tags,
      headers: channelHeader,
      querystring: query,
      response: { 200: customersOf(Customer) }
    }
  }, ({ caller, headers, query }) =>
    listCustomers(records(caller), query.allDetails ?? false, channelAsked(caller, headers)))

  scope.get('/customer/:customerGuid', {
    config: { roles: reading, versions: ['v3'], problems: ['customer_not_found'] },
    schema: {
      operationId: 'getCustomer',
      summary: 'Get a customer',
      description: 'The details of a customer (service).',
      tags,
      params,
      querystring: query,
      response: { 200: ref(CustomerDetails) }
    }
  }, ({ caller, params, query }) => detailsOf(records(caller), params.customerGuid, query.allDetails ?? false))

  // An operation of its own: version 2 knows no allDetails, and always shows the sites.
  scope.get('/customer/:customerGuid', {
    config: { roles: reading, versions: ['v2'], problems: ['customer_not_found'] },
    schema: {
      operationId: 'getCustomer',
      summary: 'Get a customer',
      description: 'The details of a customer and its sites (SIP connections).',
      tags,
      params,
      response: { 200: ref(CustomerDetailsV2) }
    }
  }, async ({ caller, params }) => {
    const { SiteLocation = [], ...customer } = await detailsOf(records(caller), params.customerGuid, true)
    return { ...customerInV2(customer), SiteLocation }
  })
}

async function detailsOf (records: ReachedRecords, id: string, allDetails: boolean): Promise<CustomerDetails> {
  const customer = uuid.test(id) ? await customerDetails(records, id, allDetails) : undefined
  if (customer === undefined) throw noSuchCustomer(id)
  return customer
}

/** The customer, when it lies within the caller's reach; another's customer does not exist for it. */
export async function ownCustomer (records: ReachedRecords, id: string): Promise<StoredCustomer> {
  const customer = uuid.test(id) ? await customerOf(records, id) : undefined
  if (customer === undefined) throw noSuchCustomer(id)
  return customer
}

export function noSuchCustomer (id: string, bare?: string): Problem {
  return new Problem('customer_not_found', `Customer with ${id} not found`, bare === undefined ? {} : { bare })
}
