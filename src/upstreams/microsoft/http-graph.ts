import { UpstreamFault } from '../../problems.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { EntraTokens, type ClientCredentials } from './entra-tokens.ts'
import { activatingNeeds, checkAccess, domainNeeds, numberNeeds } from './graph-access.ts'
import { graphDomains, type GraphMethod } from './graph-domains.ts'
import type {
  ConnectionCheck, NumberAssignment, OperationStarted, SealedCredentials, TenantGraph, UserChanges
} from './graph.ts'
import { faultOf, refusalOf } from './graph-refusal.ts'
import { toAssignment, toUser, userFields, wire } from './graph-wire.ts'
import { HttpClient, type HttpAnswer } from './http-client.ts'
import { parse } from './operator-wire.ts'

export interface GraphSettings {
  readonly loginUrl: string
  readonly graphUrl: string
  /** The customer's stored registration; undefined when it has none. */
  credentialsOf (providerId: number, tenantId: string): Promise<SealedCredentials | undefined>
  /** Opens a sealed secret, given in base64. */
  open (sealedSecret: string): string
}

/** Up to here each number is asked for by itself; beyond, reading the tenant's list page by page costs less. */
const singleLookups = 20
const pageSize = 1000
const numbersPath = '/admin/teams/telephoneNumberManagement'

export function httpGraph (settings: GraphSettings): TenantGraph {
  const login = new HttpClient(settings.loginUrl, 'Entra')
  const http = new HttpClient(settings.graphUrl, 'Microsoft Graph')
  const tokens = new EntraTokens(login)
  const scope = `${settings.graphUrl.replace(/\/+$/, '')}/.default`

  const opened = (tenantId: string, { clientId, sealedSecret }: SealedCredentials): ClientCredentials =>
    ({ tenantId, clientId, clientSecret: settings.open(sealedSecret) })

  async function send (
    credentials: ClientCredentials, method: GraphMethod, path: string, body?: object
  ): Promise<HttpAnswer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await http.request({
        method,
        path: `/v1.0${path}`,
        headers: {
          authorization: `Bearer ${await tokens.get(credentials, scope)}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(path.startsWith('/users/delta') && { prefer: `odata.maxpagesize=${pageSize - 1}` })
        },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      if (answer.status !== 401) return answer
      // A token that expired or was revoked on the way; a 401 changes nothing, so one more try is safe.
      tokens.forget(credentials, scope)
      if (attempt === 2) {
        throw new UpstreamFault(
          'Microsoft Graph', 'unauthorized', "Microsoft Graph does not accept the token of the customer's application."
        )
      }
    }
  }

  async function call (
    providerId: number, tenantId: string, method: GraphMethod, path: string, body?: object
  ): Promise<HttpAnswer> {
    const stored = await settings.credentialsOf(providerId, tenantId)
    if (stored === undefined) {
      throw new UpstreamFault(
        'Microsoft Graph', 'forbidden', 'The customer has no token connection to its Microsoft tenant.'
      )
    }
    return send(opened(tenantId, stored), method, path, body)
  }

  async function read (providerId: number, tenantId: string, path: string): Promise<unknown> {
    const answer = await call(providerId, tenantId, 'GET', path)
    if (answer.status === 200) return answer.body
    if (answer.status === 404) return undefined
    throw faultOf(answer)
  }

  /** A list may be empty, but not absent: that would read as if nobody had any number. */
  async function readList (providerId: number, tenantId: string, path: string): Promise<unknown> {
    const answer = await call(providerId, tenantId, 'GET', path)
    if (answer.status !== 200) throw faultOf(answer)
    return answer.body
  }

  async function list (providerId: number, tenantId: string, filter: string | undefined): Promise<NumberAssignment[]> {
    const found: NumberAssignment[] = []
    const narrowed = filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`
    for (let skip = 0; ; skip += pageSize) {
      const { value } = parse(
        wire.assignments,
        await readList(
          providerId, tenantId, `${numbersPath}/numberAssignments?$top=${pageSize}&$skip=${skip}${narrowed}`
        )
      )
      found.push(...value.map(toAssignment))
      if (value.length < pageSize) return found
    }
  }

  async function start (providerId: number, tenantId: string, action: string, body: object): Promise<OperationStarted> {
    const answer = await call(providerId, tenantId, 'POST', `${numbersPath}/numberAssignments/${action}`, body)
    if (answer.status === 202) return { status: 'started', operationId: operationIdOf(answer) }
    if (answer.status === 403) throw faultOf(answer)
    return { status: 'refused', ...refusalOf(answer) }
  }

  async function check (
    tenantId: string, credentials: SealedCredentials | undefined, needs: typeof numberNeeds
  ): Promise<ConnectionCheck> {
    if (credentials === undefined) {
      return { status: 'none', reason: 'The customer has no token connection to its Microsoft tenant.' }
    }
    const application = opened(tenantId, credentials)
    tokens.forget(application, scope) // a token from the cache would say nothing of the secret
    return checkAccess(needs, application, () => tokens.get(application, scope), path => send(application, 'GET', path))
  }

  return {
    ...graphDomains(call),
    checkConnection: async (providerId, tenantId, given) =>
      check(tenantId, given ?? await settings.credentialsOf(providerId, tenantId), numberNeeds),
    checkDomainAccess: async (providerId, tenantId, activates) =>
      check(
        tenantId, await settings.credentialsOf(providerId, tenantId),
        activates ? [...domainNeeds, ...activatingNeeds] : domainNeeds
      ),
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
      const body = await read(providerId, tenantId, `${numbersPath}/operations/${encodeURIComponent(operationId)}`)
      if (body === undefined) return { status: 'vanished' }
      // A sample wraps the entity in `value`, the metadata has it bare (docs/wire/microsoft.md#graph-numbers).
      const { status, numbers } = parse(
        wire.operation, typeof body === 'object' && body !== null && 'value' in body ? body.value : body
      )
      if (status === 'succeeded') return { status }
      if (status !== 'failed') return { status: 'running' }
      return { status, reason: numbers?.[0]?.statusDetail ?? 'Microsoft gives no reason.' }
    },
    async findUser (providerId, tenantId, idOrName) {
      const body = await read(providerId, tenantId, `/users/${encodeURIComponent(idOrName)}?$select=${userFields}`)
      return body === undefined ? undefined : toUser(parse(wire.user, body))
    },
    async updateUser (providerId, tenantId, userId, attributes) {
      const answer = await call(providerId, tenantId, 'PATCH', `/users/${encodeURIComponent(userId)}`, attributes)
      return answer.status === 204 || answer.status === 200
        ? { status: 'updated' }
        : { status: 'refused', ...refusalOf(answer) }
    },
    async userChanges (providerId, tenantId, link): Promise<UserChanges> {
      const answer = await call(
        providerId, tenantId, 'GET', link === undefined ? `/users/delta?$select=${userFields}` : pathOf(link)
      )
      if (answer.status === 410 || /^(resyncRequired|syncStateNotFound)$/i.test(refusalOf(answer).code)) {
        return { status: 'expired' }
      }
      if (answer.status !== 200) throw faultOf(answer)
      const page = parse(wire.users, answer.body)
      const [next, delta] = [page['@odata.nextLink'], page['@odata.deltaLink']]
      const following = next ?? delta
      if (following === undefined) {
        throw new UpstreamFault(
          'Microsoft Graph', 'unexpected', 'Microsoft Graph sent a page of users that leads nowhere.'
        )
      }
      const isRemoved = (user: typeof page.value[number]): boolean => user['@removed'] !== undefined
      return {
        status: 'changes', users: page.value.filter(user => !isRemoved(user)).map(toUser),
        removed: page.value.filter(isRemoved).map(({ id }) => id), link: following, more: next !== undefined
      }
    },
    close: async () => { await Promise.all([login.close(), http.close()]) }
  }
}

/** Links are absolute; only their part after the version is used, so that none can lead our token to another host. */
function pathOf (link: string): string {
  const path = /\/v1\.0(\/.*)$/.exec(link)?.[1]
  if (path === undefined) {
    throw new UpstreamFault('Microsoft Graph', 'unexpected', 'Microsoft Graph sent a link that we cannot follow.')
  }
  return path
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
