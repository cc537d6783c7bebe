import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import { mostItems } from '../state/behaviour.ts'
import type { Tenant } from '../state/world.ts'
import { userReaders, type GraphGate } from './gate.ts'
import { allowOnly, contextOf, decodeToken, encodeToken, pick, sameWith, type GraphQuery } from './query.ts'
import { selected } from './users.ts'

// A token remembers the world it was given in, the changes its round spans, and where a page stopped.
const Token = Type.Object({
  epoch: Type.String(),
  since: Type.Integer(),
  /** Where this round ends: what changes while its pages are read belongs to the next one. */
  until: Type.Union([Type.Integer(), Type.Null()]),
  offset: Type.Integer(),
  select: Type.Array(Type.String())
})
type Token = Static<typeof Token>

/** `GET /users/delta`: everything at first, then what changed since the token of the last round. */
export function userDeltaRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  app.get<{ Querystring: GraphQuery }>('/users/delta', { onRequest: gate.admit(userReaders) }, async (request) => {
    const { query } = request
    allowOnly(query, ['$select', '$skiptoken', '$deltatoken'])
    const tenant = gate.tenantOf(request)
    const { epoch } = mock.world
    const token = readToken(epoch, tenant, query)
    const until = token.until ?? tenant.userChanges
    const size = mostItems(mock.world.behaviour, pageSize(request.headers['prefer']))
    const changed = changesSince(tenant, token)
    const end = token.offset + size
    const isLast = changed.length <= end
    const next = isLast ? { ...token, since: until, until: null, offset: 0 } : { ...token, until, offset: end }
    const link = sameWith(mock, request, {
      $select: null, $skiptoken: isLast ? null : encodeToken(next), $deltatoken: isLast ? encodeToken(next) : null
    })
    return {
      '@odata.context': contextOf(mock, request, 'users'),
      [isLast ? '@odata.deltaLink' : '@odata.nextLink']: link,
      value: changed.slice(token.offset, end)
    }
  })
}

function readToken (epoch: string, tenant: Tenant, query: GraphQuery): Token {
  const given = query['$skiptoken'] ?? query['$deltatoken']
  const fresh = { epoch, since: 0, until: null, offset: 0, select: selected(query) }
  if (given === undefined) return { ...fresh, since: -1 }
  if (given === 'latest') return { ...fresh, since: tenant.userChanges }
  const token = decodeToken(given)
  if (Value.Check(Token, token) && token.epoch === epoch) return token
  throw new Refusal(
    410, 'syncStateNotFound', 'The delta token is no longer valid, and the application must restart the sync.'
  )
}

function changesSince (tenant: Tenant, { since, select }: Token) {
  const wanted = ['id', ...select]
  const present = [...tenant.users.values()]
    .filter((user) => (tenant.userChangedIn.get(user.id) ?? 0) > since)
    .map((user) => pick(user, wanted))
  const gone = since < 0 ? [] : [...tenant.userRemovedIn].filter(([, change]) => change > since)
  return [...present, ...gone.map(([id]) => ({ id, '@removed': { reason: 'changed' } }))]
}

function pageSize (prefer: string | string[] | undefined) {
  const size = Number(/odata\.maxpagesize=(\d+)/.exec(String(prefer))?.[1] ?? 100)
  return Math.min(Math.max(size, 1), 999)
}
