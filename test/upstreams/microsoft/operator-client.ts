import type { E164 } from '../../../src/schemas/phone-number.ts'
import type { OperatorConnect } from '../../../src/upstreams/microsoft/microsoft.ts'
import { httpOperatorConnect } from '../../../src/upstreams/microsoft/http-operator-connect.ts'
import {
  australian, operatorClient, operatorResource, operatorTenant, type Mock
} from '../../microsoft-mock/start-mock.ts'

interface Teardown { teardown (stop: () => unknown): unknown }

/** The adapter of the operator API, as the demo operator, against a mock. */
export function adapterFor (t: Teardown, mock: Mock, operatorUrl = `${mock.url}/operator`): OperatorConnect {
  const microsoft = httpOperatorConnect({
    loginUrl: mock.url,
    operatorUrl,
    version: 'v1.0',
    scope: `${operatorResource}/.default`,
    userAgent: 'Dialplane/1.2.3',
    credentialsOf: async () => ({
      tenantId: operatorTenant, clientId: operatorClient,
      credential: { type: 'secret', secret: 'demo-operator-connect-secret' }
    })
  })
  t.teardown(() => microsoft.close())
  return microsoft
}

/** So many numbers of the Australian tenant. */
export const numbersOf = (count: number): E164[] =>
  Array.from({ length: count }, (_, index) => `+6139555${6000 + index}` as E164)

export async function hold (mock: Mock, numbers: readonly string[]): Promise<void> {
  await mock.call('PATCH', '/_mock/state', {
    tenants: { [australian]: { numbers: numbers.map(telephoneNumber => ({ telephoneNumber })) } }
  })
}

export async function behave (mock: Mock, behaviour: object): Promise<void> {
  const { status, body } = await mock.call('POST', '/_mock/behaviour', behaviour)
  if (status !== 200) throw new Error(JSON.stringify(body))
}

export async function script (mock: Mock, fault: object): Promise<void> {
  const { status, body } = await mock.call('POST', '/_mock/faults', fault)
  if (status !== 200) throw new Error(JSON.stringify(body))
}

/** What a call throws. */
export const thrownBy = (call: Promise<unknown>): Promise<unknown> => call.then(() => undefined, error => error)
