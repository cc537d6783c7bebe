import type { Config } from '../config.ts'
import { SigningKeys } from './signing-keys.ts'

/** One `iss` of tokens that we accept, with the keys that sign them. */
interface Issuer {
  readonly template: string
  readonly keys: SigningKeys
}

/** What Entra issues in each cloud: tokens of version 2.0 and 1.0, signed with the same keys. */
const clouds: Readonly<Record<string, { readonly issuers: readonly string[], readonly keys: string }>> = {
  entra: {
    issuers: ['https://login.microsoftonline.com/{tenantid}/v2.0', 'https://sts.windows.net/{tenantid}/'],
    keys: 'https://login.microsoftonline.com/common/discovery/v2.0/keys'
  },
  'entra-us-government': {
    issuers: [
      'https://login.microsoftonline.us/{tenantid}/v2.0', 'https://login.microsoftonline.us/{tenantid}/',
      'https://sts.windows.net/{tenantid}/'
    ],
    keys: 'https://login.microsoftonline.us/common/discovery/v2.0/keys'
  },
  'entra-china': {
    issuers: [
      'https://login.partner.microsoftonline.cn/{tenantid}/v2.0', 'https://login.chinacloudapi.cn/{tenantid}/v2.0',
      'https://sts.chinacloudapi.cn/{tenantid}/'
    ],
    keys: 'https://login.chinacloudapi.cn/common/discovery/v2.0/keys'
  }
}

const list = (text: string): string[] => text.split(/[\s,]+/).filter(entry => entry !== '')

/** The issuers that are configured: clouds by their word, others by their `iss`, each with the place of its keys. */
export function readIssuers (
  { TOKEN_ISSUER, TOKEN_JWKS_URL }: Pick<Config, 'TOKEN_ISSUER' | 'TOKEN_JWKS_URL'>
): readonly Issuer[] {
  const keys = new Map<string, SigningKeys>()
  const keysAt = (url: string): SigningKeys => {
    const known = keys.get(url) ?? new SigningKeys(url)
    keys.set(url, known)
    return known
  }
  const places = list(TOKEN_JWKS_URL)
  const others = list(TOKEN_ISSUER).filter(entry => clouds[entry] === undefined)
  if (others.length > 0 && places.length !== 1 && places.length !== others.length) {
    throw new Error('TOKEN_JWKS_URL names one place for all issuers of TOKEN_ISSUER, or one for each.')
  }
  return [
    ...list(TOKEN_ISSUER).flatMap(entry => {
      const cloud = clouds[entry]
      return cloud === undefined ? [] : cloud.issuers.map(template => ({ template, keys: keysAt(cloud.keys) }))
    }),
    ...others.map((template, index) => ({ template, keys: keysAt(places[index] ?? places[0] ?? '') }))
  ]
}

/** Where applications get their tokens and what for, as the documents tell it. */
export function tokenPlace (
  { TOKEN_URL, TOKEN_ISSUER, TOKEN_AUDIENCE }: Pick<Config, 'TOKEN_URL' | 'TOKEN_ISSUER' | 'TOKEN_AUDIENCE'>
): { readonly url: string, readonly scope: string } {
  const issuer = list(TOKEN_ISSUER)[0] ?? ''
  const { origin } = new URL(clouds[issuer]?.keys ?? issuer)
  const audience = (list(TOKEN_AUDIENCE)[0] ?? '').replace(/^api:\/\//, '')
  return { url: TOKEN_URL || `${origin}/organizations/oauth2/v2.0/token`, scope: `api://${audience}/.default` }
}

/** Where people sign in, and what the console asks for there. */
export function signInPlace (
  { CONSOLE_AUTHORITY, ...token }: Pick<Config, 'CONSOLE_AUTHORITY' | 'TOKEN_URL' | 'TOKEN_ISSUER' | 'TOKEN_AUDIENCE'>
): { readonly authority: string, readonly scope: string } {
  const { url, scope } = tokenPlace({ ...token, TOKEN_URL: '' })
  return {
    authority: CONSOLE_AUTHORITY || url.replace(/\/oauth2.*$/, ''),
    scope: scope.replace('.default', personalScope)
  }
}

/** The permission by which a person lets an application call us; it is exposed by the API's registration at Entra. */
export const personalScope = 'access_as_user'

/**
 * Every form in which a token may name us: Entra writes the bare application id in version 2.0, and in version 1.0 what
 * the client asked for, which is often `api://` and that id.
 */
export function readAudiences ({ TOKEN_AUDIENCE }: Pick<Config, 'TOKEN_AUDIENCE'>): readonly string[] {
  return [...new Set(list(TOKEN_AUDIENCE).flatMap(audience => {
    const [, id] = /^(?:api:\/\/)?([0-9a-f-]{36})$/i.exec(audience) ?? []
    return id === undefined ? [audience] : [id, `api://${id}`]
  }))]
}

/** Those whose tokens for this directory carry the `iss`. */
export function issuersOf (issuers: readonly Issuer[], iss: string, tenantId: string): readonly Issuer[] {
  return issuers.filter(({ template }) => template.replace('{tenantid}', tenantId) === iss)
}
