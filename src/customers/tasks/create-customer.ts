import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { refusedBecauseElsewhere } from '../../allocations/records/allocations.ts'
import { checkUses } from '../../allocations/tasks/check-uses.ts'
import { insertCustomer, isShortNameTaken, leadToLicense, tenantToLicense } from '../records/customer-creation.ts'
import { numbersOfTenant, removeCustomer, taskOfCustomer } from '../records/customer-removal.ts'
import { beginLeaving, endLeaving } from '../../tenancy/records/leaving-customers.ts'
import { keepLicenceDay } from '../../users/records/licences.ts'
import { refusedBecauseOfSiteTemplate } from '../../sites/records/script-templates.ts'
import { abandonSite } from '../../sites/records/held-sites.ts'
import { isSiteNameTaken, refusedBecauseSiteNameTaken } from '../../sites/records/kept-sites.ts'
import { ScriptParameters } from '../../sites/schemas/site.ts'
import { hours, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { channelFault } from '../../tenancy/tasks/channel-rules.ts'
import { gatewayTaken, givenVariables, templateGone } from '../../sites/tasks/site-change.ts'
import { usesOfSite } from '../../sites/tasks/site-uses.ts'
import { sbcFqdn } from '../../sites/records/sites.ts'
import { whenAllowed, windowStep } from '../../sbcs/tasks/may-change.ts'
import { cleanSite } from '../../sites/tasks/clean-site.ts'
import { programSite } from '../../sites/tasks/program-site.ts'
import { quiet } from '../../sites/tasks/site-context.ts'
import { some } from '../../engine/wording.ts'
import { byTenant } from '../../schemas/partitions.ts'

const Script = Type.Optional(Type.Integer())

const input = Type.Object({
  /** Chosen by the request, so that a step that runs twice makes one customer. */
  customerId: Type.String(),
  /** A tenant without one becomes a customer of Direct Routing. */
  leadId: Type.Optional(Type.String()),
  msTenantId: Type.String(),
  shortName: Type.String(),
  fullName: Type.String(),
  channelId: Type.Optional(Type.Integer()),
  /** 3, OC Essentials, unless it says 0, Hosted Essentials; tasks of before say nothing. */
  licenseType: Type.Optional(Type.Union([Type.Literal(0), Type.Literal(3)])),
  site: Type.Object({
    id: Type.String(), name: Type.String(), sbcId: Type.Integer(),
    customerType: Type.Union([Type.Literal('TENANT_TYPE'), Type.Literal('IPGROUP_TYPE')]), onboardingScript: Script,
    cleanupScript: Script, uploadScript: Script, releaseScript: Script, parameters: ScriptParameters,
    /** Null: the request gave it no value. */
    sealedVariables: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]))),
    sealedPassword: Type.Optional(Type.String())
  }),
  /** Version 2 tells nothing in `outputData` (docs/wire/live-cloud.md#tasks). */
  tellsCustomer: Type.Boolean(),
  reason: Type.Optional(Type.String())
})

/**
 * Goal: the lead is a customer with an Essentials licence and a first site, which is on its SBC if it has anything
 * there.
 */
export const createCustomer = defineTaskKind({
  name: 'create-customer',
  idPrefix: 'wst',
  requiredScope: 'channel',
  partitionKey: byTenant,
  title: 'Create a customer from a lead',
  input,
  progress: Type.Object({
    /** It is being taken back, so that nothing begins for the customer any more. */ leaving: Type.Boolean()
  }),
  steps: [
    {
      ...windowStep,
      run: context => whenAllowed(context, {
        sbcIds: [context.input.site.sbcId], ofCustomer: context.input.customerId
      })
    },
    {
      name: 'validate',
      effects: 'none',
      message: 'Checking the lead',
      async run ({ db, task: { providerId }, input }) {
        const records = recordsOfProvider(db, providerId)
        const lead = input.leadId === undefined
          ? await tenantToLicense(records, input.msTenantId)
          : await leadToLicense(records, input.leadId)
        if (lead === undefined) return reject('lead_not_found', 'The lead is not there any more.')
        if (lead.customerId !== null) return lead.customerId === input.customerId ? next() : alreadyLicensed()
        if (lead.status !== 'Active') {
          return reject('lead_not_active', `The lead is ${lead.status}; only an active one can be licensed.`)
        }
        if (await isShortNameTaken(records, input.shortName)) {
          return reject('short_name_taken', `Another customer is called ${input.shortName}.`)
        }
        return await isSiteNameTaken(records, {
          name: input.site.name, sbcId: input.site.sbcId, customerId: input.customerId
        })
          ? siteNameTaken(input.site)
          : next()
      }
    },
    {
      name: 'create',
      message: 'Licensing the lead',
      async run (context) {
        const { db, task: { providerId, id: heldBy }, input } = context
        const fqdn = await sbcFqdn(recordsOfProvider(db, providerId), input.site.sbcId)
        const refused = await checkUses(
          context, { customerId: input.customerId, siteId: input.site.id, channelId: input.channelId },
          usesOfSite(input.site, fqdn), input.reason
        )
        if (refused !== undefined) return refused
        const {
          customerId: id,
          site: {
            sealedPassword, sealedVariables = {}, onboardingScript = null, cleanupScript = null, uploadScript = null,
            releaseScript = null, ...site
          }
        } = input
        context.assertLease()
        try {
          const made = await insertCustomer(db, providerId, { ...input, id }, {
            ...site, heldBy, overrideReason: input.reason, onboardingScript, cleanupScript, uploadScript, releaseScript,
            variablesSealed: givenVariables(sealedVariables),
            carrierPasswordSealed: sealedPassword === undefined ? null : Buffer.from(sealedPassword, 'base64'),
            deploymentState: onboardingScript === null ? 'Deployed' : 'Deploying'
          }, channel => channelFault(input.channelId ?? 0, channel, true))
          if (made === 'taken') return alreadyLicensed()
          return made === 'made' ? next() : reject('channel_refused', made.fault)
        } catch (error) {
          if (refusedBecauseSiteNameTaken(error)) return siteNameTaken(input.site)
          if (refusedBecauseElsewhere(error)) return gatewayTaken()
          if (refusedBecauseOfSiteTemplate(error)) return templateGone()
          throw error
        }
      },
      async undo ({ task: { providerId }, input }) {
        return next({}, async trx => { await removeCustomer(trx, providerId, input.customerId) })
      }
    },
    {
      name: 'program-sbc',
      message: 'Programming the SBC',
      run: context => programSite(quiet(context), context.input.site.id),
      giveUpAfter: hours(8),
      async undo (context) {
        const { db, task: { providerId, id }, input: { customerId, msTenantId, site }, progress: { leaving = false } } =
          context
        // Whoever saw the customer may have begun something for it: nothing new, and then what is under way.
        if (!leaving) return wait(0, { leaving: true }, trx => beginLeaving(trx, providerId, customerId, id))
        const records = recordsOfProvider(db, providerId)
        if (await taskOfCustomer(records, customerId, 'any', id) !== undefined) return wait(2)
        const numbers = await numbersOfTenant(records, msTenantId)
        if (numbers.length > 0) {
          return reject(
            'not_taken_back',
            `The customer has numbers by now and stays: ${some(numbers)}. Release them and delete it, or leave it.`
          )
        }
        return cleanSite(quiet(context), site.id)
      }
    },
    {
      name: 'complete',
      message: 'Completing the task',
      async run (context) {
        const { task: { providerId }, input } = context
        context.say('Information', 'Site created in Ovoc')
        return next({}, trx => keepLicenceDay(trx, providerId, input.customerId))
      }
    }
  ],
  onEnd: ({ task, input, failure }) => failure && (async trx => {
    await endLeaving(trx, task.providerId, input.customerId, task.id)
    await abandonSite(trx, task.providerId, input.site.id, task.id)
  }),
  conclude ({ input, failure }) {
    if (failure !== undefined) {
      return {
        status: failure.status, details: [failure.status === 'Canceled' ? 'ConversionCanceled' : 'NotConverted'],
        output: {}
      }
    }
    return {
      status: 'CompletedSuccess', details: ['Converted'],
      output: input.tellsCustomer ? { umpCustomerGuid: input.customerId } : {}
    }
  }
})

const alreadyLicensed = (): ReturnType<typeof reject> =>
  reject('already_licensed', 'The tenant was licensed, or the short name taken, by another request meanwhile.')

function siteNameTaken ({ name, sbcId }: { name: string, sbcId: number }): ReturnType<typeof reject> {
  return reject('site_name_taken', `SBC ${sbcId} has another site that is called ${name}.`)
}
