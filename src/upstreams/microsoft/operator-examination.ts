import { setTimeout as sleep } from 'node:timers/promises'
import { UpstreamFault } from '../../problems.ts'
import { closedBy } from './connection-trouble.ts'
import type { EntraTokens } from './entra-tokens.ts'
import type { HttpAnswer, HttpClient } from './http-client.ts'
import { gateNames, type GateName } from '../../schemas/microsoft-gate.ts'
import type { Gate } from './microsoft.ts'
import type { OperatorConnectSettings, OperatorCredentials } from './operator-calls.ts'
import { wire } from './operator-wire.ts'
import { claimsOf } from './token-refused.ts'
import { rolesOf } from './token-roles.ts'

interface Means {
  readonly settings: OperatorConnectSettings
  readonly login: HttpClient
  readonly http: HttpClient
  readonly tokens: EntraTokens
}

/** What a gate found: that it is open, or what to do. */
type Found = { result: 'passed' | 'failed', message: string }

const passed = (message: string): Found => ({ result: 'passed', message })
const failed = (message: string): Found => ({ result: 'failed', message })

/** Who may look and change numbers needs one role of each (docs/wire/microsoft.md#access-to-the-operator-api). */
const neededRoles: ReadonlyArray<readonly string[]> = [
  ['PartnerSettings.Read', 'PartnerSettings.Write', 'Data.Read', 'Data.Write'],
  ['TrunkManagement.Read', 'TrunkManagement.Write', 'Data.Read', 'Data.Write'],
  ['NumberManagement.Write', 'Data.Write']
]

/** How often a read that Microsoft puts off is asked, and the longest pause, in seconds, that is waited for. */
const [askedAtMost, longestPause] = [3, 10]

/** Walks the gates one after another; the first one that is closed ends the walk. */
export async function examine (means: Means, providerId: number, operatorTenantId: string): Promise<Gate[]> {
  const credentials = await means.settings.credentialsOf({ providerId, operatorTenantId })
  const walk = new Walk(means, credentials)
  const gates = new Map<GateName, Found>()
  for (const open of [() => walk.reach(), () => walk.token(), () => walk.role(), () => walk.api()]) {
    for (const [gate, found] of await open()) gates.set(gate, found)
    if ([...gates.values()].some(({ result }) => result === 'failed')) break
  }
  return gateNames.map(gate => ({
    gate, ...gates.get(gate) ?? { result: 'skipped' as const, message: 'Not tried: a gate before it is closed.' }
  }))
}

class Walk {
  readonly #means: Means
  readonly #credentials: OperatorCredentials
  #token = ''

  constructor (means: Means, credentials: OperatorCredentials) {
    this.#means = means
    this.#credentials = credentials
  }

  /** Both hosts answer, whatever they say. */
  async reach (): Promise<Array<[GateName, Found]>> {
    const { settings, login, http } = this.#means
    const { cloud, proxyUrl, tenantId } = this.#credentials
    const loginUrl = settings.tokens?.hostsOf?.(cloud ?? 'global').loginUrl
    const hosts = [
      { client: login.at(loginUrl, proxyUrl), path: `/${tenantId}/v2.0/.well-known/openid-configuration` },
      { client: http.at(undefined, proxyUrl), path: '/' }
    ]
    for (const { client, path } of hosts) {
      const { gate, message } = await trouble(client, path, proxyUrl) ?? {}
      if (gate !== undefined && message !== undefined) {
        const before = gateNames.slice(0, gateNames.indexOf(gate))
        return [...before.map((name): [GateName, Found] => [name, passed('Open.')]), [gate, failed(message)]]
      }
    }
    const isSecure = hosts.every(({ client }) => client.baseUrl.startsWith('https:'))
    return [
      ['network', passed(`${hosts.map(({ client }) => new URL(client.baseUrl).host).join(' and ')} answer.`)],
      ['proxy', passed(proxyUrl === undefined ? 'None is set; calls go out directly.' : 'Calls pass through it.')],
      ['tls', passed(isSecure ? 'The certificates are trusted.' : 'Not used: a base URL begins with http:.')]
    ]
  }

  async token (): Promise<Array<[GateName, Found]>> {
    const { tokens, settings } = this.#means
    tokens.forget(this.#credentials, settings.scope) // a kept one says nothing of the credential as it is now
    try {
      this.#token = await tokens.get(this.#credentials, settings.scope)
      return [['token', passed('Entra gives our application a token.')]]
    } catch (error) {
      if (!(error instanceof UpstreamFault)) throw error
      return [['token', failed(
        `${error.message} Compare tenant id, client id and credential with the app registration.`
      )]]
    }
  }

  async role (): Promise<Array<[GateName, Found]>> {
    const roles = rolesOf(this.#token)
    const missing = neededRoles.filter(oneOf => roles !== undefined && !oneOf.some(role => roles.includes(role)))
    if (missing.length === 0) {
      return [['role', passed(roles === undefined ? 'The token cannot be read.' : roles.join(', '))]]
    }
    const names = missing.map(([first]) => first).join(' and ')
    return [['role', failed(
      `The token lacks the app role ${names}. Grant it to the application on "Project Synergy", with admin consent.`
    )]]
  }

  async api (): Promise<Array<[GateName, Found]>> {
    const { tokens, settings } = this.#means
    const { version = settings.version, clientId } = this.#credentials
    try {
      const answer = await this.#consents(version)
      const claims = answer.status === 401 ? claimsOf(answer) : undefined
      if (claims === undefined) return judged(answer, clientId, version)
      // A challenge is no refusal: it names what the token must say beside.
      tokens.forget(this.#credentials, settings.scope, claims)
      this.#token = await tokens.get(this.#credentials, settings.scope)
      return judged(await this.#consents(version), clientId, version)
    } catch (error) {
      if (!(error instanceof UpstreamFault)) throw error
      return [['application', passed('Nothing speaks against it.')], ['api', failed(error.message)]]
    }
  }

  /** What is only put off for a moment says nothing of the gate, and is asked again. */
  async #consents (version: string): Promise<HttpAnswer> {
    for (let asked = 1; ; asked++) {
      try {
        return await this.#means.http.at(undefined, this.#credentials.proxyUrl).request({
          method: 'GET', path: `/${version}/PartnerOperatorConsents?productContext=teams&$skip=0&$top=1`,
          headers: { authorization: `Bearer ${this.#token}` }
        })
      } catch (error) {
        const isPutOff = error instanceof UpstreamFault && (error.kind === 'busy' || error.kind === 'throttled')
        const { retryAfterSeconds = asked } = isPutOff ? error : {}
        if (!isPutOff || asked === askedAtMost || retryAfterSeconds > longestPause) throw error
        await sleep(retryAfterSeconds * 1000)
      }
    }
  }
}

function judged ({ status, body }: HttpAnswer, clientId: string, version: string): Array<[GateName, Found]> {
  const { code = status, message = undefined } = wire.refusal.Check(body) ? body : {}
  const said = `${String(code)}${message == null ? '' : `: ${message}`}`
  if (status === 401) {
    return [['application', failed(`Microsoft does not take the token (${said}). Compare the scope.`)]]
  }
  if (status === 403) {
    return [['application', failed(
      `Microsoft does not let application ${clientId} in (${said}). Enter it in the operator portal, under Settings.`
    )]]
  }
  const enabled: [GateName, Found] = ['application', passed(`Application ${clientId} is let in.`)]
  if (status === 200 && wire.consents.Check(body)) return [enabled, ['api', passed('Consents can be read.')]]
  return [enabled, ['api', failed(
    `Microsoft answered ${status} to a read of consents. Are the base URL and version ${version} right?`
  )]]
}

/** Undefined when the host answered something. */
async function trouble (
  client: HttpClient, path: string, proxyUrl: string | undefined
): Promise<{ gate: GateName, message: string } | undefined> {
  try {
    await client.request({ method: 'GET', path })
    return undefined
  } catch (error) {
    if (!(error instanceof UpstreamFault)) throw error
    return error.kind === 'unreachable' ? closedBy(error.cause, client.baseUrl, proxyUrl) : undefined
  }
}
