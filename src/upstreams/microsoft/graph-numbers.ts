import { UpstreamFault } from '../../problems.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { pageSize, type GraphCalls } from './graph-calls.ts'
import { faultOf, refusalOf } from './graph-refusal.ts'
import { toAssignment, wire } from './graph-wire.ts'
import type { NumberAssignment, OperationStarted, TenantNumbers } from './graph.ts'
import type { HttpAnswer } from './http-client.ts'
import { pagesOf, readAll, type Page } from './pages.ts'
import { parse } from './parse.ts'

/** Up to here each number is asked for by itself; beyond, reading the tenant's list page by page costs less. */
const singleLookups = 20
const numbersPath = '/admin/teams/telephoneNumberManagement'

const keyOf = ({ number }: NumberAssignment): string => number

function toPage (body: unknown): Page<NumberAssignment> {
  const { value, '@odata.nextLink': nextLink } = parse(wire.assignments, body)
  return { items: value.map(toAssignment), nextLink }
}

/** Numbers as a customer's tenant has them, and who has them there. */
export function graphNumbers (calls: GraphCalls): TenantNumbers {
  async function list (providerId: number, tenantId: string, filter: string | undefined): Promise<NumberAssignment[]> {
    const narrowed = filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`
    const from = (skip: number): string => `?$top=${pageSize}&$skip=${skip}${narrowed}`
    return readAll(await calls.list(providerId, tenantId, `${numbersPath}/numberAssignments`, { toPage, keyOf, from }))
  }

  /** A number is in the list once, so that nothing can come after it. */
  async function lookUp (providerId: number, tenantId: string, number: E164): Promise<readonly NumberAssignment[]> {
    const path = `${numbersPath}/numberAssignments?$filter=${encodeURIComponent(`telephoneNumber eq '${number}'`)}`
    for await (const found of pagesOf(await calls.list(providerId, tenantId, path, { toPage, keyOf }))) {
      if (found.length > 0) return found
    }
    return []
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
        ? (await Promise.all(numbers.map(number => lookUp(providerId, tenantId, number)))).flat()
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
