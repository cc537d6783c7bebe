import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { capabilitiesOf } from '../numbers/capabilities.ts'
import { isTollFree } from '../numbers/country.ts'
import { Refusal } from '../refusal.ts'
import type { NumberRecord } from '../state/records.ts'
import { recordEffect, type HeldNumber, type Tenant, type World } from '../state/world.ts'
import { gate, numberReaders, numberWriters } from './gate.ts'
import { pageOf, type PageQuery } from './paging.ts'
import { checkAddress, checkTollFree, offeredPlan, resolveAddress } from './settings.ts'
import { consentedTenant, readable, requestIdOf, writable } from './tenant.ts'

const Change = Type.Object({
  locationId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  civicAddressId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  usage: Type.Optional(Type.String()),
  additionalUsages: Type.Optional(Type.Array(Type.String())),
  choosableCapabilities: Type.Optional(Type.Array(Type.String()))
}, { additionalProperties: false, minProperties: 1 })
type Change = Static<typeof Change>

type InTenant = { Params: { tenantId: string }, Querystring: PageQuery }
type OneNumber = { Params: { tenantId: string, number: string } }

export function numberRoutes (app: FastifyInstance, mock: Mock) {
  const read = { onRequest: gate(mock, numberReaders) }
  const write = { onRequest: gate(mock, numberWriters), schema: { body: Change } }

  app.get<InTenant>('/tenants/:tenantId/TelephoneNumbers', read, async (request) => {
    const tenant = consentedTenant(mock, request.params.tenantId, readable)
    return pageOf(mock, request, request.query, listed(tenant))
  })

  app.get<OneNumber>('/tenants/:tenantId/TelephoneNumbers/:number', read, async ({ params }) => {
    const tenant = consentedTenant(mock, params.tenantId, readable)
    const now = Date.now()
    const held = tenant.numbers.get(params.number)
    const ghost = tenant.ghosts.get(params.number)
    if (held && held.visibleAt <= now) return held.record
    if (ghost && ghost.until > now) return ghost.held.record
    throw notFound(params.number)
  })

  app.patch<OneNumber & { Body: Change }>('/tenants/:tenantId/TelephoneNumbers/:number', write, async (request) => {
    const { tenantId, number } = request.params
    const tenant = consentedTenant(mock, tenantId, writable)
    const held = tenant.numbers.get(number)
    if (!held) throw notFound(number)
    const requestId = requestIdOf(request)
    change(mock.world, tenant, held, request.body)
    recordEffect(mock.world, {
      kind: 'numberUpdate', tenantId: tenant.id, requestId, jobId: null, telephoneNumbers: [number]
    })
    return held.record
  })
}

const notFound = (number: string) =>
  new Refusal(404, 'TelephoneNumberNotFound', `The tenant has no telephone number ${number}.`)

/** What a list shows at this moment, which lags behind the truth by the configured consistency time. */
function * listed (tenant: Tenant): Generator<NumberRecord> {
  const now = Date.now()
  for (const held of tenant.numbers.values()) if (held.visibleAt <= now) yield held.record
  for (const [number, { held, until }] of tenant.ghosts) {
    if (until <= now) tenant.ghosts.delete(number)
    else if (!tenant.numbers.has(number)) yield held.record
  }
}

function change (world: World, tenant: Tenant, held: HeldNumber, wanted: Change) {
  const { record } = held
  const next = {
    usage: wanted.usage ?? held.usage,
    additionalUsages: wanted.additionalUsages ?? held.additionalUsages,
    choosableCapabilities: wanted.choosableCapabilities ?? held.choosableCapabilities
  }
  if (next.usage !== held.usage && record.assignmentStatus !== 'Unassigned') {
    throw new Refusal(409, 'TelephoneNumberAssigned', 'The usage of an assigned telephone number cannot be changed.')
  }
  if ([wanted.usage, wanted.additionalUsages, wanted.choosableCapabilities].some((field) => field !== undefined)) {
    offeredPlan(world, next.usage, next.additionalUsages, next.choosableCapabilities)
    const usages = [next.usage, ...next.additionalUsages]
    const plans = world.plans.filter((plan) => usages.includes(plan.usage))
    checkTollFree([record.telephoneNumber], plans, record.displayedCountryCode)
  }
  const isMoved = wanted.locationId !== undefined || wanted.civicAddressId !== undefined
  const address = isMoved
    ? resolveAddress(tenant, { locationId: wanted.locationId ?? null, civicAddressId: wanted.civicAddressId ?? null })
    : record
  checkAddress([next.usage, ...next.additionalUsages], address, record.allowTenantAddressUpdate)
  Object.assign(held, next)
  Object.assign(record, capabilitiesOf(isTollFree(record.telephoneNumber), next, world.plans))
  record.locationId = address.locationId
  record.civicAddressId = address.civicAddressId
}
