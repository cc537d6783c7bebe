import type { Subscription } from '../../../upstreams/microsoft/graph.ts'
import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import { correlationIdOf } from '../gateway-task.ts'
import { nextLook } from './domain.ts'
import { domainOf, type Context, type GatewayProgress } from './input.ts'
import { takeBack } from './take-back.ts'

/** Whether nothing is left to be activated. */
async function isActive (context: Context): Promise<boolean> {
  const { graph, task: { providerId }, input: { msTenantId, trunkModel } } = context
  return trunkModel !== 'DerivedTrunk' ||
    (await graph.findDomain(providerId, msTenantId, domainOf(context)))?.isActive === true
}

/** A subscription that makes a user one of Teams and has a licence left; best one with Teams Phone. */
function activatingSubscription (subscriptions: readonly Subscription[]): Subscription | undefined {
  const usable = subscriptions.filter(({ hasTeams, free }) => hasTeams && free > 0)
  return usable.find(({ hasTeamsPhone }) => hasTeamsPhone) ?? usable[0]
}

export async function addUser (context: Context): Promise<Outcome<GatewayProgress>> {
  const { graph, task: { providerId }, input: { msTenantId } } = context
  if (await isActive(context)) return next()
  const userPrincipalName = `activation-${correlationIdOf(context.task.id).slice(-12)}@${domainOf(context)}`
  const subscription = activatingSubscription(await graph.subscriptions(providerId, msTenantId))
  const usageLocation = await graph.countryOf(providerId, msTenantId)
  const known = await graph.findUser(providerId, msTenantId, userPrincipalName)
  if (known?.hasTeams === true) return next({ userPrincipalName, userId: known.id })
  if (subscription === undefined) {
    return reject(
      'no_free_licence',
      'The tenant has no subscription with Teams and a free licence, which it takes to activate the domain.'
    )
  }
  if (usageLocation === undefined) {
    return reject('no_usage_location', 'The tenant has no country, without which no user can have a licence.')
  }
  await context.record({ userPrincipalName })
  const added = known === undefined
    ? await graph.addUser(providerId, msTenantId, {
      userPrincipalName, displayName: 'Activation of a telephony domain', usageLocation
    })
    : { status: 'added' as const, userId: known.id }
  if (added.status === 'refused') {
    return reject(
      'user_refused',
      `Microsoft does not take the user that activates the domain: ${added.reason} (${added.code}).`
    )
  }
  const given = await graph.giveLicence(providerId, msTenantId, added.userId, subscription.skuId)
  if (given.status === 'refused') {
    return reject(
      'licence_refused', `Microsoft gives no licence of ${subscription.name}: ${given.reason} (${given.code}).`
    )
  }
  context.say(
    'Information', `User ${userPrincipalName} has a licence of ${subscription.name} until the domain is active.`
  )
  return next({ userId: added.userId })
}

export async function takeBackUser (context: Context): Promise<Outcome<GatewayProgress>> {
  const { graph, task: { providerId }, input: { msTenantId }, progress: { userPrincipalName } } = context
  if (userPrincipalName === undefined) return next()
  return takeBack(
    context, `User ${userPrincipalName}`, () => graph.removeUser(providerId, msTenantId, userPrincipalName)
  )
}

export async function activate (context: Context): Promise<Outcome<GatewayProgress>> {
  const { looks = 0 } = context.progress
  return await isActive(context) ? next() : wait(nextLook(looks), { looks: looks + 1 })
}

export async function removeUser (context: Context): Promise<Outcome<GatewayProgress>> {
  const { graph, task: { providerId }, input: { msTenantId }, progress: { userPrincipalName } } = context
  if (userPrincipalName === undefined) return next()
  const removed = await graph.removeUser(providerId, msTenantId, userPrincipalName)
  if (removed.status === 'refused') {
    context.say(
      'Warning',
      `User ${userPrincipalName} stays in the tenant with its licence: ${removed.reason} Remove it by hand.`
    )
  }
  return next()
}
