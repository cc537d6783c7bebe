import { UpstreamFault } from '../../problems.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { pageSize, type GraphCalls } from './graph-calls.ts'
import { faultOf, refusalOf } from './graph-refusal.ts'
import { toAssignment, wire } from './graph-wire.ts'
import type { NumberAssignment, OperationStarted, TenantNumbers } from './graph.ts'
import type { HttpAnswer } from './http-client.ts'
import { parse } from './parse.ts'

/** Up to here each number is asked for by itself; beyond, reading the tenant's list page by page costs less. */
const singleLookups = 20
const numbersPath = '/admin/teams/telephoneNumberManagement'

/** Numbers as a customer's tenant has them, and who has them there. */
export function graphNumbers (calls: GraphCalls): TenantNumbers {
  async function list (providerId: number, tenantId: string, filter: string | undefined): Promise<NumberAssignment[]> {
    const found: NumberAssignment[] = []
    const narrowed = filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`
    for (let skip = 0; ; skip += pageSize) {
      const { value } = parse(
        wire.assignments,
        await calls.readList(
          providerId, tenantId, `${numbersPath}/numberAssignments?$top=${pageSize}&$skip=${skip}${narrowed}`
        )
      )
      found.push(...value.map(toAssignment))
      if (value.length < pageSize) return found
    }
  }

  async function start (providerId: number, tenantId: string, action: string, body: object): Promise<OperationStarted> {
    const answer = await calls.call(providerId, tenantId, 'POST', `${numbersPath}/numberAssignments/${action}`, body)
    if (answer.status === 202) return { status: 'started', operationId: operationIdOf(answer) }
    if (answer.status === 403) throw faultOf(answer)
    return { status: 'refused', ...refusalOf(answer) }
  }

  return {
    async findAssignments (providerId, tenantId, numbers) {
      const wanted = new Set<E164>(numbers)
      const found = numbers.length <= singleLookups
        ? (await Promise.all(numbers.map(number => list(providerId, tenantId, `telephoneNumber eq '${number}'`))))
            .flat()
        : await list(providerId, tenantId, undefined)
      return new Map(
        found.filter(({ number }) => wanted.has(number)).map(assignment => [assignment.number, assignment])
      )
    },
    assignmentsOf: (providerId, tenantId, userId) => list(providerId, tenantId, `assignmentTargetId eq '${userId}'`),
    assignedNumbers: async (providerId, tenantId) =>
      (await list(providerId, tenantId, undefined)).filter(({ targetId }) => targetId !== undefined),
    startAssign: (providerId, tenantId, telephoneNumber, assignmentTargetId) =>
      start(providerId, tenantId, 'assignNumber', {
        telephoneNumber, assignmentTargetId, numberType: 'operatorConnect', assignmentCategory: 'primary'
      }),
    startUnassign: (providerId, tenantId, telephoneNumber) =>
      start(providerId, tenantId, 'unassignNumber', { telephoneNumber, numberType: 'operatorConnect' }),
    async operation (providerId, tenantId, operationId) {
      const path = `${numbersPath}/operations/${encodeURIComponent(operationId)}`
      const body = await calls.read(providerId, tenantId, path)
      if (body === undefined) return { status: 'vanished' }
      // A sample wraps the entity in `value`, the metadata has it bare (docs/wire/microsoft.md#graph-numbers).
      const { status, numbers } = parse(
        wire.operation, typeof body === 'object' && body !== null && 'value' in body ? body.value : body
      )
      if (status === 'succeeded') return { status }
      if (status !== 'failed') return { status: 'running' }
      return { status, reason: numbers?.[0]?.statusDetail ?? 'Microsoft gives no reason.' }
    }
  }
}

function operationIdOf (answer: HttpAnswer): string {
  const id = /operations(?:\/|\('|\(%27)([\w-]+)/.exec(String(answer.headers['location']))?.[1]
  if (id === undefined) {
    throw new UpstreamFault(
      'Microsoft Graph', 'unexpected', 'Microsoft Graph accepted a change without saying where to follow it.'
    )
  }
  return id
}
