import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, type Caller } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { uuid } from '../../schemas/uuid.ts'
import { WholeNumber } from '../../schemas/value.ts'
import { callerListing, callerOf, callersPage, isRegistered } from '../records/callers.ts'
import { CallerChange, NewCaller, RegisteredCaller, RegisteredCallerPage } from '../schemas/caller.ts'
import { addCaller } from '../tasks/add-caller.ts'
import { changeCaller } from '../tasks/change-caller.ts'
import { removeCaller } from '../tasks/remove-caller.ts'
import { ownCustomer } from './customers.ts'
import { ownChannel } from './own-channel.ts'

const tags = ['Applications']
/** An id that nothing of the demo has, so that trying an example changes nothing. */
const params = Type.Object({
  callerId: Type.String({
    description: 'Id of the registration.', examples: ['0d2f6c1e-7a34-4a0e-9b55-6f1f0c6f7a11']
  })
})

const reads: Resource = (scope, { records }) => {
  scope.get('/callers', {
    config: { roles: administering, versions: ['v3'] },
    schema: {
      operationId: 'listCallers',
      summary: 'List applications that may call',
      description: 'Those of the caller\'s part of the tree, and when each of them last called.',
      tags,
      querystring: Type.Object({
        ...listQuery(callerListing),
        channelId: Type.Optional(WholeNumber({ description: 'Only those that act for this channel itself.' })),
        umpCustomerGuid: Type.Optional(
          Type.String({ maxLength: 150, description: 'Only those that act for this customer.' })
        )
      }),
      response: { 200: ref(RegisteredCallerPage) }
    }
  }, async (request, reply) => {
    const { caller, query: { channelId, umpCustomerGuid } } = request
    const isNobody = umpCustomerGuid !== undefined && !uuid.test(umpCustomerGuid)
    const filter = { channelId, customerId: umpCustomerGuid }
    return answerList(request, reply, callerListing, async place =>
      isNobody ? { total: 0, data: [], next: undefined } : callersPage(records(caller), filter, place))
  })

  scope.get('/callers/:callerId', {
    config: { roles: administering, versions: ['v3'], problems: ['caller_not_found'] },
    schema: {
      operationId: 'getCaller', summary: 'Get one application', tags, params, response: { 200: ref(RegisteredCaller) }
    }
  }, ({ caller, params }) => ownCaller(records(caller), params.callerId))
}

const addition: Resource = (scope, { records, queue }) => {
  scope.post('/callers', {
    config: {
      roles: administering, versions: ['v3'], makes: addCaller,
      problems: ['channel_not_found', 'customer_not_found', 'out_of_scope', 'caller_exists']
    },
    schema: {
      operationId: 'addCaller',
      summary: 'Register an application',
      description:
        'Lets an application of a directory call this API for a node of the tree, with at most this role. ' +
        '`outputData.CallerId` of the task is its registration.',
      tags,
      body: ref(NewCaller),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, body: { name, clientId, tenantId, role, expiresAt, ticketId, ...wanted } } = request
    const node = await nodeOf(records(caller), caller, wanted)
    const known = records(caller).beyondReach('an application acts for one node, whoever has registered it')
    if (await isRegistered(known, tenantId, clientId)) {
      throw new Problem('caller_exists', `Application ${clientId} of directory ${tenantId} is registered already.`)
    }
    return acceptTask(queue, request, reply, {
      kind: addCaller,
      input: {
        callerId: randomUUID(), name: name.trim(), clientId, tenantId, role, ...node,
        ...(expiresAt !== undefined && expiresAt.trim() !== '' && { expiresAt: readEnd(expiresAt) })
      },
      ...node, ticketId
    })
  })
}

const change: Resource = (scope, { records, queue }) => {
  scope.patch('/callers/:callerId', {
    config: { roles: administering, versions: ['v3'], makes: changeCaller, problems: ['caller_not_found'] },
    schema: {
      operationId: 'changeCaller',
      summary: 'Change an application',
      description:
        'Disables or enables it, or sets its name, its role and its end. Its calls follow within half a minute.',
      tags,
      params,
      body: ref(CallerChange),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params, body: { expiresAt, ticketId, ...changes } } = request
    const found = await ownCaller(records(caller), params.callerId)
    const end = expiresAt === undefined || expiresAt.trim() === '' ? expiresAt?.trim() : readEnd(expiresAt)
    if (isSelf(caller, found) && (changes.disabled === true || (changes.role ?? 'Admin') !== 'Admin' || !!end)) {
      throw invalid({ '': ['An application does not take rights away from itself: use another one.'] })
    }
    return acceptTask(queue, request, reply, {
      kind: changeCaller,
      input: { callerId: found.id, ...changes, ...(end !== undefined && { expiresAt: end }) },
      ...placeOf(caller, found), ticketId
    })
  })
}

const removal: Resource = (scope, { records, queue }) => {
  scope.delete('/callers/:callerId', {
    config: { roles: administering, versions: ['v3'], makes: removeCaller, problems: ['caller_not_found'] },
    schema: {
      operationId: 'removeCaller',
      summary: 'Remove an application',
      description: 'Its calls are refused within half a minute. What it asked for before goes on.',
      tags,
      params,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const found = await ownCaller(records(caller), params.callerId)
    if (isSelf(caller, found)) throw invalid({ '': ['An application does not remove itself: use another one.'] })
    return acceptTask(queue, request, reply, {
      kind: removeCaller, input: { callerId: found.id }, ...placeOf(caller, found)
    })
  })
}

export const callers: Resource = (scope, means) => {
  for (const routes of [reads, addition, change, removal]) routes(scope, means)
}

interface Node { readonly channelId?: number, readonly customerId?: string }

/** The node that a body names, or that of whoever asks; it lies within the caller's reach. */
async function nodeOf (
  records: ReachedRecords, caller: Caller,
  { channelId, umpCustomerGuid }: Pick<NewCaller, 'channelId' | 'umpCustomerGuid'>
): Promise<Node> {
  if (channelId !== undefined && umpCustomerGuid !== undefined) {
    throw invalid({ UmpCustomerGuid: ['Name only one of channelId and umpCustomerGuid.'] })
  }
  if (umpCustomerGuid !== undefined) return { customerId: (await ownCustomer(records, umpCustomerGuid)).id }
  if (channelId !== undefined) return { channelId: (await ownChannel(records, channelId)).id }
  if (caller.customerId !== undefined) return { customerId: caller.customerId }
  return caller.channelId === undefined ? {} : { channelId: caller.channelId }
}

/** By which channel and customer the task is found; whoever asks reads it. */
function placeOf (
  caller: Caller, { channelId, umpCustomerGuid }: RegisteredCaller
): { channelId: number | undefined, customerId: string | undefined } {
  return { channelId: caller.channelId ?? channelId ?? undefined, customerId: umpCustomerGuid ?? undefined }
}

function isSelf (caller: Caller, { clientId, tenantId }: RegisteredCaller): boolean {
  return caller.id.toLowerCase() === `${clientId}@${tenantId}`
}

function readEnd (text: string): string {
  const time = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/i.test(text.trim())
    ? new Date(text.trim())
    : undefined
  if (time === undefined || Number.isNaN(time.getTime())) {
    throw invalid({ ExpiresAt: [`${text} is not a time. Write it as in 2027-01-31T00:00:00Z.`] })
  }
  return time.toISOString()
}

async function ownCaller (records: ReachedRecords, id: string): Promise<RegisteredCaller> {
  const found = uuid.test(id) ? await callerOf(records, id) : undefined
  if (found === undefined) throw new Problem('caller_not_found', `Application ${id} does not exist.`)
  return found
}
