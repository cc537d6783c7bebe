import { CacheLookupPolicy, PublicClientApplication, type AccountInfo } from '@azure/msal-browser'
import { Dialplane } from '@dialplane/client'

/** What the API tells of itself without a token. */
interface Settings { readonly clientId: string, readonly authority: string, readonly scope: string }

export interface Session {
  readonly client: Dialplane
  readonly account: AccountInfo
  readonly scope: string
  signOut (): Promise<void>
}

const home = `${location.origin}/console/`

/**
 * Where a mock stands in for Entra it speaks http, which MSAL takes for no authority: it is then told of the endpoints
 * in place of asking for them.
 */
function authorityOf (authority: string): object {
  const secure = authority.replace(/^http:/, 'https:')
  const known = { authority: secure, knownAuthorities: [new URL(secure).host] }
  if (secure === authority) return known
  const oauth2 = `${authority}/oauth2/v2.0`
  return {
    ...known,
    authorityMetadata: JSON.stringify({
      authorization_endpoint: `${oauth2}/authorize`, token_endpoint: `${oauth2}/token`,
      end_session_endpoint: `${oauth2}/logout`, issuer: `${authority}/v2.0`,
      jwks_uri: `${authority}/discovery/v2.0/keys`
    })
  }
}

/** The session of whoever is signed in; leads to the sign-in, and never answers, when nobody is. */
export async function openSession (): Promise<Session> {
  const response = await fetch('/console/settings.json')
  const { clientId, authority, scope }: Settings = await response.json()
  const application = new PublicClientApplication({
    auth: { clientId, redirectUri: home, postLogoutRedirectUri: home, ...authorityOf(authority) },
    cache: { cacheLocation: 'sessionStorage' }
  })
  await application.initialize()
  const back = await application.handleRedirectPromise()
  const account = back?.account ?? application.getAllAccounts()[0]
  const wanted = { scopes: [scope] }
  const signIn = (): Promise<never> =>
    application.loginRedirect({ ...wanted, prompt: 'select_account' }).then(() => never)
  if (account === undefined || account === null) return await signIn()
  const token = async (renew = false): Promise<string> => {
    const policy = renew ? CacheLookupPolicy.RefreshToken : CacheLookupPolicy.AccessTokenAndRefreshToken
    const answer = await application.acquireTokenSilent({ ...wanted, account, cacheLookupPolicy: policy })
      .catch(() => signIn())
    return answer.accessToken
  }
  return {
    client: new Dialplane({ baseUrl: location.origin, token }),
    account,
    scope,
    signOut: () => application.logoutRedirect({ account })
  }
}

/** The page is being left. */
const never = new Promise<never>(() => {})
