import { Type } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { readTenantId } from '../../tenancy/api/tenant-query.ts'
import { driftPolicies } from '../records/policies.ts'
import { DriftPolicies, DriftPolicy } from '../schemas/repair.ts'
import { keepDriftPolicy } from '../tasks/keep-drift-policy.ts'
import { ofProvider, tags } from './drift.ts'

/** What may be done about differences, by class and tenant. */
export const policies: Resource = (scope, { records, queue }) => {
  scope.get('/drift/policies', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listDriftPolicies', summary: 'List what is done about differences',
      description: 'By class and tenant. Where nothing is said, plans need an approval.', tags,
      response: { 200: Type.Array(ref(DriftPolicy), { description: 'All of them.' }) }
    }
  }, ({ caller }) => driftPolicies(records(caller)))

  scope.put('/drift/policies', {
    config: {
      ...ofProvider, about: 'nobody', roles: administering, makes: keepDriftPolicy, problems: ['out_of_scope']
    },
    schema: {
      operationId: 'setDriftPolicies', summary: 'Set what is done about differences',
      description: 'These policies and no others.', tags, body: ref(DriftPolicies),
      response: { 200: ref(TaskReference) }
    }
  }, (request, reply) => acceptTask(queue, request, reply, {
    kind: keepDriftPolicy, input: { policies: read(request.body.policies) }, ticketId: request.body.ticketId
  }))
}

function read (
  given: ReadonlyArray<DriftPolicy>
): Array<Required<DriftPolicy> & { msTenantId: string | null, hourlyMax: number | null }> {
  const errors: FieldErrors = {}
  const seen = new Set<string>()
  const policies = given.map(({ class: name, msTenantId, mode, hourlyMax }, index) => {
    const tenant = msTenantId == null ? null : readTenantId(msTenantId)
    if (seen.has(`${name} ${tenant}`)) errors[`policies[${index}]`] = [`There are two policies for ${name}.`]
    seen.add(`${name} ${tenant}`)
    return { class: name, msTenantId: tenant, mode, hourlyMax: hourlyMax ?? null }
  })
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return policies
}
