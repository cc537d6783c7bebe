import { recordsOfProvider } from '../../../database/reach.ts'
import { reject } from '../../../engine/define.ts'
import type { DirectoryUser } from '../../../upstreams/microsoft/graph.ts'
import { holdLicence } from '../../records/licence-holds.ts'
import { userCopyOf } from '../../records/tenant-users.ts'
import type { ProvisionContext } from './progress.ts'

/**
 * A user with a number takes up one of the customer's licences; a resource account does not. A rejection when none is
 * left.
 */
export async function takeLicence (
  { db, graph, task, input, assertLease }: ProvisionContext, user: DirectoryUser
): Promise<ReturnType<typeof reject> | undefined> {
  if (user.isResourceAccount) return undefined
  const key = { providerId: task.providerId, msTenantId: input.msTenantId }
  // Without a copy of the users only Microsoft knows who has numbers.
  const seen = (await userCopyOf(recordsOfProvider(db, task.providerId), input.msTenantId)).age === null
    ? await graph.assignedNumbers(task.providerId, input.msTenantId)
    : []
  assertLease()
  const taken = await holdLicence(db, key, task.id, user.id, seen.flatMap(({ targetId }) => targetId ?? []))
  if (taken.held) return undefined
  return reject(
    'licences_exhausted',
    `All ${taken.licences} licences of the customer are in use; raise its licensed users, or unassign a number of ` +
    'another user first.'
  )
}
