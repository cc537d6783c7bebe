import { Value } from '@sinclair/typebox/value'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Order } from '../../engine/enqueue.ts'
import type { Caller } from '../../http/caller.ts'
import { finishTask } from '../../http/finish-task.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import { invalid, Problem, type ProblemCode } from '../../problems.ts'
import { uuid } from '../../schemas/uuid.ts'
import { operatorTenantOf } from '../records/operator-tenants.ts'
import { Counts } from '../schemas/counts.ts'
import { OperatorGate, type OperatorTenant, type OperatorTenantAnswer } from '../schemas/operator-tenant.ts'

export const tags = ['Operator Connect tenants']
export const versions = ['v3'] as const
export const params = Type.Object({
  operatorTenantId: Type.String({
    description: 'Directory id of the operator.', examples: ['0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40']
  })
})

/** Answers of tasks that refuse the request that made them. */
export const refusals = [
  'operator_tenant_taken', 'operator_tenant_in_use', 'operator_tenant_not_found', 'credential_refused',
  'credential_missing'
] as const satisfies readonly ProblemCode[]

/** A repeated request is answered with its task. */
export const again = (taskId: string): { taskId: string } => ({ taskId })
export const ticketQuery = Type.Object({
  ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'Your service request.' }))
})

/** The tenant of a path. */
export async function ownOperatorTenant (
  { records }: Pick<ApiDependencies, 'records'>,
  { caller, params: { operatorTenantId: id } }: { caller: Caller, params: { operatorTenantId: string } }
): Promise<OperatorTenant> {
  const tenant = uuid.test(id) ? await operatorTenantOf(records(caller), id) : undefined
  if (tenant === undefined) {
    throw new Problem('operator_tenant_not_found', `No Operator Connect tenant ${id.slice(0, 40)} is set up.`)
  }
  return tenant
}

/** Only what happened from a moment on. */
export const since = (what: string) => Type.Optional(Type.String({
  maxLength: 40, description: `Only what was ${what} since then (ISO 8601).`, examples: ['2026-11-01T00:00:00Z']
}))

const Output = Type.Object({
  OperatorTenantId: Type.Optional(Type.String()),
  Gates: Type.Optional(Type.Array(OperatorGate)),
  Counts: Type.Optional(Type.Record(Type.String(), Counts))
})

type Asked<Input> = Pick<Order<Input>, 'kind' | 'input' | 'ticketId'>

/** Waits for a task of a tenant, and answers what it came to. */
export async function finish<Input extends { operatorTenantId: string }> (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, order: Asked<Input>
): Promise<OperatorTenantAnswer> {
  const { caller } = request
  const { taskId, end } = await finishTask<Input>(means, request, reply, order)
  if (end?.code === 'operator_tenant_exists') throw invalid({ Name: [end.reason ?? ''] })
  const refusal = refusals.find(code => code === end?.code)
  if (refusal !== undefined) throw new Problem(refusal, end?.reason ?? '')
  const output = Value.Check(Output, end?.output) ? end.output : {}
  const { OperatorTenantId: id = order.input.operatorTenantId, Gates: gates, Counts: counts } = output
  const tenant = await operatorTenantOf(means.records(caller), id)
  return {
    taskId, status: end?.status ?? 'InProgress', ...(tenant !== undefined && { tenant }),
    ...(gates !== undefined && { gates }), ...(counts !== undefined && { counts })
  }
}
