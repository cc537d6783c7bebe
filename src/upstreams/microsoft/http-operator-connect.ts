import { UpstreamFault } from '../../problems.ts'
import { EntraTokens } from './entra-tokens.ts'
import { HttpClient } from './http-client.ts'
import type { OperatorConnect } from './microsoft.ts'
import { OperatorCalls, type OperatorConnectSettings } from './operator-calls.ts'
import { operatorReleases, operatorUploads } from './operator-jobs.ts'
import { operatorLeads } from './operator-leads.ts'
import { operatorNumbers } from './operator-numbers.ts'
import { wire } from './operator-wire.ts'
import { parse } from './parse.ts'

export type { OperatorConnectSettings } from './operator-calls.ts'

/** Its paths are ours until the real ones are known: docs/wire/microsoft.md#paths-of-the-operator-api. */
export function httpOperatorConnect (settings: OperatorConnectSettings): OperatorConnect {
  const login = new HttpClient(settings.loginUrl, 'Entra', settings.userAgent)
  const http = new HttpClient(settings.operatorUrl, 'Microsoft', settings.userAgent)
  const calls = new OperatorCalls(settings, http, new EntraTokens(login, settings.tokens))
  return {
    ...operatorNumbers(calls),
    ...operatorUploads(calls),
    ...operatorReleases(calls),
    ...operatorLeads(calls),
    findTenant: (_providerId, tenantId) => findTenant(login, tenantId),
    close: async () => { await Promise.all([login.close(), http.close()]) }
  }
}

async function findTenant (
  login: HttpClient, tenantId: string
): ReturnType<OperatorConnect['findTenant']> {
  const answer = await login.request({
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
