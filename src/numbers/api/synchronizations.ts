import { Type } from '@sinclair/typebox'
import { violates } from '../../database/connect.ts'
import { fullSyncHolder, syncHolder } from '../records/running-syncs.ts'
import { knownTenant } from '../../tenancy/records/tenants.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { synchronizeNumbers } from '../tasks/synchronize-numbers.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing, forProvider, type Caller } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { msTenantIdQuery, readTenantId } from '../../tenancy/api/tenant-query.ts'

export const synchronizations: Resource = (scope, { records, queue }) => {
  /** The Problem when the tenant, or all tenants, are being synchronized already. */
  async function running (caller: Caller, msTenantId: string | undefined): Promise<Problem | undefined> {
    const taskId = msTenantId === undefined
      ? await fullSyncHolder(records(caller))
      : await syncHolder(records(caller), msTenantId)
    if (taskId === undefined) return undefined
    return new Problem(
      'synchronization_running',
      `Task ${taskId} is synchronizing the numbers; follow it, and ask again when it is over if need be.`,
      { headers: { 'retry-after': '5' } }
    )
  }

  scope.post('/oc/numbers/action/synchronize', {
    config: {
      roles: changing, makes: synchronizeNumbers, versions: ['v3'],
      problems: ['out_of_scope', 'synchronization_running']
    },
    schema: {
      operationId: 'synchronizeNumbers',
      summary: 'Synchronize numbers with Microsoft',
      description:
        'Reads the numbers that Microsoft holds, of one tenant or of all. New ones are kept with the source ' +
        '`ocsync`, and no SBC is touched for them; what changed there is renewed; numbers that are missing there ' +
        'are marked for removal, unless a task is at work on them or they were uploaded just now; what reappears is ' +
        'active again. The task tells how many of each. When so many are missing that the list itself is more likely ' +
        'to be wrong, none of the tenant is marked until somebody else has approved it (`approveTask`); `listBrakes` ' +
        'says how many that is.',
      tags: ['Numbers'],
      querystring: Type.Object({
        msTenantId: Type.Optional(msTenantIdQuery),
        removalPercentMax: Type.Optional(
          Type.Integer({
            minimum: 0, maximum: 100,
            description:
              "How many of a tenant's numbers may be marked for removal without an approval, in percent, where that " +
              'is less than the brake says. It counts from 100 numbers on.'
          })
        )
      }),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller } = request
    const text = request.query.msTenantId?.trim() || undefined
    if (text === undefined) forProvider(caller)
    const msTenantId = text === undefined ? undefined : readTenantId(text)
    const tenant = msTenantId === undefined ? undefined : await knownTenant(records(caller), msTenantId)
    if (msTenantId !== undefined && tenant === undefined) {
      throw invalid({ MsTenantId: ['The tenant is not one of your leads or customers.'] })
    }
    try {
      return await acceptTask(queue, request, reply, {
        kind: synchronizeNumbers, msTenantId,
        input: {
          ...(request.query.removalPercentMax !== undefined && {
            removalPercentMax: request.query.removalPercentMax
          }),
          ...(msTenantId !== undefined && { msTenantId })
        },
        customerId: tenant?.customerId ?? undefined, channelId: tenant?.channelId ?? undefined
      })
    } catch (error) {
      if (!violates(error, 'one_number_sync')) throw error
      throw await running(caller, msTenantId) ??
        new Problem('synchronization_running', 'A synchronization has just begun.', { headers: { 'retry-after': '5' } })
    }
  })
}
