import { UpstreamFault } from '../../problems.ts'
import type { Application } from './identities.ts'
import type { HttpClient } from './http-client.ts'
import type { OperatorConnect } from './microsoft.ts'
import type { OperatorConnectSettings } from './operator-calls.ts'
import { wire } from './operator-wire.ts'
import { parse } from './parse.ts'

/** Asks the public metadata of the cloud that the provider's application is in, through its proxy. */
export const tenantFinder = (settings: OperatorConnectSettings, login: HttpClient): OperatorConnect['findTenant'] =>
  async (providerId, tenantId) => {
    const { cloud, proxyUrl } = await applicationOf(settings, providerId)
    const answer = await login.at(settings.tokens?.hostsOf?.(cloud ?? 'global').loginUrl, proxyUrl).request({
      method: 'GET', path: `/${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`
    })
    if (answer.status === 200) {
      return { status: 'exists', region: parse(wire.tenant, answer.body).tenant_region_scope ?? undefined }
    }
    if (wire.tenantRefusal.Check(answer.body) && answer.body.error === 'invalid_tenant') return { status: 'unknown' }
    throw new UpstreamFault('Entra', 'unexpected', `Entra answered ${answer.status} to a question for a tenant.`, {
      cause: answer.body
    })
  }

/** No credentials are needed, so that a provider without a connection asks the global cloud. */
async function applicationOf (
  { credentialsOf }: OperatorConnectSettings, providerId: number
): Promise<Pick<Application, 'cloud' | 'proxyUrl'>> {
  try {
    return await credentialsOf({ providerId })
  } catch (error) {
    if (error instanceof UpstreamFault && error.kind === 'forbidden') return {}
    throw error
  }
}
