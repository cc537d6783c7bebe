import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { signChanges } from '../../customers/records/consents.ts'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { ofTenant } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { recordRelationship, relationshipOf } from '../records/relationships.ts'
import { mayFollow, relationshipStatuses } from '../schemas/relationship.ts'
import { Words } from '../../schemas/value.ts'

/** Goal: Microsoft has our side of the consent as asked, and we have read it back. */
export const changeRelationship = defineTaskKind({
  name: 'change-relationship',
  idPrefix: 'rel_chg',
  requiredScope: 'provider',
  partitionKey: ofTenant('relationship'),
  title: 'Change the relationship with a tenant that consented',
  input: Type.Object({
    tenantId: Type.String(),
    status: Words(relationshipStatuses),
    reason: Type.Optional(Type.String())
  }),
  progress: Type.Object({
    operationId: Type.String(),
    relationship: Type.Object({
      status: Type.String(), comment: Type.Union([Type.String(), Type.Null()]), lastModifiedOn: Type.String()
    })
  }),
  steps: [
    {
      name: 'tell',
      message: 'Telling Microsoft our side of the consent',
      async run ({ db, task, input, progress, microsoft, record, say }) {
        const { tenantId, status, reason } = input
        const known = await relationshipOf(recordsOfProvider(db, task.providerId), tenantId)
        if (known === undefined) return reject('consent_not_found', `Tenant ${tenantId} has not consented.`)
        const from = known.relationship?.status
        if (progress.operationId === undefined && !mayFollow(from, status)) {
          return reject('relationship_conflict', `${status} cannot follow ${from ?? 'nothing'}.`)
        }
        const operationId = progress.operationId ?? randomUUID()
        if (progress.operationId === undefined) await record({ operationId })
        const answer = await microsoft.setRelationship(task.providerId, tenantId, operationId, {
          status, comment: reason, ticketId: task.ticketId
        })
        if (answer.status === 'refused') return reject('refused_by_microsoft', `${answer.reason} (${answer.code})`)
        say('Information', `Microsoft has ${status} for tenant ${tenantId}.`)
        return next({ operationId })
      }
    },
    {
      name: 'read-back',
      message: 'Reading it back from Microsoft',
      async run ({ task, input, microsoft, say }) {
        const { tenantId, status } = input
        const relationship = (await microsoft.findConsent(task.providerId, tenantId))?.relationship
        if (relationship?.status !== status) {
          return reject(
            'relationship_differs', `Microsoft shows ${relationship?.status ?? 'nothing'} where it took ${status}.`
          )
        }
        say('Information', 'Microsoft shows it.')
        return next({ relationship }, async trx => {
          await signChanges(trx, { taskId: task.id, caller: task.caller })
          await recordRelationship(trx, task.providerId, tenantId, relationship)
        })
      }
    }
  ],
  conclude: ({ input, progress, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'RelationshipChanged' : null],
    output: { MsTenantId: input.tenantId, ...(progress.relationship !== undefined && progress.relationship) }
  })
})
