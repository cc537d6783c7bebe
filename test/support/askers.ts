import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import { nodeOf, type Place } from '../../src/http/authority.ts'
import { roles, type Role } from '../../src/http/caller.ts'
import type { RequiredScope } from '../../src/schemas/task-scope.ts'
import type { Records } from './records.ts'
import { demo, tenants, type Answer, type Stack } from './stack.ts'
import { strangersScene, strangeTenant, theirs } from './strangers.ts'
import { directory, startIssuer } from './tokens.ts'

// Applications with every role at every node of a tree in which each node is to each other one what it can be.

export interface Asker {
  readonly name: string
  readonly place: Place
  readonly node: RequiredScope
  readonly role: Role
  readonly token: string
}

export interface World {
  readonly stack: Stack
  readonly records: Records
  readonly askers: readonly Asker[]
  /** What the API is to be started with, so that it knows the askers. */
  readonly env: Record<string, string>
  ask(asker: Asker, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

/** Where the things of the demo are. */
export const places = {
  provider: { provider: 1 },
  channel: { provider: 1, channel: demo.channelId },
  israeli: { provider: 1, channel: demo.channelId, customer: demo.israeliCustomer },
  australian: { provider: 1, channel: demo.channelId, customer: demo.australianCustomer }
} as const satisfies Record<string, Place>

export async function openWorld (t: Test): Promise<World> {
  const { stack, records } = await strangersScene(t)
  await records.query("update customer set channel_id = $1 where short_name = 'Negev'", [demo.channelId])
  // Not active, so that it consents to nothing: one of the numbers of the tenant is to stay without consent.
  await records.query("update lead set ms_tenant_id = $1, status = 'NotActive' where id = $2", [
    tenants.israeli, theirs.lead
  ])
  await records.query('update lead set channel_id = $1 where ms_tenant_id = any($2)', [
    demo.channelId, [tenants.israeli, tenants.unlicensed]
  ])
  const [stranger] = await records.query("select id from customer where short_name = 'Stranger'")
  await records.query(
    "insert into channel (provider_id, id, name) overriding system value values (2, 8888, 'Far away')"
  )
  const [far] = await records.query(
    `insert into customer (provider_id, ms_tenant_id, short_name, full_name, license_type, channel_id)
      values (2, $1, 'Far', 'Far', 4, 8888) returning id`,
    [strangeTenant]
  )
  const nodes: Record<string, Place> = {
    ...places, 'another channel': { provider: 1, channel: 9999 },
    'a customer of another channel': { provider: 1, channel: 9999, customer: stranger.id },
    'another provider': { provider: 2 }, 'a channel of another provider': { provider: 2, channel: 8888 },
    'a customer of another provider': { provider: 2, channel: 8888, customer: far.id }
  }
  const issuer = await startIssuer(t, stack.env['TOKEN_AUDIENCE'] ?? '')
  const askers: Asker[] = []
  for (const [name, place] of Object.entries(nodes)) {
    const node = nodeOf(place)
    for (const role of roles) {
      const application = randomUUID()
      await records.query(
        `insert into credential (entra_tenant_id, client_id, provider_id, name, channel_id, customer_id)
          values ($1, $2, $3, $4, $5, $6)`,
        [
          directory, application, place.provider, `${role} ${name}`, node === 'channel' ? place.channel : null,
          place.customer ?? null
        ]
      )
      const token = await issuer.token({ azp: application, roles: [role] }, { expiresIn: '2 hours' })
      askers.push({ name: `${role} of ${name}`, place, node, role, token })
    }
  }
  return {
    stack, records, askers, env: issuer.env,
    ask: ({ token }, method, path, body, headers = {}) =>
      stack.call(method, path, {
        role: null, headers: { authorization: `Bearer ${token}`, ...headers }, ...(body !== undefined && { body })
      })
  }
}
