import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import { gate, numberReaders, trunkReaders } from './gate.ts'
import { pageOf, type PageQuery } from './paging.ts'
import { consentedTenant, readable } from './tenant.ts'

type TenantQuery = { Querystring: PageQuery & { tenantId?: string } }
type InTenant = { Params: { tenantId: string, id: string }, Querystring: PageQuery }

/** What an operator can look up but not change: calling profiles, usages, emergency addresses. */
export function catalogueRoutes (app: FastifyInstance, mock: Mock) {
  const numbers = { onRequest: gate(mock, numberReaders) }

  app.get<{ Querystring: PageQuery }>(
    '/TenantCallingProfiles', { onRequest: gate(mock, trunkReaders) },
    async request => pageOf(mock, request, request.query, mock.world.callingProfiles)
  )

  app.get<TenantQuery>('/NumberUsageCapabilities', numbers, async ({ query }) => {
    if (typeof query.tenantId !== 'string') throw new Refusal(400, 'TenantIdRequired', 'The query needs tenantId.')
    consentedTenant(mock, query.tenantId, readable)
    return { value: mock.world.plans }
  })

  app.get<InTenant>('/tenants/:tenantId/CivicAddresses', numbers, async (request) => {
    const tenant = consentedTenant(mock, request.params.tenantId, readable)
    return pageOf(mock, request, request.query, tenant.civicAddresses)
  })

  app.get<InTenant>('/tenants/:tenantId/CivicAddresses/:id', numbers, async ({ params }) => {
    const tenant = consentedTenant(mock, params.tenantId, readable)
    const found = tenant.civicAddresses.find((address) => address.id === params.id)
    if (!found) throw new Refusal(404, 'CivicAddressNotFound', `Civic address ${params.id} does not exist.`)
    return found
  })
}
