import type { Test } from 'tap'
import { openRecords, type Records } from './records.ts'
import { demo, startStack, tenants, type Answer, type Stack } from './stack.ts'
import { messagesOf } from './uploads.ts'
import { startReceiver, type Receiver } from './webhook-receiver.ts'
import { until } from './until.ts'

export const customer = `/api/v3/customer/${demo.israeliCustomer}`
export const { israeli } = tenants

export const taskOf = ({ headers }: Answer): string =>
  /task\/(wgw_[\w-]+)$/.exec(String(headers['location']))?.[1] ?? ''

export interface GatewayScene {
  readonly stack: Stack
  readonly receiver: Receiver
  readonly records: Records
  /** With these a worker calls the receiver, which is on loopback. */
  readonly lab: Record<string, string>
  add (body: object, headers?: Record<string, string>): Promise<Answer>
  confirm (correlationId: string, options?: { query?: string, headers?: Record<string, string> }): Promise<Answer>
  listed (): Promise<string[]>
  /** What of the customer's tenant a gateway changes. */
  tenant(): Promise<
    {
      domains: Array<{ id: string, isVerified: boolean, supportedServices: string[] }>
      users: unknown[]
      subscribedSkus: unknown[]
    }
  >
  /** Waits until a task has said something. */
  said (taskId: string, words: RegExp): Promise<string>
  hooks (name: string): { dnsConfirmation: string, done: string, error: string }
  makeRecord (proof: { name: string, text: string }): Promise<unknown>
}

/** The stack, a caller's receiver of webhooks, and a customer with a token connection. */
export async function gatewayScene (t: Test): Promise<GatewayScene> {
  const stack = await startStack(t)
  const receiver = await startReceiver(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  return {
    stack,
    receiver,
    records,
    lab: { WEBHOOK_ADDRESSES: 'loopback', WEBHOOK_CA_FILE: receiver.caFile, WEBHOOK_TRIES: '2' },
    add: (body, headers = {}) => stack.call('POST', `${customer}/addNewOnlinePstnGateway`, { body, headers }),
    confirm: (correlationId, { query = '', headers = {} } = {}) =>
      stack.call('POST', `${customer}/addNewOnlinePstnGateway/${correlationId}${query}`, { headers }),
    listed: async () =>
      (await stack.call('GET', `${customer}/onlinepstngateway`)).body.map((
        { fqdn, trunkModel }: { fqdn: string, trunkModel: string }
      ) => `${fqdn} ${trunkModel}`),
    async tenant () {
      const { domains, users, subscribedSkus } = (await stack.microsoft.control('GET', '/_mock/state')).tenants[israeli]
      return { domains, users, subscribedSkus }
    },
    async said (taskId, words) {
      return until(`task ${taskId} says ${words}`, async () => {
        const { body } = await stack.call('GET', `/api/v3/task/${taskId}`)
        const found = messagesOf(body).find(message => words.test(message))
        if (found === undefined && body.status !== 'InProgress') {
          throw new Error(`The task ended without saying ${words}: ${JSON.stringify(body)}`)
        }
        return found
      })
    },
    hooks: name => ({
      dnsConfirmation: `${receiver.url}/${name}/dns`, done: `${receiver.url}/${name}/done`,
      error: `${receiver.url}/${name}/error`
    }),
    makeRecord: ({ name, text }) => stack.microsoft.control('POST', '/_mock/dns', { name, text })
  }
}
