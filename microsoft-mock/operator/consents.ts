import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import { relationshipStatuses, type Consent } from '../state/records.ts'
import { timestamp } from '../state/time.ts'
import { isKnownTenant, newTenant, recordEffect } from '../state/world.ts'
import { consentReaders, consentWriters, gate } from './gate.ts'
import { pageOf, type PageQuery } from './paging.ts'
import { consentedTenant, isGuid, requestIdOf } from './tenant.ts'

const NewLead = Type.Object({
  tenantId: Type.String(),
  companyName: Type.String({ minLength: 1 })
}, { additionalProperties: false })

const Relationship = Type.Object({
  status: Type.Union(relationshipStatuses.map((status) => Type.Literal(status))),
  comment: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  ticketId: Type.Optional(Type.String({ maxLength: 64 }))
}, { additionalProperties: false })

const needReason = new Set(['ConsentDeclined', 'ContractTerminated'])

type ByTenant = { Params: { tenantId: string } }

export function consentRoutes (app: FastifyInstance, mock: Mock) {
  const read = { onRequest: gate(mock, consentReaders) }
  const write = { onRequest: gate(mock, consentWriters) }

  app.get<{ Querystring: PageQuery }>('/PartnerOperatorConsents', read, async (request) => {
    const product = request.query['productContext']
    const all = [...mock.world.tenants.values()].flatMap(({ consent }) => consent ?? [])
    return pageOf(
      mock, request, request.query, all.filter(consent => product === undefined || consent.productContext === product)
    )
  })

  app.get<ByTenant>('/PartnerOperatorConsents/:tenantId', read, async ({ params }) => existing(mock, params.tenantId))

  app.post<{ Body: Static<typeof NewLead> }>(
    '/PartnerOperatorConsents', { ...write, schema: { body: NewLead } }, async (request, reply) => {
      const { companyName } = request.body
      const requestId = requestIdOf(request)
      const id = request.body.tenantId.toLowerCase()
      if (!isGuid(id)) throw new Refusal(400, 'InvalidTenantId', 'The tenant id is not a GUID.')
      if (!isKnownTenant(mock.world, id)) throw new Refusal(404, 'TenantNotFound', `Tenant ${id} does not exist.`)
      const tenant = mock.world.tenants.get(id) ?? newTenant(id)
      if (tenant.consent) throw new Refusal(409, 'ConsentAlreadyExists', 'A consent of this tenant exists already.')
      tenant.consent = directLead(id, companyName)
      mock.world.tenants.set(id, tenant)
      recordEffect(mock.world, { kind: 'consent', tenantId: id, requestId, jobId: null, telephoneNumbers: [] })
      return reply.code(201).send(tenant.consent)
    })

  app.delete<ByTenant>('/PartnerOperatorConsents/:tenantId', write, async (request, reply) => {
    const requestId = requestIdOf(request)
    const { tenantId, operatorId } = existing(mock, request.params.tenantId)
    const tenant = mock.world.tenants.get(tenantId.toLowerCase())
    if (operatorId !== null) {
      throw new Refusal(409, 'ConsentGivenByTenant', 'Only the tenant itself can take its consent back.')
    }
    if (tenant && tenant.numbers.size > 0) {
      throw new Refusal(409, 'TenantHasTelephoneNumbers', 'The tenant still has telephone numbers.')
    }
    if (tenant) tenant.consent = null
    recordEffect(mock.world, {
      kind: 'consentRemoved', tenantId: tenantId.toLowerCase(), requestId, jobId: null, telephoneNumbers: []
    })
    return reply.code(204).send()
  })

  app.put<ByTenant & { Body: Static<typeof Relationship> }>(
    '/PartnerOperatorConsents/:tenantId/CustomerRelationship',
    { ...write, schema: { body: Relationship } },
    async request => {
      const requestId = requestIdOf(request)
      const consent = existing(mock, request.params.tenantId)
      const { status, comment = null } = request.body
      if (needReason.has(status) && !comment?.trim()) {
        throw new Refusal(400, 'ReasonRequired', `The status ${status} needs a reason in comment.`)
      }
      const now = timestamp()
      consent.customerRelationship = { status, comment, lastModifiedOn: now }
      consent.lastModifiedOn = now
      recordEffect(mock.world, {
        kind: 'relationship', tenantId: consent.tenantId, requestId, jobId: null, telephoneNumbers: []
      })
      return consent
    })
}

function existing (mock: Mock, tenantId: string): Consent {
  const consent = mock.world.tenants.get(tenantId.toLowerCase())?.consent
  if (consent) return consent
  // Says 400 for what is no tenant id at all, and 404 instead of the 403 that the number routes answer.
  if (!isGuid(tenantId)) consentedTenant(mock, tenantId, [])
  throw new Refusal(404, 'ConsentNotFound', 'The tenant has not consented to the operator.')
}

function directLead (tenantId: string, companyName: string): Consent {
  const now = timestamp()
  return {
    id: randomUUID(),
    tenantId,
    tenantOrigin: null,
    productContext: 'teams',
    operatorId: null,
    status: 'Active',
    consentedOn: null,
    lastModifiedOn: now,
    consentedCountries: [],
    contacts: [],
    contactDetails: { fullName: null, email: null, phoneNumber: null, companyName, companySize: null },
    customerRelationship: null
  }
}
