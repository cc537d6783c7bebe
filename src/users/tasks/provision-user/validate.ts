import { checkConnection } from '../../../tenancy/tasks/check-connection.ts'
import { next, reject, type Outcome } from '../../../engine/define.ts'
import type { E164 } from '../../../schemas/phone-number.ts'
import { isAssigned } from '../../../schemas/vocabulary/assignment.ts'
import type { DirectoryUser } from '../../../upstreams/microsoft/graph.ts'
import { userIdBySipAddress } from '../../records/tenant-users.ts'
import type { ProvisionContext, ProvisionProgress } from './progress.ts'
import { takeLicence } from './take-licence.ts'

type Rejection = ReturnType<typeof reject>

/** Finds the user, and takes one of the customer's licences when the user is to get its first number. */
export async function validate (context: ProvisionContext): Promise<Outcome<ProvisionProgress>> {
  const { input: { msTenantId, sipAddress, number }, graph, task } = context
  const broken = await checkConnection(context, msTenantId)
  if (broken !== undefined) return broken
  const user = await findUser(context)
  if (user === undefined) return reject('user_not_found', `The tenant has no user ${sipAddress}.`)
  const theirs = (await graph.assignmentsOf(task.providerId, msTenantId, user.id)).map(({ number }) => number)
  const found = {
    userId: user.id, userPrincipalName: user.userPrincipalName, isResourceAccount: user.isResourceAccount,
    wasTheirs: false, hasNumber: theirs.length > 0
  }
  if (number === undefined) return next(found)
  if (theirs.includes(number)) return next({ ...found, wasTheirs: true })
  if (theirs.length > 0) return reject('user_has_number', `The user has ${theirs.join(', ')}; unassign it first.`)
  return await refusal(context, user, number) ?? await takeLicence(context, user) ??
    next({ ...found, hasNumber: true })
}

/** Why the user cannot get the number; undefined when nothing speaks against it. */
async function refusal (
  { graph, task, input }: ProvisionContext, user: DirectoryUser, number: E164
): Promise<Rejection | undefined> {
  if (!user.hasTeamsPhone && !user.isResourceAccount) {
    return reject(
      'user_not_licensed', 'The user has no Teams Phone licence, without which no number can be assigned.'
    )
  }
  const shown = (await graph.findAssignments(task.providerId, input.msTenantId, [number])).get(number)
  if (shown === undefined) return reject('number_not_found', `Microsoft does not show ${number} in the tenant.`)
  if (isAssigned(shown.status)) return reject('number_assigned', `${number} is assigned to somebody else.`)
  return undefined
}

/** By the address that our copy knows, or else by the name of the principal, which it usually is. */
async function findUser ({ db, task, input, graph }: ProvisionContext): Promise<DirectoryUser | undefined> {
  const { providerId } = task
  const { msTenantId, sipAddress } = input
  const known = await userIdBySipAddress(db, { providerId, msTenantId }, sipAddress)
  const user = known === undefined ? undefined : await graph.findUser(providerId, msTenantId, known)
  // Our copy may be older than a change of addresses; somebody else must not get the number.
  const has = (one: DirectoryUser | undefined): boolean =>
    one?.sipAddress?.toLowerCase() === `sip:${sipAddress}`.toLowerCase()
  if (has(user)) return user
  const namesake = await graph.findUser(providerId, msTenantId, sipAddress)
  return namesake?.sipAddress === undefined || has(namesake) ? namesake : undefined
}
