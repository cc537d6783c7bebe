import { randomUUID } from 'node:crypto'
import type { Static } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, type Caller } from '../../http/caller.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { subscriptionPlace } from '../../schemas/secret-place.ts'
import { TaskReference } from '../../schemas/task.ts'
import { badWebhookSecret, isWebhookSecret } from '../../schemas/webhook-call.ts'
import { webhooksOfNode } from '../records/webhooks.ts'
import { NewWebhook, Redelivery, WebhookChange } from '../schemas/webhook.ts'
import { keepWebhook } from '../tasks/keep-webhook.ts'
import { removeWebhook } from '../tasks/remove-webhook.ts'
import { sendEvents } from '../tasks/send-events.ts'
import { tags, typesIn } from './events.ts'
import { ownWebhook, params } from './webhooks.ts'

const config = { roles: administering, versions: ['v3'] } as const
const isPlace = (text: string): boolean => /^\d{1,15}$/.test(text)
const noPlace = 'The value must be the id of an event.'
const problems = ['webhook_not_found'] as const

const add: Resource = (scope, means) => {
  scope.post('/webhooks', {
    config: { ...config, about: 'nobody', versions: ['v3'], makes: keepWebhook },
    schema: {
      operationId: 'addWebhook',
      summary: 'Have events sent to a URL',
      description:
        'Sends the events of the caller\'s node as they come, signed after Standard Webhooks. Each is sent at ' +
        'least once and keeps its `webhook-id`; one that cannot be delivered is tried ten times in three days. ' +
        'A webhook to which nothing was delivered for three days is paused, and an event `webhook.paused` tells so. ' +
        '`outputData.WebhookId` of the task is its id.',
      tags,
      body: ref(NewWebhook),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, body: { after, ticketId, ...body } } = request
    if (after !== undefined && !isPlace(after)) throw invalid({ After: [noPlace] })
    const { WEBHOOKS_PER_NODE: most } = means.config
    if (await webhooksOfNode(means.records(caller), nodeOf(caller)) >= most) {
      throw invalid({ '': [`The node may have ${most} webhooks, and has them: remove one first.`] })
    }
    const webhookId = randomUUID()
    return acceptTask(means.queue, request, reply, {
      kind: keepWebhook,
      input: {
        webhookId, isNew: true, most, ...nodeOf(caller), ...readSettings(means, caller, webhookId, body),
        ...(after !== undefined && { after: Number(after) })
      },
      ...nodeOf(caller), ticketId
    })
  })
}

const change: Resource = (scope, means) => {
  scope.patch('/webhooks/:webhookId', {
    config: { ...config, versions: ['v3'], makes: keepWebhook, problems: [...problems] },
    schema: {
      operationId: 'changeWebhook',
      summary: 'Change a webhook',
      description: 'Sets what it is sent and where, gives it a new secret, pauses it or has it go on.',
      tags,
      params,
      body: ref(WebhookChange),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params, body: { ticketId, ...body } } = request
    const { id } = await ownWebhook(means.records(caller), params.webhookId)
    if (Object.keys(body).length === 0) throw invalid({ '': ['Name at least one setting to change.'] })
    return acceptTask(means.queue, request, reply, {
      kind: keepWebhook, ...nodeOf(caller), ticketId,
      input: { webhookId: id, isNew: false, ...readSettings(means, caller, id, body) }
    })
  })
}

const remove: Resource = (scope, means) => {
  scope.delete('/webhooks/:webhookId', {
    config: { ...config, versions: ['v3'], makes: removeWebhook, problems: [...problems] },
    schema: {
      operationId: 'removeWebhook', summary: 'Remove a webhook', description: 'Nothing is sent to it any more.', tags,
      params, response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const { id } = await ownWebhook(means.records(caller), params.webhookId)
    return acceptTask(means.queue, request, reply, {
      kind: removeWebhook, input: { webhookId: id }, ...nodeOf(caller)
    })
  })
}

const send: Resource = (scope, means) => {
  scope.post('/webhooks/:webhookId/action/test', {
    config: { ...config, versions: ['v3'], makes: sendEvents, problems: [...problems] },
    schema: {
      operationId: 'testWebhook',
      summary: 'Try a webhook',
      description: 'Sends it an event `webhook.test`; its deliveries show what it answered.',
      tags,
      params,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const { id } = await ownWebhook(means.records(caller), params.webhookId)
    return acceptTask(means.queue, request, reply, { kind: sendEvents, input: { webhookId: id }, ...nodeOf(caller) })
  })

  scope.post('/webhooks/:webhookId/action/redeliver', {
    config: { ...config, versions: ['v3'], makes: sendEvents, problems: [...problems] },
    schema: {
      operationId: 'redeliverEvents',
      summary: 'Send events to a webhook again',
      description: 'Of one event, or of a range: what was sent to it before is sent again, whatever became of it.',
      tags,
      params,
      body: ref(Redelivery),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params, body: { from, to = from, ticketId } } = request
    const { id } = await ownWebhook(means.records(caller), params.webhookId)
    const errors: FieldErrors = {}
    if (!isPlace(from)) errors['From'] = [noPlace]
    if (!isPlace(to)) errors['To'] = [noPlace]
    else if (Number(to) < Number(from)) errors['To'] = ['The last event comes before the first one.']
    if (Object.keys(errors).length > 0) throw invalid(errors)
    return acceptTask(means.queue, request, reply, {
      kind: sendEvents, input: { webhookId: id, from: Number(from), to: Number(to) }, ...nodeOf(caller), ticketId
    })
  })
}

/** Webhooks come and go, and send again. */
export const webhookChanges: Resource = (scope, means) => {
  for (const routes of [add, change, remove, send]) routes(scope, means)
}

function nodeOf ({ channelId, customerId }: Caller): { channelId?: number, customerId?: string } {
  return { ...(channelId !== undefined && { channelId }), ...(customerId !== undefined && { customerId }) }
}

type Settings = Omit<Static<typeof WebhookChange>, 'ticketId'>

/** The settings as a task may hold them: URL and secret sealed. */
function readSettings (
  { seal }: ApiDependencies, { providerId }: Caller, webhookId: string,
  { url, secret, types, name, ...rest }: Settings
) {
  const errors: FieldErrors = {}
  const target = url !== undefined && URL.canParse(url) ? new URL(url) : undefined
  if (url !== undefined && (target?.protocol !== 'https:' || target.username !== '' || target.password !== '')) {
    errors['Url'] = ['The value must be an https URL, without user and password.']
  }
  if (secret !== undefined && !isWebhookSecret(secret.trim())) errors['Secret'] = [badWebhookSecret]
  if (name?.trim() === '') errors['Name'] = ['The Name field is required.']
  if (Object.keys(errors).length > 0) throw invalid(errors)
  const sealed = (text: string): string => seal(text, subscriptionPlace(providerId, webhookId)).toString('base64')
  return {
    ...rest,
    ...(name !== undefined && { name: name.trim() }),
    ...(types !== undefined && { types: typesIn('Types', types.join()) ?? [] }),
    ...(url !== undefined && target !== undefined && { sealedUrl: sealed(url), host: target.host }),
    ...(secret !== undefined && { sealedSecret: sealed(secret.trim()) })
  }
}
