import type { Webhooks } from '../webhooks/webhooks.ts'
import type { ToolMakers } from './tools.ts'

/** Webhooks that assert the lease first: a worker that lost a task calls none for it. */
export function guardWebhooks (webhooks: Webhooks): ToolMakers['webhooks'] {
  return assertLease => ({
    tries: webhooks.tries,
    deliver: async call => {
      assertLease()
      return webhooks.deliver(call)
    },
    close: () => webhooks.close()
  })
}
