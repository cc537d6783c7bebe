import { Type } from '@sinclair/typebox'
import { changing } from '../../http/caller.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { relationshipOf } from '../records/relationships.ts'
import { ConsentRelationship, mayFollow, needsReason, RelationshipChange } from '../schemas/relationship.ts'
import { changeRelationship } from '../tasks/change-relationship.ts'
import { tags, versions } from './own-operator-tenant.ts'
import { readGuid } from '../../tenancy/api/given-credential.ts'

/** Our side of a consent. */
export const relationships: Resource = (scope, means) => {
  const { records } = means
  scope.patch('/operator-connect/consents/:tenantId/relationship', {
    config: {
      roles: changing, from: 'provider', about: 'lead', versions, again: taskId => ({ taskId }),
      problems: ['out_of_scope', 'consent_not_found', 'relationship_conflict', 'task_failed', 'task_unfinished']
    },
    schema: {
      operationId: 'changeRelationship', summary: 'Change the relationship with a tenant that consented',
      description:
        'Told to Microsoft and read back. ConsentDeclined and ContractTerminated need a reason; a signed agreement ' +
        'can only be terminated, and only a signed one can.',
      tags,
      params: Type.Object({
        tenantId: Type.String({
          description: 'Microsoft tenant id of the lead.', examples: ['c1a7e2d0-3333-4a61-9b01-0000000000c3']
        })
      }),
      body: ref(RelationshipChange), response: { 200: ref(ConsentRelationship) }
    }
  }, async (request, reply) => {
    const { body: { relationshipStatus: status, reason: given, ticketId }, caller } = request
    const tenantId = readGuid('TenantId', request.params.tenantId)
    const reason = given?.trim() || undefined
    if (needsReason(status) && reason === undefined) throw invalid({ Reason: [`${status} needs a reason.`] })
    const known = await relationshipOf(records(caller), tenantId)
    if (known === undefined) throw new Problem('consent_not_found', `Tenant ${tenantId} has not consented.`)
    const conflict = (why: string): Problem => new Problem('relationship_conflict', why)
    const from = known.relationship?.status
    if (!mayFollow(from, status)) throw conflict(`${status} cannot follow ${from ?? 'nothing'}.`)
    const finished = await finishTask(means, request, reply, {
      kind: changeRelationship, msTenantId: tenantId, ticketId,
      input: { tenantId, status, ...(reason !== undefined && { reason }) }
    })
    const { status: task } = ended(finished, { relationship_conflict: conflict })
    const { relationship = null } = await relationshipOf(records(caller), tenantId) ?? {}
    return {
      taskId: finished.taskId, status: task, tenantId, relationshipStatus: relationship?.status ?? null,
      reason: relationship?.comment ?? null, changedAt: relationship?.lastModifiedOn ?? null
    }
  })
}
