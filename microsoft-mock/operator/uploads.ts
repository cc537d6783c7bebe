import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { scheduled } from '../jobs/progress.ts'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import type { UploadJob, UploadSettings } from '../state/jobs.ts'
import { recordEffect, type Tenant } from '../state/world.ts'
import { gate, numberReaders, numberWriters } from './gate.ts'
import { findJob, listJobs, printUpload, repeated } from './jobs.ts'
import type { PageQuery } from './paging.ts'
import { checkAddress, checkNumbers, checkTollFree, offeredPlan, resolveAddress } from './settings.ts'
import { consentedTenant, readable, requestIdOf, writable } from './tenant.ts'

const Upload = Type.Object({
  telephoneNumbers: Type.Array(Type.String(), { minItems: 1, maxItems: 1000 }),
  callingProfileId: Type.String(),
  usage: Type.String(),
  additionalUsages: Type.Optional(Type.Array(Type.String())),
  choosableCapabilities: Type.Array(Type.String()),
  civicAddressId: Type.Optional(Type.String()),
  locationId: Type.Optional(Type.String()),
  allowTenantAddressUpdate: Type.Optional(Type.Boolean()),
  displayedCountryCode: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  ticketId: Type.Optional(Type.String({ maxLength: 64 }))
}, { additionalProperties: false })
type Upload = Static<typeof Upload>

type InTenant = { Params: { tenantId: string }, Querystring: PageQuery }
type OneJob = { Params: { tenantId: string, id: string } }

export function uploadRoutes (app: FastifyInstance, mock: Mock) {
  const read = { onRequest: gate(mock, numberReaders) }
  const write = { onRequest: gate(mock, numberWriters), schema: { body: Upload } }
  const path = '/tenants/:tenantId/UploadTelephoneNumbers'

  app.post<InTenant & { Body: Upload }>(path, write, async (request, reply) => {
    const tenant = consentedTenant(mock, request.params.tenantId, writable)
    const requestId = requestIdOf(request)
    const known = repeated(mock, tenant.uploads, requestId)
    if (known) return reply.code(202).header('repeatability-result', 'accepted').send(printUpload(mock, known))
    const settings = checkedSettings(mock, tenant, request.body)
    const job = accept(mock, tenant, requestId, request.body.telephoneNumbers, settings)
    return reply.code(202).send(printUpload(mock, job))
  })

  app.get<InTenant>(path, read, async (request) => {
    const tenant = consentedTenant(mock, request.params.tenantId, readable)
    return listJobs(mock, request, request.query, tenant.uploads, printUpload)
  })

  app.get<OneJob>(`${path}/:id`, read, async ({ params }) => {
    const tenant = consentedTenant(mock, params.tenantId, readable)
    return printUpload(mock, findJob(mock, tenant.uploads, params.id))
  })
}

function checkedSettings (mock: Mock, tenant: Tenant, body: Upload): UploadSettings {
  const { world } = mock
  const { usage, choosableCapabilities, additionalUsages = [], allowTenantAddressUpdate = false } = body
  const displayedCountryCode = body.displayedCountryCode ?? null
  checkNumbers(body.telephoneNumbers)
  const profileId = body.callingProfileId.toLowerCase()
  const profile = world.callingProfiles.find(candidate => candidate.callingProfileId.toLowerCase() === profileId)
  if (!profile) {
    throw new Refusal(400, 'CallingProfileNotFound', `Calling profile ${body.callingProfileId} does not exist.`)
  }
  offeredPlan(world, usage, additionalUsages, choosableCapabilities)
  const usages = [usage, ...additionalUsages]
  checkTollFree(body.telephoneNumbers, world.plans.filter((plan) => usages.includes(plan.usage)), displayedCountryCode)
  const address = resolveAddress(tenant, {
    civicAddressId: body.civicAddressId ?? null, locationId: body.locationId ?? null
  })
  checkAddress(usages, address, allowTenantAddressUpdate)
  return {
    callingProfileId: profile.callingProfileId,
    usage,
    additionalUsages,
    choosableCapabilities,
    ...address,
    allowTenantAddressUpdate,
    displayedCountryCode,
    ticketId: body.ticketId ?? null
  }
}

function accept (
  mock: Mock, tenant: Tenant, requestId: string | null, numbers: string[], settings: UploadSettings
): UploadJob {
  const job: UploadJob = {
    ...scheduled(mock.world, tenant.id, requestId),
    id: randomUUID(),
    settings,
    telephoneNumbers: numbers.map((telephoneNumber) => ({ telephoneNumber, status: 'Pending' }))
  }
  tenant.uploads.set(job.id, job)
  mock.world.unfinished.add(job)
  recordEffect(mock.world, {
    kind: 'uploadAccepted', tenantId: tenant.id, requestId, jobId: job.id, telephoneNumbers: numbers
  })
  return job
}
