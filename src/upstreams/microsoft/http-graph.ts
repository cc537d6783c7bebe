import { EntraTokens } from './entra-tokens.ts'
import { activatingNeeds, domainNeeds, numberNeeds } from './graph-access.ts'
import { GraphCalls, type GraphSettings } from './graph-calls.ts'
import { graphDomains } from './graph-domains.ts'
import { graphNumbers } from './graph-numbers.ts'
import { graphPolicies } from './graph-policies.ts'
import { graphUsers } from './graph-users.ts'
import type { TenantGraph } from './graph.ts'
import { HttpClient } from './http-client.ts'

export function httpGraph (settings: GraphSettings): TenantGraph {
  const login = new HttpClient(settings.loginUrl, 'Entra', settings.userAgent, settings.deadlines)
  const http = new HttpClient(settings.graphUrl, 'Microsoft Graph', settings.userAgent, settings.deadlines)
  const calls = new GraphCalls(settings, http, new EntraTokens(login, settings.tokens))
  return {
    ...graphNumbers(calls),
    ...graphUsers(calls),
    ...graphDomains(calls),
    ...graphPolicies(calls),
    checkConnection: (providerId, tenantId, given) => calls.check(providerId, tenantId, numberNeeds, given),
    checkDomainAccess: (providerId, tenantId, activates) =>
      calls.check(providerId, tenantId, activates ? [...domainNeeds, ...activatingNeeds] : domainNeeds),
    close: async () => { await Promise.all([login.close(), http.close()]) }
  }
}
