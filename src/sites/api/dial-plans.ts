import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sbcOf } from '../../sbcs/records/sbc-connections.ts'
import { ownersIn, readPlans, type PlanOwners, type ReadPlan } from '../records/dial-plans.ts'
import type { Database } from '../../database/connect.ts'
import { sbcFqdn, type Site } from '../records/sites.ts'
import { invalid, Problem } from '../../problems.ts'
import { DialPlan, DialPlanChangeBody, DialPlanMatch, type DialPlanRule } from '../schemas/dial-plan.ts'
import { bestMatch } from '../schemas/dial-plan-match.ts'
import { abilitiesOf } from '../../schemas/sbc-driver.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { editDialPlan } from '../tasks/edit-dial-plan/index.ts'
import { readDialPlans } from '../tasks/read-dial-plans.ts'
import { isOwnRule } from '../tasks/site-rules.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing, reading, type Caller } from '../../http/caller.ts'
import { customerGuid, ownCustomer } from '../../tenancy/api/customers.ts'
import { readDialPlanChange, type RuleLimits } from './dial-plan-request.ts'
import { finishTask } from '../../http/finish-task.ts'
import { askingLimit, askingRate, limit } from '../../http/limit.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { noSuchSite, orderOf, ownSite, siteGuid } from './site-locations.ts'

/** Seconds for which what was read of a device counts as what it holds; afterwards a task reads it again. */
const freshness = 10

/** Its rules are those of the number records; a change by hand would part the two. */
const guarded = 'ocdialplan'

const params = Type.Object({ customerGuid, siteGuid })
const planParams = Type.Object({
  customerGuid, siteGuid, dialPlanId: Type.String({ description: 'Name of the dial plan.', examples: ['CustDialPlan'] })
})
const tags = ['Dial plans']
const path = '/customer/:customerGuid/sitelocation/:siteGuid/dialplan'
const how =
  "The SBC is asked, by a task that the answer's Location leads to, unless it was read within the last seconds " +
  '(header Age). When it does not answer, what was read last is answered, with its Age; without any, 503. ' +
  `${askingLimit}`

export const dialPlans: Resource = (scope, means) => {
  const { db, records, queue } = means

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
    const site = await siteOfPath({ db, records }, request.caller, request.params)
    const { allDetails = false } = request.query
    const plans = await currentPlans(means, request, reply, site, allDetails ? 'all' : [])
    return Promise.all(
      plans.map(async ({ plan, rules }) => ({
        dialPlanId: plan, ruleDTO: allDetails ? await ownRules(db, request.caller, site, plan, rules ?? []) : []
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
    const site = await siteOfPath({ db, records }, request.caller, request.params)
    const { plan, rules } = await currentPlan(means, request, reply, site, request.params.dialPlanId)
    return { dialPlanId: plan, ruleDTO: await ownRules(db, request.caller, site, plan, rules ?? []) }
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
        'The rule that the device would pick: not the longest prefix but, digit by digit, the most special one; on ' +
        `a Kamailio, that of the whole number. ${how}`,
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
    const site = await siteOfPath({ db, records }, caller, request.params)
    const { plan, rules } = await currentPlan(means, request, reply, site, request.params.dialPlanId)
    const number = query.number.replace(/^ /, '+').trim() // an unescaped + comes as a blank
    const { patterns } = abilitiesOf((await sbcOf(db, caller.providerId, site.sbcId))?.driver)
    const rule = (patterns ? bestMatch(rules ?? [], number) : rules?.find(({ prefix }) => prefix === number)) ?? null
    const ofSite = rule !== null && isOwnRule(rule, site, await ownersOf(db, caller, site, plan))
    return { number, rule: ofSite ? rule : null, ofSite, ofOthers: rule !== null && !ofSite }
  })

  scope.patch(`${path}/:dialPlanId`, {
    config: { roles: changing, problems: ['customer_not_found', 'site_not_found', 'dial_plan_guarded'] },
    schema: {
      operationId: 'modifyDialPlan',
      summary: 'Add and remove rules of a dial plan',
      description:
        "Programs the SBC of the SIP connection; the task's outputData has a result for every rule. A rule that is " +
        'there is unchanged, and so is one that is gone; a prefix with another tag, and a rule of somebody else, ' +
        'are never touched. OCDialPlan follows the numbers and cannot be changed here.',
      tags,
      params: planParams,
      body: ref(DialPlanChangeBody),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const site = await siteOfPath({ db, records }, caller, request.params)
    const plan = editablePlan(request.params.dialPlanId)
    const sbc = await sbcOf(db, caller.providerId, site.sbcId)
    const change = readDialPlanChange(body, plan, {
      name: site.name, gateway: site.parameters['OnlinePstnGateway'] ?? await sbcFqdn(db, caller.providerId, site.sbcId)
    }, { ...(sbc?.limits ?? {}) as RuleLimits, wholeNumbers: !abilitiesOf(sbc?.driver).patterns })
    return acceptTask(queue, request, reply, {
      ...orderOf(nodeOf(site), body.ticketId), kind: editDialPlan, input: { siteId: site.id, plan, ...change }
    })
  })

  scope.delete(`${path}/:dialPlanId`, {
    config: { roles: changing, problems: ['customer_not_found', 'site_not_found', 'dial_plan_guarded'] },
    schema: {
      operationId: 'deleteDialPlan',
      summary: 'Remove all rules of a SIP connection from a dial plan',
      description:
        'The plan itself stays, and the rules of others in it. OCDialPlan follows the numbers and cannot be changed ' +
        'here.',
      tags,
      params: planParams,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller } = request
    const site = await siteOfPath({ db, records }, caller, request.params)
    const plan = editablePlan(request.params.dialPlanId)
    return acceptTask(queue, request, reply, {
      ...orderOf(nodeOf(site)), kind: editDialPlan,
      input: { siteId: site.id, plan, add: [], remove: 'all' as const }
    })
  })
}

async function siteOfPath (
  { db, records }: Pick<ApiDependencies, 'db' | 'records'>, caller: Caller,
  params: { customerGuid: string, siteGuid: string }
): Promise<Site> {
  const customer = await ownCustomer(records(caller), params.customerGuid)
  const site = await ownSite(db, caller, params.siteGuid)
  if (site.customerId !== customer.id) throw noSuchSite(params.siteGuid)
  return site
}

const nodeOf = (site: Site) => ({ id: site.customerId, msTenantId: site.msTenantId, channelId: site.channelId })

function editablePlan (plan: string): string {
  if (!/^[\x20-\x7e]{1,40}$/.test(plan) || plan.includes('/')) {
    throw invalid({ DialPlanId: ['A dial plan has a name of 1 to 40 printable characters without "/".'] })
  }
  if (plan.trim().toLowerCase() === guarded) {
    throw new Problem(
      'dial_plan_guarded', 'OCDialPlan holds what the number records say. Upload or release numbers instead.'
    )
  }
  return plan
}

const isFresh = (age: number | null): boolean => age !== null && age < freshness

async function currentPlan (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, site: Site, name: string
): Promise<ReadPlan> {
  const plans = await currentPlans(means, request, reply, site, [name])
  const found = plans.find(({ plan }) => plan === name)
  if (found === undefined) {
    throw new Problem('dial_plan_not_found', `SBC ${site.sbcId} has no dial plan ${JSON.stringify(name)}.`)
  }
  return found
}

/** What the device holds, as fresh as it can be had; a request never asks the device itself. */
async function currentPlans (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, site: Site, wanted: 'all' | string[]
): Promise<ReadPlan[]> {
  const { db } = means
  const { caller } = request
  const isKnown = (plans: readonly ReadPlan[]): boolean => plans.length > 0 && plans.every(plan =>
    wanted === 'all' || wanted.includes(plan.plan) ? isFresh(plan.rulesAge) : isFresh(plan.age))
  let plans = await readPlans(db, caller.providerId, site.sbcId)
  if (!isKnown(plans)) {
    const order = {
      ...orderOf(nodeOf(site)), kind: readDialPlans,
      input: { sbcId: site.sbcId, plans: wanted }
    }
    await limit(db, request, reply, askingRate)
    const { end } = await finishTask(means, request, reply, order)
    plans = await readPlans(db, caller.providerId, site.sbcId)
    const usable = plans.length > 0 &&
      plans.every(plan => plan.rules !== null || !(wanted === 'all' || wanted.includes(plan.plan)))
    if (end?.status !== 'CompletedSuccess' && !usable) {
      throw new Problem(
        'sbc_unavailable', `SBC ${site.sbcId} does not tell its dial plans: ${end?.reason ?? 'it takes too long'}`,
        { headers: { 'retry-after': '10' } }
      )
    }
  }
  const ages = plans.map(plan =>
    wanted === 'all' || wanted.includes(plan.plan) ? plan.rulesAge ?? 0 : wanted.length === 0 ? plan.age : 0
  )
  reply.header('age', Math.floor(Math.max(0, ...ages)))
  return plans
}

function ownersOf (db: Database, caller: Caller, site: Site, plan: string): Promise<PlanOwners> {
  return ownersIn(db, caller.providerId, { sbcId: site.sbcId, plan }, site)
}

async function ownRules (
  db: Database, caller: Caller, site: Site, plan: string, rules: readonly DialPlanRule[]
): Promise<DialPlanRule[]> {
  const owners = await ownersOf(db, caller, site, plan)
  return rules.filter(rule => isOwnRule(rule, site, owners))
}
