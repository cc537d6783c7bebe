import type { FastifyReply, FastifyRequest } from 'fastify'
import { readPlans, type ReadPlan } from '../records/dial-plans.ts'
import type { Site } from '../records/sites.ts'
import { Problem } from '../../problems.ts'
import { readDialPlans } from '../tasks/read-dial-plans.ts'
import { finishTask } from '../../http/finish-task.ts'
import { askingRate, limit } from '../../http/limit.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import { nodeOf, orderOf } from './own-site.ts'

/** Seconds for which what was read of a device counts as what it holds; afterwards a task reads it again. */
const freshness = 10

const isFresh = (age: number | null): boolean => age !== null && age < freshness

export async function currentPlan (
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
export async function currentPlans (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, site: Site, wanted: 'all' | string[]
): Promise<ReadPlan[]> {
  const { caller } = request
  const records = means.records(caller)
  const isKnown = (plans: readonly ReadPlan[]): boolean => plans.length > 0 && plans.every(plan =>
    wanted === 'all' || wanted.includes(plan.plan) ? isFresh(plan.rulesAge) : isFresh(plan.age))
  let plans = await readPlans(records, site.sbcId)
  if (!isKnown(plans)) {
    const order = {
      ...orderOf(nodeOf(site)), kind: readDialPlans,
      input: { sbcId: site.sbcId, plans: wanted }
    }
    await limit(means, request, reply, askingRate)
    const { end } = await finishTask(means, request, reply, order)
    plans = await readPlans(records, site.sbcId)
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
