import { UpstreamFault } from '../../problems.ts'
import type { UpstreamDeadlines } from '../outbound/steady-pool.ts'
import type { HostsOf } from './clouds.ts'
import { HttpClient } from './http-client.ts'
import type { MicrosoftIdentities } from './identities.ts'
import { requestToken } from './token-request.ts'

export interface IdentitySettings {
  readonly hostsOf: HostsOf
  readonly identityUrl: string
  readonly operatorScope: string
  readonly deadlines?: UpstreamDeadlines | undefined
}

export function httpIdentities (settings: IdentitySettings): MicrosoftIdentities {
  const http = new HttpClient(settings.hostsOf('global').loginUrl, 'Entra', undefined, settings.deadlines)
  return {
    async tryCredential (application, credential, use) {
      const { graphUrl } = settings.hostsOf(application.cloud ?? 'global')
      const scope = use === 'operator' ? settings.operatorScope : `${graphUrl.replace(/\/+$/, '')}/.default`
      try {
        await requestToken(http, settings, application, credential, scope)
        return { status: 'accepted' }
      } catch (error) {
        if (error instanceof UpstreamFault && error.kind === 'unauthorized') {
          return { status: 'refused', reason: error.message }
        }
        throw error
      }
    },
    close: () => http.close()
  }
}
