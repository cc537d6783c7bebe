import { typedEvents } from '../events/schemas/event.ts'

const header = (name: string, description: string, example: string): object => ({
  name, in: 'header', required: true, description, schema: { type: 'string' }, example
})

const parameters = [
  header('webhook-id', 'The same each time the message is sent again.', 'msg_0a1b2c3d-4711'),
  header('webhook-timestamp', 'When this attempt was made, seconds since 1970.', '1786518130'),
  header(
    'webhook-signature', 'One signature for each live secret, as Standard Webhooks have it.',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4='
  )
]

/** What we send to subscribers: one webhook for each type of event, as the document of the newest version has them. */
export function webhooksOf (): Record<string, object> {
  return Object.fromEntries(typedEvents.map(({ type, sentence, schema: { $id } }) => [type, {
    post: {
      operationId: `receive${$id}`,
      summary: sentence.replace(/\.$/, ''),
      description: `${sentence} Answer with 2xx within ten seconds, and act on it afterwards.`,
      tags: ['Events'],
      parameters,
      security: [],
      requestBody: {
        required: true, content: { 'application/json': { schema: { $ref: `#/components/schemas/${$id}` } } }
      },
      responses: {
        '2XX': { description: 'Received.' }, 410: { description: 'Not wanted any more: the subscription pauses.' }
      }
    }
  }]))
}
