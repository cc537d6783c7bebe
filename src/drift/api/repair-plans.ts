import { Type } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, reading, type Caller } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { readNumbers, type NumberList } from '../../numbers/api/number-list.ts'
import { invalid, Problem, type FieldErrors } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { readTenantId } from '../../tenancy/api/tenant-query.ts'
import { planItemListing, planItems, repairPlan } from '../records/plans.ts'
import { classMeanings, driftClasses, type DriftClass, type Repair } from '../schemas/drift-class.ts'
import { placeOf } from '../schemas/repair-place.ts'
import { RepairItemPage, RepairPlan, RepairRequest } from '../schemas/repair.ts'
import { planRepair } from '../tasks/plan-repair.ts'
import { ofProvider, tags } from './drift.ts'
import type { AskNumbering } from '../../schemas/numbering.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

export const params = Type.Object({
  planId: Type.String({
    description: 'The task that made the plan.', examples: ['drf_pln_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40']
  })
})
export const response = { 200: ref(TaskReference) }
const numbersOfPlan = 200_000

export const ownPlan = async ({ records }: ApiDependencies, caller: Caller, planId: string): Promise<RepairPlan> => {
  const plan = await repairPlan(records(caller), planId)
  if (plan === undefined) throw new Problem('plan_not_found', `There is no plan ${planId.slice(0, 64)}, or not yet.`)
  return plan
}

/** Planning what is done about differences. */
export const repairPlans: Resource = (scope, means) => {
  scope.post('/drift/plans', {
    config: { ...ofProvider, about: 'nobody', roles: administering, makes: planRepair, problems: ['out_of_scope'] },
    bodyLimit: 2 * 1024 * 1024,
    schema: {
      operationId: 'planRepair', summary: 'Plan what is done about differences',
      description:
        'Of the differences that fit all that is named. The task makes the plan, whose id is that of the ' +
        'task; it can be applied for an hour. Uploads are judged as uploads are. Changes nothing.',
      tags, body: ref(RepairRequest), response
    }
  }, async (request, reply) => {
    const { classes, msTenantId, sbcId, phoneNumbers, phoneNumberRanges, repairs, ticketId } = request.body
    if ([classes, msTenantId, sbcId, phoneNumbers, phoneNumberRanges].every(value => value === undefined)) {
      throw invalid({ Classes: ['Say which differences: by classes, tenant, SBC or numbers.'] })
    }
    const numbers = phoneNumbers === undefined && phoneNumberRanges === undefined
      ? undefined
      : await readSet(numberingFor(means.records(request.caller)), {
        ...(phoneNumbers && { phoneNumbers }), ...(phoneNumberRanges && { phoneNumberRanges })
      })
    return acceptTask(means.queue, request, reply, {
      kind: planRepair, ticketId,
      input: {
        repairs: readRepairs(repairs ?? {}),
        filter: {
          ...(classes !== undefined && { classes: classes.map(text => readClass(text, 'Classes')) }),
          ...(msTenantId !== undefined && { msTenantId: readTenantId(msTenantId) }),
          ...(sbcId !== undefined && { sbcId }), ...(numbers !== undefined && { numbers })
        }
      }
    })
  })

  scope.get('/drift/plans/:planId', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope', 'plan_not_found'] },
    schema: {
      operationId: 'getRepairPlan', summary: 'Get a plan', tags, params,
      description: 'Its total effects, until when it can be applied, whether it must be approved, and who did.',
      response: { 200: ref(RepairPlan) }
    }
  }, ({ caller, params: { planId } }) => ownPlan(means, caller, planId))

  scope.get('/drift/plans/:planId/items', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope', 'plan_not_found'] },
    schema: {
      operationId: 'listRepairItems', summary: 'List what a plan does', tags, params,
      description: 'Number by number: what, where and why; once it is applied, what became of it.',
      querystring: Type.Object(listQuery(planItemListing)), response: { 200: ref(RepairItemPage) }
    }
  }, async (request, reply) => {
    const { caller, params: { planId } } = request
    await ownPlan(means, caller, planId)
    return answerList(request, reply, planItemListing, async place => {
      const { data, ...rest } = await planItems(means.records(caller), planId, place)
      return {
        ...rest,
        data: data.map(item => ({
          ...item, where: placeOf[item.repair], why: item.why ?? classMeanings[item.class].means
        }))
      }
    })
  })
}

async function readSet (ask: AskNumbering, list: NumberList): Promise<string[]> {
  const errors: FieldErrors = {}
  const { numbers } = await readNumbers(ask, list, errors, numbersOfPlan)
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return numbers
}

function readClass (text: string, field: string): DriftClass {
  const name = driftClasses.find(known => known === text.trim().toLowerCase())
  if (name === undefined) throw invalid({ [field]: [`${text} is not one of ${driftClasses.join(', ')}.`] })
  return name
}

function readRepairs (asked: Readonly<Record<string, string>>): Partial<Record<DriftClass, Repair>> {
  return Object.fromEntries(Object.entries(asked).map(([text, word]) => {
    const name = readClass(text, 'Repairs')
    const known: readonly Repair[] = [...classMeanings[name].repairs, 'none']
    const repair = known.find(one => one === word.trim().toLowerCase())
    if (repair === undefined) {
      throw invalid({ Repairs: [`${word} is nothing to do about ${name}. Use one of ${known.join(', ')}.`] })
    }
    return [name, repair]
  }))
}
