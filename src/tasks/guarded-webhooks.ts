import type { Webhooks } from '../webhooks/webhooks.ts'
import type { Means } from './define.ts'

/** Whoever lost a task tells nobody about it any more. */
export function guardWebhooks (webhooks: Webhooks): Means['webhooks'] {
  return mustHold => ({
    tries: webhooks.tries,
    deliver: async call => {
      mustHold()
      return webhooks.deliver(call)
    },
    close: () => webhooks.close()
  })
}
