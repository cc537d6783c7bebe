import { createHash } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import type { Domain } from '../state/records.ts'
import { recordEffect, type Tenant } from '../state/world.ts'
import { domainReaders, domainWriters, type GraphGate } from './gate.ts'
import { hasTeams } from './licences.ts'
import { domainType, selectedOf } from './properties.ts'
import { allowOnly, contextOf, pick, type GraphQuery } from './query.ts'

const NewDomain = Type.Object({ id: Type.String() }, { additionalProperties: false })
const fqdn = /^(?=.{4,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i

type OneDomain = { Params: { id: string } }

/** Domains of a tenant: added, proved by a DNS record, put to use by a licensed user, deleted. */
export function domainRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  const read = { onRequest: gate.admit(domainReaders) }
  const write = { onRequest: gate.admit(domainWriters) }

  app.get<{ Querystring: GraphQuery }>('/domains', read, async (request) => {
    allowOnly(request.query, ['$select'])
    const tenant = gate.tenantOf(request)
    const names = selectedOf(domainType, request.query['$select']) ?? domainType.properties
    return {
      '@odata.context': contextOf(mock, request, 'domains'),
      value: tenant.domains.map(domain => pick({ ...print(tenant, domain) }, names))
    }
  })

  app.post<{ Body: Static<typeof NewDomain> }>(
    '/domains',
    { ...write, schema: { body: NewDomain } },
    async (request, reply) => {
      const tenant = gate.tenantOf(request)
      const id = request.body.id.toLowerCase()
      if (!fqdn.test(id)) throw badRequest("Invalid value specified for property 'id' of resource 'Domain'.")
      if (tenant.domains.some(domain => domain.id === id)) {
        throw new Refusal(
          409, 'Request_MultipleObjectsWithSameKeyValue',
          'A conflicting object with one or more of the specified property values is present in the directory.'
        )
      }
      // Below a domain that is proved there is nothing left to prove.
      const root = tenant.domains.find(domain => domain.isVerified && id.endsWith(`.${domain.id}`))
      const domain: Domain = {
        id, isVerified: root !== undefined, isDefault: false, isInitial: false, isRoot: root === undefined,
        isAdminManaged: true, authenticationType: 'Managed', supportedServices: [], state: null
      }
      tenant.domains.push(domain)
      effect(mock, tenant, 'domainAdd', domain)
      return reply.code(201).send(one(request, tenant, domain))
    }
  )

  app.get<OneDomain>('/domains/:id', read, async (request) => {
    const tenant = gate.tenantOf(request)
    return one(request, tenant, findDomain(tenant, request.params.id))
  })

  app.get<OneDomain>('/domains/:id/verificationDnsRecords', read, async (request) => {
    const tenant = gate.tenantOf(request)
    const { id } = findDomain(tenant, request.params.id)
    const token = proofOf(tenant, id)
    const common = { isOptional: false, label: id, supportedService: 'Email', ttl: 3600 }
    return {
      '@odata.context': contextOf(mock, request, `domains('${id}')/verificationDnsRecords`),
      value: [
        {
          '@odata.type': '#microsoft.graph.domainDnsTxtRecord', id: uuidOf(`txt ${id}`), recordType: 'Txt', ...common,
          text: `MS=${token}`
        },
        {
          '@odata.type': '#microsoft.graph.domainDnsMxRecord', id: uuidOf(`mx ${id}`), recordType: 'Mx', ...common,
          mailExchange: `${token}.msv1.invalid`, preference: 32767
        }
      ]
    }
  })

  app.post<OneDomain>('/domains/:id/verify', write, async (request) => {
    const tenant = gate.tenantOf(request)
    const domain = findDomain(tenant, request.params.id)
    if (domain.isVerified) throw badRequest('Domain is already verified.')
    const texts = mock.world.dns[domain.id] ?? []
    if (!texts.includes(`MS=${proofOf(tenant, domain.id)}`)) {
      throw notVerified(`Unable to find the TXT or MX record of '${domain.id}'.`)
    }
    const isTaken = [...mock.world.tenants.values()].some(other =>
      other !== tenant && other.domains.some(({ id, isVerified }) => isVerified && id === domain.id)
    )
    if (isTaken) throw notVerified('The domain is already verified in another directory.')
    domain.isVerified = true
    effect(mock, tenant, 'domainVerify', domain)
    return one(request, tenant, domain)
  })

  app.delete<OneDomain>('/domains/:id', write, async (request, reply) => {
    const tenant = gate.tenantOf(request)
    const domain = findDomain(tenant, request.params.id)
    if (domain.isDefault || domain.isInitial || usersOf(tenant, domain).length > 0) {
      throw badRequest(
        'The domain cannot be deleted: it is the default or the initial one, or objects still depend on it.'
      )
    }
    tenant.domains.splice(tenant.domains.indexOf(domain), 1)
    effect(mock, tenant, 'domainDelete', domain)
    return reply.code(204).send()
  })

  /**
   * A licensed user of a domain makes it a domain for Teams, after the time that Microsoft takes; taking the user away
   * changes nothing then (docs/wire/microsoft.md#graph-domains).
   */
  function print (tenant: Tenant, domain: Domain): Omit<Domain, 'activatesAt'> {
    const isActive = domain.supportedServices.includes('OfficeCommunicationsOnline')
    if (domain.isVerified && !isActive && usersOf(tenant, domain).some((user) => hasTeams(user))) {
      domain.activatesAt ??= Date.now() + mock.world.behaviour.jobMilliseconds
      if (domain.activatesAt <= Date.now()) domain.supportedServices.push('OfficeCommunicationsOnline')
    }
    const { activatesAt: _, ...printed } = domain
    return printed
  }

  const one = (request: FastifyRequest, tenant: Tenant, domain: Domain) => ({
    '@odata.context': contextOf(mock, request, 'domains/$entity'), ...print(tenant, domain)
  })
}

function findDomain (tenant: Tenant, name: string): Domain {
  const found = tenant.domains.find((domain) => domain.id === name.toLowerCase())
  if (found) return found
  throw new Refusal(
    404, 'Request_ResourceNotFound',
    `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`
  )
}

const usersOf = (tenant: Tenant, domain: Domain) =>
  [...tenant.users.values()].filter(({ userPrincipalName }) =>
    userPrincipalName.toLowerCase().endsWith(`@${domain.id}`)
  )

const badRequest = (message: string) => new Refusal(400, 'Request_BadRequest', message)
const notVerified = (reason: string) => badRequest(`Domain verification failed with the following error: '${reason}'`)

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const uuidOf = (text: string) => digest(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')

/** The same for as long as the tenant asks about the domain, and another one for another tenant. */
const proofOf = (tenant: Tenant, id: string) =>
  `ms${String(Number.parseInt(digest(`${tenant.id} ${id}`).slice(0, 12), 16) % 100_000_000).padStart(8, '0')}`

function effect (mock: Mock, tenant: Tenant, kind: string, domain: Domain) {
  recordEffect(mock.world, { kind, tenantId: tenant.id, requestId: null, jobId: domain.id, telephoneNumbers: [] })
}
