import { changing, forProvider, isProvider, type Caller } from '../../http/caller.ts'
import { acceptTask } from '../../http/accept-task.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { mayOverride } from '../../allocations/api/accept-allocated.ts'
import { documentOf } from '../records/documents.ts'
import {
  buildActions, CustomerBuildAnswer, CustomerBuildBody, type BuildAction, type CustomerBuildPlan, type CustomerDocument
} from '../schemas/document.ts'
import { buildCustomers, deleteCustomers } from '../tasks/build-customers.ts'
import type { Plan } from '../tasks/plan.ts'
import { Faults } from './faults.ts'
import type { BuildMeans } from './means.ts'
import type { UploadContexts } from '../records/upload-contexts.ts'
import { planAdd } from './plan-add.ts'
import { planDelete } from './plan-delete.ts'
import { planModify } from './plan-modify.ts'
import { readDocument } from './read-document.ts'
import { withoutPasswords } from './without-passwords.ts'
import { readTenantId } from '../../tenancy/api/tenant-query.ts'
import { customerOfTenant, knownTenant } from '../../tenancy/records/tenants.ts'

/** The documents together are as large as the largest upload, a few times. */
const bodyLimit = 8 * 1024 * 1024

export const customerBuilds = (contexts: UploadContexts): Resource => (scope, dependencies) => {
  const { records, seal } = dependencies
  const means = { records, seal, ...contexts }
  scope.post('/customer-build', {
    config: {
      roles: changing, from: 'channel', about: 'lead', versions: ['v3'], makes: buildCustomers,
      problems: ['out_of_scope'], again: taskId => ({ taskId, plan: null })
    },
    bodyLimit,
    schema: {
      operationId: 'buildCustomers',
      summary: 'Build, change or delete customers by documents',
      description:
        'A document says what a customer is to be: names, licence, sites, numbers. `AddDataOnly` stores it. ' +
        '`Validate` judges all of it as `Add` or `Modify` would, whichever the tenant is ready for, and answers the ' +
        'plan. `Add` makes the customer; `Modify` does what differs between document and records, and nothing else: ' +
        'numbers and sites that the document does not name go. `DeleteCustomer` takes the customer away with its ' +
        'numbers and sites, `DeletecustomerData` the stored document, `DeleteCustomerAndcustomerData` both. Nothing ' +
        'begins unless all documents are valid. Each part becomes a child of the task, of the kind that the single ' +
        'operation makes.',
      tags: ['Customer build'],
      body: ref(CustomerBuildBody),
      response: { 200: ref(CustomerBuildAnswer) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const asked = readAction(caller, body)
    const plans = await judgeAll(means, caller, body, asked.action)
    const plan = plans.map(shown)
    if (asked.action === 'Validate') return { taskId: null, plan }
    const { action, onFailure } = asked
    const order = { channelId: caller.channelId, ticketId: body.ticketId }
    const accepted = /^DeleteCustomer/.test(action)
      ? acceptTask(dependencies.queue, request, reply, {
        ...order, kind: deleteCustomers, input: { action, customers: plans }
      })
      : acceptTask(dependencies.queue, request, reply, {
        ...order, kind: buildCustomers, input: { action, onFailure, customers: plans }
      })
    return { taskId: (await accepted).taskId, plan }
  })
}

function readAction (
  caller: Caller, { action: text, onFailure = 'keep', reason }: CustomerBuildBody
): { action: BuildAction, onFailure: 'keep' | 'takeBack' } {
  if (reason !== undefined) forProvider(caller, mayOverride)
  const action = buildActions.find(known => known.toLowerCase() === text.trim().toLowerCase())
  const failing = (['keep', 'takeBack'] as const).find(known => known.toLowerCase() === onFailure.trim().toLowerCase())
  if (action === undefined || failing === undefined) {
    throw invalid({
      ...(action === undefined && { Action: [`${text} is no action. Use one of ${buildActions.join(', ')}.`] }),
      ...(failing === undefined && { OnFailure: [`${onFailure} is neither keep nor takeBack.`] })
    })
  }
  if (/^DeleteCustomer/.test(action)) forProvider(caller, 'Only the provider deletes customers.')
  return { action, onFailure: failing }
}

/** The plans of all documents, or everything that is wrong with any of them. */
async function judgeAll (
  means: BuildMeans, caller: Caller, body: CustomerBuildBody, action: BuildAction
): Promise<Plan[]> {
  const faults = new Faults()
  const tenants = new Set<string>()
  const names = new Set<string>()
  const plans: Plan[] = []
  for (const [index, document] of body.customers.entries()) {
    const at = faults.at(`Customers[${index}]`)
    const plan = await at.catch(() => judge(means, caller, body, action, document, at))
    if (plan === undefined) continue
    if (tenants.has(plan.msTenantId)) at.add('MsTenantId', 'Another document is for this tenant.')
    if (plan.shortName !== undefined && names.has(plan.shortName.toLowerCase())) {
      at.add('CustomerShortName', `Another document calls its customer ${plan.shortName}.`)
    }
    tenants.add(plan.msTenantId)
    if (plan.shortName !== undefined) names.add(plan.shortName.toLowerCase())
    plans.push(plan)
  }
  if (faults.any) throw invalid(faults.errors)
  return plans
}

async function judge (
  means: BuildMeans, caller: Caller, body: CustomerBuildBody, action: BuildAction, given: CustomerDocument,
  faults: Faults
): Promise<Plan> {
  const records = means.records(caller)
  const stored = await documentOf(records, readTenantId(given.msTenantId))
  const wanted = await readDocument(records, given, stored?.document, faults)
  const { msTenantId } = wanted
  const named = { msTenantId, ...(caller.channelId !== undefined && { channelId: caller.channelId }) }
  if (/^DeleteCustomer/.test(action)) {
    const { shortName, ...plan } = await planDelete(
      means, caller, msTenantId, body.removeFromOperatorConnect ?? true, faults
    )
    const forgets = action === 'DeleteCustomerAndcustomerData'
    return { ...named, ...plan, ...(shortName !== undefined && { shortName }), forgets }
  }
  if (action === 'DeletecustomerData') {
    return { ...named, forgets: true, stages: [], notes: stored === undefined ? ['No document is stored.'] : [] }
  }
  const plan = await difference(means, caller, body, action, wanted, faults)
  const channelId = caller.channelId ?? wanted.channelId ?? plan.stages.flat()[0]?.channelId
  return {
    msTenantId, ...(channelId !== undefined && { channelId }),
    ...(wanted.shortName !== undefined && { shortName: wanted.shortName }),
    document: withoutPasswords(wanted.document), forgets: false, ...plan
  }
}

async function difference (
  means: BuildMeans, caller: Caller, { reason }: CustomerBuildBody, action: BuildAction,
  wanted: Awaited<ReturnType<typeof readDocument>>, faults: Faults
): Promise<Pick<Plan, 'stages' | 'notes'>> {
  const isThere = await customerOfTenant(means.records(caller), wanted.msTenantId) !== undefined
  switch (action) {
    case 'AddDataOnly':
      if (!isProvider(caller) && await knownTenant(means.records(caller), wanted.msTenantId) === undefined) {
        faults.add('MsTenantId', 'The tenant is not one of your leads.')
      }
      return { stages: [], notes: [] }
    case 'Modify': return planModify(means, caller, wanted, reason, faults)
    case 'Validate': if (isThere) return planModify(means, caller, wanted, reason, faults)
  }
  return { stages: await planAdd(means, caller, wanted, reason, faults), notes: [] }
}

/** A plan as clients see it. */
function shown ({ msTenantId, shortName, stages, notes }: Plan): CustomerBuildPlan {
  return {
    msTenantId,
    customerShortName: shortName ?? null,
    parts: stages.flatMap((stage, index) =>
      stage.map(({ key, kind, about, ranges }) => ({ key, kind, stage: index + 1, about, numberRanges: ranges }))
    ),
    notes
  }
}
