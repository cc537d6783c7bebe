import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { scheduled } from '../jobs/progress.ts'
import type { Mock } from '../mock.ts'
import type { ReleaseJob } from '../state/jobs.ts'
import { recordEffect, type Tenant } from '../state/world.ts'
import { gate, numberReaders, numberWriters } from './gate.ts'
import { findJob, listJobs, printRelease, repeated } from './jobs.ts'
import type { PageQuery } from './paging.ts'
import { checkNumbers } from './settings.ts'
import { consentedTenant, readable, requestIdOf } from './tenant.ts'

const Release = Type.Object({
  telephoneNumbers: Type.Array(Type.String(), { minItems: 1, maxItems: 1000 })
}, { additionalProperties: false })

type InTenant = { Params: { tenantId: string }, Querystring: PageQuery }
type OneJob = { Params: { tenantId: string, id: string } }

export function releaseRoutes (app: FastifyInstance, mock: Mock) {
  const read = { onRequest: gate(mock, numberReaders) }
  const write = { onRequest: gate(mock, numberWriters), schema: { body: Release } }
  const path = '/tenants/:tenantId/ReleaseTelephoneNumbers'

  app.post<InTenant & { Body: Static<typeof Release> }>(path, write, async (request, reply) => {
    const tenant = consentedTenant(mock, request.params.tenantId, readable)
    const requestId = requestIdOf(request)
    const known = repeated(mock, tenant.releases, requestId)
    if (known) return reply.code(202).header('repeatability-result', 'accepted').send(printRelease(mock, known))
    checkNumbers(request.body.telephoneNumbers)
    return reply.code(202).send(printRelease(mock, accept(mock, tenant, requestId, request.body.telephoneNumbers)))
  })

  app.get<InTenant>(path, read, async (request) => {
    const tenant = consentedTenant(mock, request.params.tenantId, readable)
    return listJobs(mock, request, request.query, tenant.releases, printRelease)
  })

  app.get<OneJob>(`${path}/:id`, read, async ({ params }) => {
    const tenant = consentedTenant(mock, params.tenantId, readable)
    return printRelease(mock, findJob(mock, tenant.releases, params.id))
  })
}

function accept (mock: Mock, tenant: Tenant, requestId: string | null, numbers: string[]): ReleaseJob {
  const job: ReleaseJob = {
    ...scheduled(mock.world, tenant.id, requestId),
    releaseId: randomUUID(),
    expires: mock.world.behaviour.expireReleases,
    phoneNumberReleaseStatusDetails: Object.fromEntries(numbers.map((number) => [number, { status: 'Pending' }]))
  }
  tenant.releases.set(job.releaseId, job)
  mock.world.unfinished.add(job)
  recordEffect(mock.world, {
    kind: 'releaseAccepted', tenantId: tenant.id, requestId, jobId: job.releaseId, telephoneNumbers: numbers
  })
  return job
}
