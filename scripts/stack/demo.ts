import { CannotStart } from '../cannot-start.ts'

/**
 * The demo operator's directory at the Microsoft mock, and the API as an application in it
 * (scripts/demo/microsoft.json).
 */
const operatorTenant = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
export const audience = '9d576dc4-b85d-4571-880e-4c6ed4c08c31'
export const australianTenant = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'
export const israeliTenant = 'c1a7e2d0-2222-4a61-9b01-0000000000b2'

/** The console as an application there; who signs in at the mock is one of its `people`. */
export const consoleClientId = 'a0000000-0000-4000-8000-0000000000c0'

const clients = {
  admin: 'a0000000-0000-4000-8000-000000000001',
  operator: 'a0000000-0000-4000-8000-000000000002',
  monitor: 'a0000000-0000-4000-8000-000000000003',
  channel: 'a0000000-0000-4000-8000-000000000004',
  customer: 'a0000000-0000-4000-8000-000000000005'
} as const

export type Role = keyof typeof clients

export function isRole (name: string): name is Role {
  return Object.hasOwn(clients, name)
}

export const roles = Object.keys(clients)

/** What an application of the demo operator gets its tokens with. */
export function credentialsOf (role: Role): { clientId: string, clientSecret: string, scope: string } {
  return { clientId: clients[role], clientSecret: `demo-${role}-secret`, scope: `api://${audience}/.default` }
}

/** Where the demo operator's directory gives tokens. */
export function tokenUrl (microsoftMockUrl: string): string {
  return `${microsoftMockUrl}/${operatorTenant}/oauth2/v2.0/token`
}

/** A bearer token as an integrator gets one: client credentials at the identity provider. */
export async function requestToken (microsoftMockUrl: string, role: Role): Promise<string> {
  const { clientId, clientSecret, scope } = credentialsOf(role)
  const response = await fetch(tokenUrl(microsoftMockUrl), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope
    })
  }).catch((cause: unknown) => {
    throw new CannotStart(
      `The Microsoft mock at ${microsoftMockUrl} does not answer; is the stack still running? (${String(cause)})`
    )
  })
  const answer: unknown = await response.json().catch(() => null)
  const token = typeof answer === 'object' && answer !== null && 'access_token' in answer
    ? answer.access_token
    : undefined
  if (typeof token === 'string') return token
  throw new CannotStart(
    `The Microsoft mock at ${microsoftMockUrl} gave no token for ${role} (HTTP ${response.status}): ` +
    `${JSON.stringify(answer)}`
  )
}
