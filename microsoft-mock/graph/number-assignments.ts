import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { resolveAddress } from '../operator/settings.ts'
import { Refusal } from '../refusal.ts'
import { mostItems } from '../state/behaviour.ts'
import { recordEffect, type HeldNumber, type Tenant } from '../state/world.ts'
import { parseFilter } from './filter.ts'
import { numberReaders, numberWriters, type GraphGate } from './gate.ts'
import { assertProperty, assignmentType, selectedOf } from './properties.ts'
import { allowOnly, contextOf, pick, sameWith, wholeNumber, type GraphQuery } from './query.ts'

const path = '/admin/teams/telephoneNumberManagement/numberAssignments'

const capabilities: Record<string, string> = {
  UserAssignment: 'userAssignment',
  FirstPartyAppAssignment: 'voiceApplicationAssignment',
  ConferenceAssignment: 'conferenceAssignment'
}

const statuses: Record<string, string> = {
  UserAssigned: 'userAssigned',
  ConferenceAssigned: 'conferenceAssigned',
  FirstPartyAppAssigned: 'voiceApplicationAssigned',
  VoiceApp: 'voiceApplicationAssigned',
  ThirdPartyAppAssigned: 'thirdPartyAppAssigned'
}

const Update = Type.Object({
  telephoneNumber: Type.String(),
  locationId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  networkSiteId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  reverseNumberLookupOptions: Type.Optional(Type.Array(Type.String()))
}, { additionalProperties: false })

export function numberAssignmentRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  const read = { onRequest: gate.admit(numberReaders) }

  app.get<{ Querystring: GraphQuery }>(path, read, async (request) => {
    const { query } = request
    allowOnly(query, ['$filter', '$top', '$skip', '$select', '$count'])
    const { behaviour } = mock.world
    const names = selectedOf(assignmentType, query['$select'])
    const top = mostItems(behaviour, wholeNumber(query, '$top', 500, 1, 1000))
    const skip = wholeNumber(query, '$skip', 0, 0, Number.MAX_SAFE_INTEGER)
    const isWanted = filterOf(query)
    const found = visible(gate.tenantOf(request)).map((held) => print(mock, held)).filter(isWanted)
    return {
      '@odata.context': contextOf(mock, request, path.slice(1)),
      ...(query['$count'] === 'true' ? { '@odata.count': found.length } : {}),
      ...(found.length > skip + top && behaviour.nextLinks
        ? { '@odata.nextLink': sameWith(mock, request, { $skip: String(skip + top) }) }
        : {}),
      value: found.slice(skip, skip + top).map((item) => names === undefined ? item : pick(item, names))
    }
  })

  app.get<{ Params: { id: string } }>(`${path}/:id`, read, async (request) => {
    const number = Buffer.from(request.params.id, 'base64url').toString('utf8').split('|')[1] ?? ''
    const held = visible(gate.tenantOf(request)).find((candidate) => candidate.record.telephoneNumber === number)
    if (!held) throw new Refusal(404, 'NotFound', `Number assignment '${request.params.id}' is not found.`)
    return {
      '@odata.context': contextOf(mock, request, `${path.slice(1)}/$entity`),
      ...print(mock, held)
    }
  })

  const write = { onRequest: gate.admit(numberWriters), schema: { body: Update } }
  app.post<{ Body: Static<typeof Update> }>(`${path}/updateNumber`, write, async (request, reply) => {
    const tenant = gate.tenantOf(request)
    const held = heldNumber(tenant, request.body.telephoneNumber)
    const { locationId } = request.body
    // An empty text clears the location; null, like nothing at all, keeps it.
    if (typeof locationId === 'string') moveTo(tenant, held, locationId === '' ? null : locationId)
    recordEffect(mock.world, {
      kind: 'updateNumber', tenantId: tenant.id, requestId: null, jobId: null,
      telephoneNumbers: [held.record.telephoneNumber]
    })
    return reply.code(200).send()
  })
}

function filterOf (query: GraphQuery) {
  const { matches, fields } = parseFilter(query['$filter'], ['id', 'city'])
  for (const field of fields) assertProperty(assignmentType, field, 'Invalid filter clause')
  return matches
}

function moveTo (tenant: Tenant, held: HeldNumber, locationId: string | null) {
  if (!held.record.allowTenantAddressUpdate) {
    throw new Refusal(400, 'BadRequest', 'Contact your operator to change the emergency address for this number.')
  }
  Object.assign(held.record, resolveAddress(tenant, { civicAddressId: null, locationId }))
}

/** The tenant's number, given with or without `+`; 404 when it has none such. */
export function heldNumber (tenant: Tenant, telephoneNumber: string): HeldNumber {
  const number = telephoneNumber.startsWith('+') ? telephoneNumber : `+${telephoneNumber}`
  const held = tenant.numbers.get(number)
  if (held) return held
  throw new Refusal(404, 'NotFound', `Telephone Number '${telephoneNumber}' is not found from tenant '${tenant.id}'`)
}

const visible = (tenant: Tenant) => {
  const now = Date.now()
  return [...tenant.numbers.values()].filter((held) => held.visibleAt <= now)
}

export const numberId = (mock: Mock, telephoneNumber: string) =>
  Buffer.from(`${mock.world.operatorId}|${telephoneNumber}`).toString('base64url')

function print (mock: Mock, { record, assignmentTargetId, assignmentCategory }: HeldNumber) {
  return {
    id: numberId(mock, record.telephoneNumber),
    telephoneNumber: record.telephoneNumber,
    operatorId: mock.world.operatorId,
    numberType: 'operatorConnect',
    activationState: 'activated',
    capabilities: record.acquiredCapabilities.flatMap((capability) => capabilities[capability] ?? []),
    locationId: record.locationId,
    civicAddressId: record.civicAddressId,
    networkSiteId: null,
    assignmentTargetId,
    assignmentCategory,
    portInStatus: null,
    assignmentStatus: statuses[record.assignmentStatus] ?? 'unassigned',
    isoCountryCode: record.isoCountryCode,
    city: null,
    numberSource: 'online',
    supportedCustomerActions: record.allowTenantAddressUpdate ? ['locationUpdate', 'release'] : ['release'],
    reverseNumberLookupOptions: []
  }
}
