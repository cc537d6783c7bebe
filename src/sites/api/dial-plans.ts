import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { sbcTraits, type SbcTraits } from '../../sbcs/records/sbc-connections.ts'
import { ownersIn, type PlanOwners } from '../records/dial-plans.ts'
import type { Site } from '../records/sites.ts'
import { DialPlan, DialPlanMatch, type DialPlanRule } from '../schemas/dial-plan.ts'
import { bestMatch } from '../schemas/dial-plan-match.ts'
import { releaseOf } from '../../schemas/firmware.ts'
import { abilitiesOf } from '../../schemas/sbc-driver.ts'
import { ref } from '../../schemas/ref.ts'
import { isOwnRule } from '../tasks/site-rules.ts'
import { reading } from '../../http/caller.ts'
import { customerGuid } from '../../tenancy/api/customers.ts'
import { askingLimit } from '../../http/limit.ts'
import type { Resource } from '../../http/resource.ts'
import { currentPlan, currentPlans } from './current-plans.ts'
import { siteGuid, siteOfPath } from './own-site.ts'

const params = Type.Object({ customerGuid, siteGuid })
export const planParams = Type.Object({
  customerGuid, siteGuid, dialPlanId: Type.String({ description: 'Name of the dial plan.', examples: ['CustDialPlan'] })
})
const tags = ['Dial plans']
export const path = '/customer/:customerGuid/sitelocation/:siteGuid/dialplan'
const how =
  "The SBC is asked, by a task that the answer's Location leads to, unless it was read within the last seconds " +
  '(header Age). When it does not answer, what was read last is answered, with its Age; without any, 503. ' +
  `${askingLimit}`

export const dialPlans: Resource = (scope, means) => {
  const { records } = means

  scope.get(path, {
    config: { roles: reading, problems: ['customer_not_found', 'site_not_found', 'sbc_unavailable', 'rate_limited'] },
    schema: {
      operationId: 'listDialPlans',
      summary: 'List the dial plans of a SIP connection',
      description: `All dial plans of its SBC; with allDetails also the rules of the SIP connection in them. ${how}`,
      tags,
      params,
      querystring: Type.Object({
        allDetails: Type.Optional(Type.Boolean({ default: false, description: 'Adds the rules.' }))
      }),
      response: { 200: Type.Array(ref(DialPlan)) }
    }
  }, async (request, reply) => {
    const site = await siteOfPath(records(request.caller), request.params)
    const { allDetails = false } = request.query
    const plans = await currentPlans(means, request, reply, site, allDetails ? 'all' : [])
    return Promise.all(
      plans.map(async ({ plan, rules }) => ({
        dialPlanId: plan, ruleDTO: allDetails ? await ownRules(records(request.caller), site, plan, rules ?? []) : []
      }))
    )
  })

  scope.get(`${path}/:dialPlanId`, {
    config: {
      roles: reading,
      problems: ['customer_not_found', 'site_not_found', 'dial_plan_not_found', 'sbc_unavailable', 'rate_limited']
    },
    schema: {
      operationId: 'getDialPlan',
      summary: 'Get the rules of a SIP connection in a dial plan',
      description:
        'The rules that belong to the SIP connection: those that were added for it, that carry the tag of its ' +
        `tenant, or its name. ${how}`,
      tags,
      params: planParams,
      response: { 200: ref(DialPlan) }
    }
  }, async (request, reply) => {
    const site = await siteOfPath(records(request.caller), request.params)
    const { plan, rules } = await currentPlan(means, request, reply, site, request.params.dialPlanId)
    return { dialPlanId: plan, ruleDTO: await ownRules(records(request.caller), site, plan, rules ?? []) }
  })

  scope.get(`${path}/:dialPlanId/match`, {
    config: {
      roles: reading, versions: ['v3'],
      problems: ['customer_not_found', 'site_not_found', 'dial_plan_not_found', 'sbc_unavailable', 'rate_limited']
    },
    schema: {
      operationId: 'matchDialPlan',
      summary: 'Say which rule a number would match',
      description:
        'The rule that the device would pick: not the longest prefix but, digit by digit, the most special one, as ' +
        'the release of its firmware ranks them (7.2, or 7.4 and later); on a Kamailio, that of the whole number. ' +
        how,
      tags,
      params: planParams,
      querystring: Type.Object({
        number: Type.String({
          minLength: 1, maxLength: 50, description: 'The number as it is called.', examples: ['+97239753000']
        })
      }),
      response: { 200: ref(DialPlanMatch) }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const site = await siteOfPath(records(caller), request.params)
    const { plan, rules } = await currentPlan(means, request, reply, site, request.params.dialPlanId)
    const number = query.number.replace(/^ /, '+').trim() // an unescaped + comes as a blank
    const traits = await sbcTraits(records(caller), site.sbcId)
    const rule = ruleFor(number, rules ?? [], traits) ?? null
    const ofSite = rule !== null && isOwnRule(rule, site, await ownersOf(records(caller), site, plan))
    return { number, rule: ofSite ? rule : null, ofSite, ofOthers: rule !== null && !ofSite }
  })
}

/** As the driver and the firmware that the device last reported do it. */
function ruleFor (
  number: string, rules: readonly DialPlanRule[], traits: SbcTraits | undefined
): DialPlanRule | undefined {
  return abilitiesOf(traits?.driver).patterns
    ? bestMatch(rules, number, releaseOf(traits?.firmware ?? undefined), traits?.caseSensitive ?? true)
    : rules.find(({ prefix }) => prefix === number)
}

function ownersOf (records: ReachedRecords, site: Site, plan: string): Promise<PlanOwners> {
  return ownersIn(records, { sbcId: site.sbcId, plan }, site)
}

async function ownRules (
  records: ReachedRecords, site: Site, plan: string, rules: readonly DialPlanRule[]
): Promise<DialPlanRule[]> {
  const owners = await ownersOf(records, site, plan)
  return rules.filter(rule => isOwnRule(rule, site, owners))
}
