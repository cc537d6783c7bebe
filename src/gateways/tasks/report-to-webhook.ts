import { Type, type Static } from '@sinclair/typebox'
import type { StepContext } from '../../upstreams/guarded/tools.ts'

/** What became of the webhooks of a task, by their name: how often each was called, and whether that is over. */
export const WebhookCalls = Type.Record(Type.String(), Type.Object({ tries: Type.Integer(), over: Type.Boolean() }))
export type WebhookCalls = Static<typeof WebhookCalls>

export interface Reported {
  readonly calls: WebhookCalls
  /** Seconds until it is to be called again; undefined when it is over: delivered, or given up. */
  readonly again: number | undefined
}

const longestPause = 600

/**
 * Calls a webhook once more, if that is still due. One that cannot be delivered never fails its task: it is tried so
 * often with growing pauses, and then the task says so and goes on.
 */
export async function reportToWebhook (
  { webhooks, task, say }: Pick<StepContext<unknown, object>, 'webhooks' | 'task' | 'say'>,
  calls: WebhookCalls = {}, name: string,
  { url, secret }: { url: string | undefined, secret: string | undefined }, body: object
): Promise<Reported> {
  const { tries: before = 0, over = false } = calls[name] ?? {}
  if (over || url === undefined) return { calls, again: undefined }
  const delivery = await webhooks.deliver({
    url, id: `${task.id}.${name}`, body: { event: name, taskId: task.id, ...body },
    secrets: secret === undefined ? [] : [secret]
  })
  const tries = before + 1
  if (delivery.outcome === 'unreachable' && tries < webhooks.tries) {
    return { calls: { ...calls, [name]: { tries, over: false } }, again: Math.min(longestPause, 5 ** (tries - 1)) }
  }
  if (delivery.outcome === 'delivered') say('Information', `Webhook ${name} was called.`)
  else {
    say(
      'Warning',
      `Webhook ${name} could not be delivered: ${delivery.reason}${tries > 1 ? ` Tried ${tries} times.` : ''}`
    )
  }
  return { calls: { ...calls, [name]: { tries, over: true } }, again: undefined }
}
