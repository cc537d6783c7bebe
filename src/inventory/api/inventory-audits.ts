import { Type } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, reading, type Caller } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, Problem } from '../../problems.ts'
import { asE164 } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { OneOf } from '../../schemas/value.ts'
import { ownCustomer } from '../../tenancy/api/customers.ts'
import { findingListing, findingsPage, numbersToWrite } from '../records/findings.ts'
import { writingProposals } from '../records/proposals.ts'
import {
  findingCodes, InventoryAuditUse, InventoryFindingPage, type FindingCode
} from '../schemas/inventory-audit.ts'
import { applyInventoryAudit, auditInventory } from '../tasks/audit-inventory.ts'
import { tags, versions } from './inventory-reads.ts'
import { orderOf } from './inventory-request.ts'

const ofProvider = { from: 'provider', about: 'provider', versions } as const
const params = Type.Object({
  taskId: Type.String({
    description: 'The task of the audit.', examples: ['inv_aud_0b9d6c1e-6d6f-4a35-9f0b-5f7a1c2d3e40']
  })
})

/** Comparing the inventory with what others say, and writing what was proposed. */
export const inventoryAudits: Resource = (scope, means) => {
  const { records, queue, readTask } = means
  const ownAudit = async (caller: Caller, taskId: string): Promise<void> => {
    const task = await readTask({ reach: caller.reach, id: taskId })
    if (task?.kind === auditInventory.name) return
    throw new Problem('task_not_found', `There is no inventory audit ${taskId.slice(0, 64)}.`)
  }
  scope.post('/inventory/audits', {
    config: {
      ...ofProvider, about: 'nobody', roles: administering, makes: auditInventory,
      problems: ['out_of_scope', 'customer_not_found']
    },
    schema: {
      operationId: 'auditInventory', summary: 'Audit the number inventory',
      description:
        'Compares it with Microsoft and the SBCs, as they are now, and with the users that were synchronized. ' +
        'Changes nothing: the items of the task, and its findings, say what is not as it should be, and what would ' +
        'be done. What could not be read is a warning, and nothing is concluded from it.',
      tags,
      querystring: Type.Object({
        umpCustomerGuid: Type.Optional(
          Type.String({ maxLength: 150, description: 'Only the numbers of this customer.' })
        )
      }),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, query: { umpCustomerGuid } } = request
    const customer = umpCustomerGuid === undefined ? undefined : await ownCustomer(records(caller), umpCustomerGuid)
    return acceptTask(queue, request, reply, {
      kind: auditInventory, input: customer === undefined ? {} : { customerId: customer.id }
    })
  })

  scope.get('/inventory/audits/:taskId/findings', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope', 'task_not_found'] },
    schema: {
      operationId: 'listInventoryFindings', summary: 'List what an inventory audit found',
      description: 'With what would be written. Nothing before the task has compared.',
      tags, params,
      querystring: Type.Object({
        code: Type.Optional(OneOf(findingCodes, { description: 'Only what was found so.' })),
        ...listQuery(findingListing)
      }),
      response: { 200: ref(InventoryFindingPage) }
    }
  }, async (request, reply) => {
    const { caller, params: { taskId }, query: { code } } = request
    await ownAudit(caller, taskId)
    return answerList(request, reply, findingListing, place => findingsPage(records(caller), taskId, code, place))
  })

  scope.post('/inventory/audits/:taskId/action/apply', {
    config: {
      ...ofProvider, roles: administering, makes: applyInventoryAudit,
      problems: ['out_of_scope', 'task_not_found', 'number_busy']
    },
    schema: {
      operationId: 'applyInventoryAudit', summary: 'Write what an inventory audit proposed',
      description:
        'All of it, or what was found in some ways. Numbers that were changed since the audit are left, and the ' +
        'items of the task say so.',
      tags, params, body: ref(InventoryAuditUse), response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params: { taskId }, body: { codes, ticketId } } = request
    await ownAudit(caller, taskId)
    const numbers = await numbersToWrite(records(caller), taskId, codes?.map(readCode))
    if (numbers.length === 0) throw invalid({ Codes: ['The audit proposes nothing of that, or is still going on.'] })
    return acceptTask(queue, request, reply, orderOf(records(caller), caller, {
      kind: applyInventoryAudit, numbers: numbers.map(asE164), ticketId, asked: { auditId: taskId },
      change: () => writingProposals(taskId, new Map())
    }))
  })
}

function readCode (text: string): FindingCode {
  const code = findingCodes.find(known => known === text.trim().toLowerCase())
  if (code === undefined) throw invalid({ Codes: [`${text} is not one of ${findingCodes.join(', ')}.`] })
  return code
}
