import type { Test } from 'tap'
import { request } from 'undici'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import { readAddressPolicy } from '../../../src/schemas/address-policy.ts'
import type { Sbc, SbcConnection } from '../../../src/upstreams/sbc/sbc.ts'
import { boot } from '../../sbc-mock/boot.ts'
import type { Anything } from '../../support/anything.ts'

export interface Device {
  readonly sbc: Sbc
  readonly url: string
  /** Steers the mock: `mock('POST', 'behaviour', {…})`. */
  mock(method: 'GET' | 'POST' | 'PUT' | 'DELETE', route: string, body?: unknown): Promise<Anything>
}

const addresses = readAddressPolicy('loopback', 'mocks=127.0.0.0/8')

export function connectionTo (baseUrl: string, more: Partial<SbcConnection> = {}): SbcConnection {
  return {
    id: 8, name: 'Demo', driver: 'mediant', baseUrl, addresses, username: 'dialplane', password: 'demo-sbc-password',
    certificateAuthority: undefined, limits: {}, ...more
  }
}

/** A mock of its own for a test, and the driver that speaks to it. */
export async function openDevice (t: Test, environment: Record<string, string> = {}): Promise<Device> {
  const [url = ''] = await boot(t, environment)
  const sbc = openMediant(connectionTo(url))
  t.teardown(() => sbc.close())
  return { sbc, url, mock: (method, route, body) => steer(url, method, route, body) }
}

export async function steer (
  url: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', route: string, body?: unknown
): ReturnType<Device['mock']> {
  const answer = await request(`${url}/_mock/${route}`, {
    method, body: body === undefined ? null : JSON.stringify(body)
  })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`The mock answered ${answer.statusCode}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}
