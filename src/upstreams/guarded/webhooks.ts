import type { Webhooks } from '../webhooks/webhooks.ts'
import type { ToolMakers } from './tools.ts'

/** Whoever lost a task tells nobody about it any more. */
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
