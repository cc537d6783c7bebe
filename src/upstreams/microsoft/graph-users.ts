import { UpstreamFault } from '../../problems.ts'
import type { GraphCalls } from './graph-calls.ts'
import { faultOf, refusalOf } from './graph-refusal.ts'
import { toUser, userFields, wire, type WireUser, type WireUsers } from './graph-wire.ts'
import type { TenantUsers, UserChanges } from './graph.ts'
import { pathOfLink } from './pages.ts'
import { parse } from './parse.ts'

const isRemoved = (user: WireUser): boolean => user['@removed'] !== undefined

/** Users of a customer's directory. */
export function graphUsers (calls: GraphCalls): TenantUsers {
  return {
    async findUser (providerId, tenantId, idOrName) {
      const path = `/users/${encodeURIComponent(idOrName)}?$select=${userFields}`
      const body = await calls.read(providerId, tenantId, path)
      return body === undefined ? undefined : toUser(parse(wire.user, body))
    },
    async updateUser (providerId, tenantId, userId, attributes) {
      const answer = await calls.call(providerId, tenantId, 'PATCH', `/users/${encodeURIComponent(userId)}`, attributes)
      return answer.status === 204 || answer.status === 200
        ? { status: 'updated' }
        : { status: 'refused', ...refusalOf(answer) }
    },
    async userChanges (providerId, tenantId, link): Promise<UserChanges> {
      const baseUrl = await calls.baseUrlOf(providerId, tenantId)
      const followed = (link: string): string => pathOfLink({ upstream: 'Microsoft Graph', baseUrl }, link)
      // A link is checked when it comes; one of another Graph was kept when another one was configured.
      if (link !== undefined && !link.startsWith(`${baseUrl}/`)) return { status: 'expired' }
      const answer = await calls.call(
        providerId, tenantId, 'GET', link === undefined ? `/users/delta?$select=${userFields}` : followed(link)
      )
      if (answer.status === 410 || /^(resyncRequired|syncStateNotFound)$/i.test(refusalOf(answer).code)) {
        return { status: 'expired' }
      }
      if (answer.status !== 200) throw faultOf(answer)
      const page = parse(wire.users, answer.body)
      const { link: following, more } = linkOf(page)
      followed(following)
      if (more && following === link) {
        throw new UpstreamFault('Microsoft Graph', 'unexpected', 'Microsoft Graph leads in a circle through its users.')
      }
      return {
        status: 'changes', users: page.value.filter(user => !isRemoved(user)).map(toUser),
        removed: page.value.filter(isRemoved).map(({ id }) => id), link: following, more
      }
    }
  }
}

function linkOf (page: WireUsers): { link: string, more: boolean } {
  const next = page['@odata.nextLink']
  const link = next ?? page['@odata.deltaLink']
  if (link === undefined) {
    throw new UpstreamFault('Microsoft Graph', 'unexpected', 'Microsoft Graph sent a page of users that leads nowhere.')
  }
  return { link, more: next !== undefined }
}
