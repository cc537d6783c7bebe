import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import { gatewayState, markGateway } from '../../records/online-pstn-gateways.ts'
import { correlationIdOf } from '../gateway-task.ts'
import { domainOf, type Context, type GatewayProgress } from './input.ts'
import { takeBack } from './take-back.ts'
import { report } from './report.ts'

export async function register (context: Context): Promise<Outcome<GatewayProgress>> {
  const { graph, task: { providerId }, input: { msTenantId, trunkModel } } = context
  const name = domainOf(context)
  const access = await graph.checkDomainAccess(providerId, msTenantId, trunkModel === 'DerivedTrunk')
  if (access.status === 'none') return reject('connection_required', access.reason)
  if (access.status !== 'ok') {
    return reject('connection_broken', `The token connection does not allow it: ${access.reason}`)
  }
  if (await graph.findDomain(providerId, msTenantId, name) === undefined) {
    await context.record({ addedDomain: true })
    const added = await graph.addDomain(providerId, msTenantId, name)
    if (added.status === 'refused') {
      return reject(
        'domain_refused', `Microsoft does not take the domain ${name}: ${added.reason} (${added.code}).`
      )
    }
  }
  const domain = await graph.findDomain(providerId, msTenantId, name)
  if (domain?.isVerified === true) {
    context.say('Information', `Domain ${name} is verified already; no DNS record is needed.`)
    return next({ needsNoRecord: true })
  }
  const proof = await graph.proofOfDomain(providerId, msTenantId, name)
  if (proof === undefined) return wait(5) // not everywhere at Microsoft yet
  context.say(
    'Information',
    `Make a DNS record of type TXT at ${proof.name} with the text ${proof.text}, then confirm the gateway.`
  )
  return next({ proof })
}

export async function removeDomain (context: Context): Promise<Outcome<GatewayProgress>> {
  const { graph, task: { providerId }, input: { msTenantId }, progress } = context
  if (progress.addedDomain !== true) return next()
  return takeBack(
    context, `Domain ${domainOf(context)}`, () => graph.removeDomain(providerId, msTenantId, domainOf(context))
  )
}

export async function awaitConfirmation (context: Context): Promise<Outcome<GatewayProgress>> {
  const { db, task, progress: { needsNoRecord = false, proof } } = context
  if (needsNoRecord || await gatewayState(db, task.providerId, correlationIdOf(task.id)) === 'Confirmed') {
    return next({ looks: 0 })
  }
  const { calls, again } = await report(context, 'dnsConfirmation', { dnsRecord: proof })
  return wait(again ?? 600, { calls }) // a confirmation wakes it
}

export async function verify (context: Context): Promise<Outcome<GatewayProgress>> {
  const { graph, task, input: { msTenantId }, progress: { needsNoRecord = false, looks = 0 } } = context
  const verified = needsNoRecord
    ? { status: 'verified' as const }
    : await graph.verifyDomain(task.providerId, msTenantId, domainOf(context))
  if (verified.status === 'refused') {
    return reject(
      'domain_refused',
      `Microsoft does not verify the domain ${domainOf(context)}: ${verified.reason} (${verified.code}).`
    )
  }
  if (verified.status === 'unseen') {
    context.say('Warning', `Microsoft does not see the DNS record yet: ${verified.reason}`)
    return wait(nextLook(looks + 2), { looks: looks + 1 })
  }
  return next({ looks: 0 }, trx => markGateway(trx, task.providerId, correlationIdOf(task.id), 'Verified'))
}

/** Seconds until Microsoft is asked again: soon at first, then once a minute. */
export function nextLook (looks: number): number {
  return Math.min(60, 2 ** looks)
}
