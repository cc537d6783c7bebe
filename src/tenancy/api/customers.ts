import { Type } from '@sinclair/typebox'
import {
  customerDetails, customerOf, customersIn, type CustomerScope, type StoredCustomer
} from '../records/customers.ts'
import type { Database } from '../../database/connect.ts'
import { Problem } from '../../problems.ts'
import { Customer, CustomerDetails, CustomerDetailsV2, customerInV2, customersOf } from '../schemas/customer.ts'
import { ref } from '../../schemas/ref.ts'
import { reaches, reading, type Caller } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { channelHeader, channelOf, uuid } from './tenant-query.ts'

/** An id that no customer of the demo has, so that trying an example changes nothing. */
export const customerGuid = Type.String({
  description: 'The id of the customer (`umpCustomerGuid`).', examples: ['da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11']
})
const params = Type.Object({ customerGuid })
const query = Type.Object({
  allDetails: Type.Optional(Type.Boolean({ default: false, description: 'Adds the sites (SIP connections).' }))
})
const tags = ['Customers']

export const customers: Resource = (scope, { db }) => {
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
  }, ({ caller, headers, query }) => customersIn(db, scopeOf(caller, channelOf(headers)), query.allDetails ?? false))

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
  }, ({ caller, params, query }) => detailsOf(db, caller, params.customerGuid, query.allDetails ?? false))

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
    const { SiteLocation = [], ...customer } = await detailsOf(db, caller, params.customerGuid, true)
    return { ...customerInV2(customer), SiteLocation }
  })
}

function scopeOf (caller: Caller, channelId?: number): CustomerScope {
  if (caller.channelId !== undefined && channelId !== undefined && channelId !== caller.channelId) {
    throw new Problem('out_of_scope', `Channel ${channelId} is not the channel the application acts for.`)
  }
  return { providerId: caller.providerId, channelId: caller.channelId ?? channelId, customerId: caller.customerId }
}

async function detailsOf (db: Database, caller: Caller, id: string, allDetails: boolean): Promise<CustomerDetails> {
  const customer = uuid.test(id) ? await customerDetails(db, scopeOf(caller), id, allDetails) : undefined
  if (customer === undefined) throw noSuchCustomer(id)
  return customer
}

/** The customer, when it lies below the caller's node; another's customer does not exist for it. */
export async function ownCustomer (db: Database, caller: Caller, id: string): Promise<StoredCustomer> {
  const customer = uuid.test(id) ? await customerOf(db, caller.providerId, id) : undefined
  if (customer === undefined || !reaches(caller, { customerId: customer.id, channelId: customer.channelId })) {
    throw noSuchCustomer(id)
  }
  return customer
}

export function noSuchCustomer (id: string, bare?: string): Problem {
  return new Problem('customer_not_found', `Customer with ${id} not found`, bare === undefined ? {} : { bare })
}
