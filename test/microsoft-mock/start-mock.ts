import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listeningAt, startProgram } from '../support/program.ts'
import { until } from '../support/until.ts'

const demoFile = fileURLToPath(new URL('../../../scripts/demo/microsoft.json', import.meta.url))

export const operatorTenant = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
export const operatorClient = '7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51'
export const operatorResource = 'eb63d611-525e-4a31-abd7-0cb33f679599'
export const australian = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'
export const israeli = 'c1a7e2d0-2222-4a61-9b01-0000000000b2'
export const american = 'c1a7e2d0-3333-4a61-9b01-0000000000c3'
export const suspended = 'c1a7e2d0-4444-4a61-9b01-0000000000d4'
export const callingProfile = '5f3fbb3b-df9b-483d-b294-c7eb01e22aac'

/** The fields of answers that tests go on to use; which of them an answer has is what the test asserts. */
interface Body {
  '@odata.deltaLink'?: string
  '@odata.nextLink'?: string
  access_token: string
  applications: { clientId: string }[]
  code: string
  correlation_id: string
  customerRelationship: object
  error: string | object
  id: string
  issuer: string
  jwks_uri: string
  keys: object[]
  nextLink?: string
  phoneNumberReleaseStatusDetails: object
  releaseId: string
  status: string
  telephoneNumbers: { status: string, errorCode?: string }[]
  tenants: Record<string, object>
  timestamp: string
  trace_id: string
  value: Item[]
}

interface Item {
  defaultLocationId: string
  id: string
  kind: string
  label: string
  locations: { id: string }[]
  supportsTollFree: boolean
  telephoneNumber: string
  telephoneNumbers: string[]
  text: string
  usage: string
  validationStatus: string
}

export interface Answer {
  status: number
  headers: Headers
  body: Body
}

interface Teardown {
  teardown (stop: () => unknown): unknown
}

export interface Address {
  id: string
  defaultLocationId: string
  /** A place inside, which is not the default location. */
  placeId: string
}

interface DemoState {
  applications: object[]
  enabledApplications: string[]
  lifetime: number
  tenants: Record<string, Record<string, unknown>>
}

/** What is changed in the demo state before the program starts. */
export interface Start {
  environment?: Record<string, string>
  change?: (state: DemoState) => void
  /** Called as soon as it listens, before anything is asked of it. */
  listening?: () => void
}

export type Mock = Awaited<ReturnType<typeof startMock>>

/** Starts the compiled program on a free port with the demo state; it stops when the test ends. */
export async function startMock (t: Teardown, { environment = {}, change, listening }: Start = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'microsoft-mock-'))
  const state = JSON.parse(readFileSync(demoFile, 'utf8'))
  change?.(state)
  writeFileSync(join(folder, 'state.json'), JSON.stringify(state))
  const program = startProgram('microsoft-mock/server.js', {
    MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: join(folder, 'state.json'), ...environment
  })
  const stop = async () => {
    await program.stop()
    rmSync(folder, { recursive: true, force: true })
    const code = await program.gone
    if (code !== 0) console.error(program.output())
    return code
  }
  t.teardown(stop)
  const url = await program.waitFor(listeningAt)
  listening?.()

  async function call (
    method: string, path: string, body?: unknown, headers: Record<string, string> = {}
  ): Promise<Answer> {
    const response = await fetch(url + path, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== ''
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  async function askToken (form: Record<string, string>, tenantId = operatorTenant): Promise<Answer> {
    const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST', body: new URLSearchParams(form)
    })
    return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) }
  }

  return { url, call, askToken, stop }
}

export const operatorForm = {
  grant_type: 'client_credentials',
  client_id: operatorClient,
  client_secret: 'demo-operator-connect-secret',
  scope: `${operatorResource}/.default`
}

/** The operator API as the demo operator sees it, with a good token. */
export async function operatorOf (mock: Mock) {
  const { body } = await mock.askToken(operatorForm)
  const authorization = `Bearer ${body.access_token}`
  const call = (method: string, path: string, content?: unknown, headers: Record<string, string> = {}) =>
    mock.call(method, `/operator/v1.0${path}`, content, { authorization, ...headers })

  /** Asks for the job again and again until Microsoft says it is over. */
  async function settled (path: string): Promise<Answer> {
    return until(`the job at ${path} is over`, async () => {
      const answer = await call('GET', path)
      return !['Pending', 'InProgress'].includes(answer.body.status) && answer
    })
  }

  async function upload (tenantId: string, telephoneNumbers: string[], more: object = {}) {
    const accepted = await call('POST', `/tenants/${tenantId}/UploadTelephoneNumbers`, uploadOf(telephoneNumbers, more))
    return await settled(`/tenants/${tenantId}/UploadTelephoneNumbers/${accepted.body.id}`)
  }

  async function release (tenantId: string, telephoneNumbers: string[]) {
    const accepted = await call('POST', `/tenants/${tenantId}/ReleaseTelephoneNumbers`, { telephoneNumbers })
    return await settled(`/tenants/${tenantId}/ReleaseTelephoneNumbers/${accepted.body.releaseId}`)
  }

  async function numbers (tenantId: string): Promise<string[]> {
    const { body } = await call('GET', `/tenants/${tenantId}/TelephoneNumbers?take=1000`)
    return body.value.map(({ telephoneNumber }) => telephoneNumber)
  }

  async function addresses (tenantId: string): Promise<Address[]> {
    const { body } = await call('GET', `/tenants/${tenantId}/CivicAddresses`)
    return body.value.map(({ id, defaultLocationId, locations }) => ({
      id, defaultLocationId, placeId: locations[1]?.id ?? ''
    }))
  }

  return { call, settled, upload, release, numbers, addresses }
}

export const uploadOf = (telephoneNumbers: string[], more: object = {}) => ({
  telephoneNumbers,
  callingProfileId: callingProfile,
  usage: 'CallingUserAssignment',
  choosableCapabilities: ['InboundCalling', 'OutboundCalling'],
  allowTenantAddressUpdate: true,
  ...more
})
