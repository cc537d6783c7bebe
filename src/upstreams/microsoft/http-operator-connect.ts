import { EntraTokens } from './entra-tokens.ts'
import { tenantFinder } from './find-tenant.ts'
import { HttpClient } from './http-client.ts'
import type { OperatorConnect } from './microsoft.ts'
import { operatorCatalogue } from './operator-catalogue.ts'
import { OperatorCalls, type OperatorConnectSettings } from './operator-calls.ts'
import { examine } from './operator-examination.ts'
import { operatorReleases, operatorUploads } from './operator-jobs.ts'
import { operatorLeads } from './operator-leads.ts'
import { operatorNumbers } from './operator-numbers.ts'

export type { OperatorConnectSettings } from './operator-calls.ts'

/** Its paths are ours until the real ones are known: docs/wire/microsoft.md#paths-of-the-operator-api. */
export function httpOperatorConnect (settings: OperatorConnectSettings): OperatorConnect {
  const login = new HttpClient(settings.loginUrl, 'Entra', settings.userAgent, settings.deadlines)
  const http = new HttpClient(settings.operatorUrl, 'Microsoft', settings.userAgent, settings.deadlines)
  const tokens = new EntraTokens(login, settings.tokens)
  const calls = new OperatorCalls(settings, http, tokens)
  return {
    ...operatorNumbers(calls),
    ...operatorUploads(calls),
    ...operatorReleases(calls),
    ...operatorLeads(calls),
    ...operatorCatalogue(calls),
    applicationOf: async (providerId, which) => (await settings.credentialsOf({ providerId, ...which })).clientId,
    examine: (providerId, operatorTenantId) => examine({ settings, login, http, tokens }, providerId, operatorTenantId),
    findTenant: tenantFinder(settings, login),
    close: async () => { await Promise.all([login.close(), http.close()]) }
  }
}
