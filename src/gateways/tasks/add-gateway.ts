import { recordsOfProvider } from '../../database/reach.ts'
import { Type, type Static } from '@sinclair/typebox'
import { customerOf } from '../../tenancy/records/customers.ts'
import { gatewayState, insertGateway, isGatewayTaken, markGateway } from '../records/online-pstn-gateways.ts'
import { trunkModels, type GatewayState } from '../schemas/online-pstn-gateway.ts'
import { hours, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { activatingSubscription, GatewayProgress, nextLook, takeBack } from './gateway-domain.ts'
import { tellWebhook } from './tell-webhook.ts'

const Url = Type.Optional(Type.String())

const input = Type.Object({
  customerId: Type.String(),
  msTenantId: Type.String(),
  fqdn: Type.String(),
  trunkModel: Type.Union(trunkModels.map(model => Type.Literal(model))),
  licensePlanId: Type.Optional(Type.Integer()),
  webhooks: Type.Object({ dnsConfirmation: Url, done: Url, error: Url }),
  parameters: Type.Object({})
})
type Input = Static<typeof input>
type Context = StepContext<Input, GatewayProgress>

const days = (count: number): number => hours(24 * count)

/**
 * Goal: the customer's tenant has the gateway's name for a domain, verified and, for a derived trunk, active. Else
 * nothing of it.
 */
export const addGateway = defineTaskKind({
  name: 'add-gateway',
  idPrefix: 'wgw',
  requiredScope: 'customer',
  title: 'Add an online PSTN gateway',
  input,
  progress: GatewayProgress,
  steps: [
    {
      name: 'store',
      message: 'Storing the gateway',
      async run ({ db, task, input }) {
        const correlationId = correlationIdOf(task.id)
        if (await customerOf(recordsOfProvider(db, task.providerId), input.customerId) === undefined) {
          return reject('customer_not_found', 'The customer is not there any more.')
        }
        if (await isGatewayTaken(db, task.providerId, input.fqdn, correlationId)) {
          return reject('gateway_exists', `Gateway ${input.fqdn} was added already.`)
        }
        return next({}, trx => insertGateway(trx, task.providerId, { ...input, correlationId }))
      },
      // The last to be undone, so that whoever is told knows what is left.
      async undo (context) {
        const { verdict, progress } = context
        const error = {
          status: verdict?.status, code: verdict?.code, reason: verdict?.reason, step: verdict?.step,
          leftInTenant: progress.left ?? []
        }
        const { calls, again } = await tell(context, 'error', { error })
        return again === undefined ? next({ calls }) : wait(again, { calls })
      }
    },
    {
      name: 'register',
      message: 'Adding the domain to the tenant of the customer',
      giveUpAfter: hours(8),
      async run (context) {
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
      },
      async undo (context) {
        const { graph, task: { providerId }, input: { msTenantId }, progress } = context
        if (progress.addedDomain !== true) return next()
        return takeBack(
          context, `Domain ${domainOf(context)}`, () => graph.removeDomain(providerId, msTenantId, domainOf(context))
        )
      }
    },
    {
      name: 'await-confirmation',
      message: 'Waiting until somebody confirms that the DNS record is there',
      giveUpAfter: days(7),
      async run (context) {
        const { db, task, progress: { needsNoRecord = false, proof } } = context
        if (needsNoRecord || await gatewayState(db, task.providerId, correlationIdOf(task.id)) === 'Confirmed') {
          return next({ looks: 0 })
        }
        const { calls, again } = await tell(context, 'dnsConfirmation', { dnsRecord: proof })
        return wait(again ?? 600, { calls }) // a confirmation wakes it
      }
    },
    {
      name: 'verify',
      message: 'Letting Microsoft look for the DNS record',
      giveUpAfter: days(3),
      async run (context) {
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
    },
    {
      name: 'add-user',
      message: 'Adding a user with a licence to the domain',
      async run (context) {
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
      },
      async undo (context) {
        const { graph, task: { providerId }, input: { msTenantId }, progress: { userPrincipalName } } = context
        if (userPrincipalName === undefined) return next()
        return takeBack(
          context, `User ${userPrincipalName}`, () => graph.removeUser(providerId, msTenantId, userPrincipalName)
        )
      }
    },
    {
      name: 'activate',
      message: 'Waiting until the domain is active for Teams',
      giveUpAfter: days(1),
      async run (context) {
        const { looks = 0 } = context.progress
        return await isActive(context) ? next() : wait(nextLook(looks), { looks: looks + 1 })
      }
    },
    {
      name: 'remove-user',
      message: 'Taking the user and its licence away again',
      async run (context) {
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
    },
    {
      name: 'complete',
      message: 'Completing the task',
      async run (context) {
        const { calls, again } = await tell(context, 'done', { state: goalOf(context.input) })
        if (again !== undefined) return wait(again, { calls })
        context.say('Information', 'Workflow completed.')
        return next({ calls })
      }
    }
  ],
  settle: ({ task, input, verdict }) => trx =>
    markGateway(trx, task.providerId, correlationIdOf(task.id), verdict?.status ?? goalOf(input)),
  conclude ({ task, input, progress: { left = [] }, verdict }) {
    return {
      status: verdict?.status ?? 'CompletedSuccess',
      details: [verdict === undefined ? 'GatewayAdded' : 'GatewayNotAdded'],
      output: {
        CorrelationId: correlationIdOf(task.id), Fqdn: input.fqdn, TrunkModel: input.trunkModel,
        State: verdict?.status ?? goalOf(input), ...(left.length > 0 && { LeftInTenant: left })
      }
    }
  }
})

/** The id that clients confirm a gateway by, out of that of its task; and the other way round. */
export const correlationIdOf = (taskId: string): string => taskId.slice('wgw_'.length)
export const gatewayTaskOf = (correlationId: string): string => `wgw_${correlationId}`

const domainOf = ({ input }: { input: Input }): string => input.fqdn.toLowerCase()
const goalOf = ({ trunkModel }: Input): GatewayState => trunkModel === 'DerivedTrunk' ? 'Active' : 'Verified'

/** Whether nothing is left to be activated. */
async function isActive (context: Context): Promise<boolean> {
  const { graph, task: { providerId }, input: { msTenantId, trunkModel } } = context
  return trunkModel !== 'DerivedTrunk' ||
    (await graph.findDomain(providerId, msTenantId, domainOf(context)))?.isActive === true
}

function tell (context: Context, name: keyof Input['webhooks'], more: object): ReturnType<typeof tellWebhook> {
  const { task, input: { customerId, msTenantId, fqdn, trunkModel, webhooks }, progress: { calls } } = context
  return tellWebhook(context, calls, name, webhooks[name], {
    correlationId: correlationIdOf(task.id), customerGuid: customerId, msTenantId, fqdn, trunkModel, ...more
  })
}
