import { australian, operatorForm, type Mock } from './start-mock.ts'
import { until } from '../support/until.ts'

/** Graph as the demo application of the Australian customer sees it. */
export async function graphOf (mock: Mock, tenantId = australian, clientId = 'b0000000-0000-4000-8000-000000000001') {
  const form = {
    ...operatorForm, client_id: clientId, client_secret: 'demo-customer-secret',
    scope: 'https://graph.microsoft.com/.default'
  }
  const { body } = await mock.askToken(form, tenantId)
  const call = (method: string, path: string, content?: unknown, headers: Record<string, string> = {}) =>
    mock.call(method, `/graph/v1.0${path}`, content, { authorization: `Bearer ${body.access_token}`, ...headers })
  const follow = (link: string | undefined) => call('GET', String(link).split('/graph/v1.0')[1] ?? '')

  async function settled (location: string | null) {
    return until(`the operation at ${location} is over`, async () => {
      const { body } = await follow(String(location))
      return !['notStarted', 'running'].includes(body.status) && body
    })
  }
  async function userId (name: string) {
    const answer = await call(
      'GET', `/users?$select=id&$filter=${encodeURIComponent(`startswith(displayName,'${name}')`)}`
    )
    return answer.body.value[0]?.id
  }
  return { call, follow, settled, userId }
}
