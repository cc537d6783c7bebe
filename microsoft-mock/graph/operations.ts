import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { scheduled, statusNow } from '../jobs/progress.ts'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import type { Operation } from '../state/jobs.ts'
import { recordEffect, type Tenant } from '../state/world.ts'
import { numberReaders, numberWriters, type GraphGate } from './gate.ts'
import { heldNumber, numberId } from './number-assignments.ts'
import { contextOf, rootOf } from './query.ts'

const base = '/admin/teams/telephoneNumberManagement'

const NumberType = Type.Union(['operatorConnect', 'callingPlan', 'directRouting'].map((name) => Type.Literal(name)))
const Category = Type.Union(['primary', 'private', 'alternate'].map((name) => Type.Literal(name)))

const Assignment = Type.Object({
  telephoneNumber: Type.String(),
  assignmentTargetId: Type.String({ pattern: '^[0-9a-fA-F-]{36}$' }),
  numberType: NumberType,
  assignmentCategory: Type.Optional(Category),
  locationId: Type.Optional(Type.Union([Type.String(), Type.Null()]))
}, { additionalProperties: false })

const Unassignment = Type.Object({ telephoneNumber: Type.String(), numberType: NumberType }, {
  additionalProperties: false
})

const words: Record<string, string> = { Pending: 'notStarted', InProgress: 'running' }

export function operationRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  const onRequest = gate.admit(numberWriters)

  app.post<{ Body: Static<typeof Assignment> }>(
    `${base}/numberAssignments/assignNumber`, { onRequest, schema: { body: Assignment } }, async (request, reply) => {
      const { telephoneNumber, numberType, assignmentTargetId, assignmentCategory, locationId } = request.body
      return accept(mock, gate.tenantOf(request), request, reply, {
        kind: 'assign',
        telephoneNumber,
        numberType,
        targetId: assignmentTargetId.toLowerCase(),
        category: assignmentCategory ?? null,
        locationId: locationId ?? null
      })
    })

  app.post<{ Body: Static<typeof Unassignment> }>(
    `${base}/numberAssignments/unassignNumber`, { onRequest, schema: { body: Unassignment } }, async (request, reply) =>
      accept(mock, gate.tenantOf(request), request, reply, {
        kind: 'unassign', ...request.body, targetId: null, category: null, locationId: null
      }))

  // Location says `operations('id')`, the reference `operations/id`; both lead here
  // (docs/wire/microsoft.md#graph-numbers).
  app.get(`${base}/operations*`, { onRequest: gate.admit(numberReaders) }, async (request) => {
    const id = /\/operations(?:\/|\('|\(%27)([\w-]+)(?:'\)|%27\))?$/.exec(request.url.split('?')[0] ?? '')?.[1] ?? ''
    const operation = mock.world.behaviour.vanishedJobs ? undefined : gate.tenantOf(request).operations.get(id)
    if (!operation) throw new Refusal(404, 'NotFound', `Operation '${id}' is not found.`)
    return {
      '@odata.context': contextOf(mock, request, 'admin/teams/telephoneNumberManagement/operations/$entity'),
      ...print(mock, request, operation)
    }
  })
}

type Wanted = Pick<Operation, 'kind' | 'telephoneNumber' | 'targetId' | 'category' | 'locationId'> & {
  numberType: string
}

function accept (
  mock: Mock, tenant: Tenant, request: FastifyRequest, reply: FastifyReply, { numberType, ...wanted }: Wanted
) {
  const { record } = heldNumber(tenant, wanted.telephoneNumber)
  if (numberType !== 'operatorConnect') {
    throw new Refusal(400, 'BadRequest', `Telephone Number '${wanted.telephoneNumber}' is not of type '${numberType}'.`)
  }
  const telephoneNumber = record.telephoneNumber
  const title = wanted.kind === 'assign' ? 'Assignment' : 'Unassignment'
  const operation: Operation = {
    ...wanted,
    ...scheduled(mock.world, tenant.id, null),
    id: Buffer.from(`${title}|${randomUUID()}`).toString('base64url'),
    telephoneNumber,
    statusDetail: null
  }
  tenant.operations.set(operation.id, operation)
  mock.world.unfinished.add(operation)
  recordEffect(mock.world, {
    kind: `${wanted.kind}Accepted`, tenantId: tenant.id, requestId: null, jobId: operation.id,
    telephoneNumbers: [telephoneNumber]
  })
  return reply.code(202).header('location', `${rootOf(mock, request)}${base}/operations('${operation.id}')`)
    .send()
}

function print (mock: Mock, request: FastifyRequest, operation: Operation) {
  const now = statusNow(operation)
  const status = words[now] ?? now
  const resourceLocation =
    `${rootOf(mock, request)}${base}/numberAssignments('${numberId(mock, operation.telephoneNumber)}')`
  return {
    id: operation.id,
    createdDateTime: operation.createdAt,
    status,
    numbers: [{ resourceLocation, status, statusDetail: operation.statusDetail }]
  }
}
