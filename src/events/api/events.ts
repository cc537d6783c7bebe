import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { reading } from '../../http/caller.ts'
import { lastEventId } from '../../http/event-stream.ts'
import { wantedWait, wantsStream } from '../../http/long-requests.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { Text } from '../../schemas/value.ts'
import { eventHead, eventsAfter, type EventFilter, type EventSlice } from '../records/event-log.ts'
import { toldEvent } from '../records/told-event.ts'
import { EventPage, eventTypes } from '../schemas/event.ts'
import { awaited, streamed, streamEvents } from './event-following.ts'

export const tags = ['Events']

/** Seconds for which a read waits at most. */
const longestWait = 60

const typesQuery = Type.Optional(Text({
  maxLength: 1000,
  description: 'Only these types, with commas between them; `task.*` is all that begin so.'
}))

/** The log in the order in which it is read: by all who ask, each from where it was. */
export const events: Resource = (scope, means) => {
  const { records } = means
  scope.get('/events', {
    config: { roles: reading, versions: ['v3'], about: 'customer', problems: ['cursor_unknown'] },
    schema: {
      operationId: 'listEvents',
      summary: 'Read what happened',
      description:
        'The log of the caller\'s part of the tree: exactly ordered, without gaps. Keep `next` and send it as ' +
        '`after` to go on; nothing is left out and nothing comes before what was read, however many write at the ' +
        'same time. What was read comes again only if you ask for it again, so that keeping `next` together with ' +
        'what you did makes it exactly once. Events are kept for some weeks. `wait`, or `Prefer: wait=20`, has an ' +
        'empty answer wait for the next event. With `Accept: text/event-stream` events are sent as they come, from ' +
        '`Last-Event-ID` or `after` on, else from now on; a stream ends after some minutes, and browsers open the ' +
        'next one by themselves.',
      tags,
      querystring: Type.Object({
        after: Type.Optional(Text({
          description:
            'Where you were: `next` of the last answer, or the `id` of an event. Without it the log begins where it ' +
            'is kept from; `latest` is where it ends now.'
        })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 200, description: 'Events at most.' })),
        types: typesQuery,
        wait: Type.Optional(Type.Integer({
          minimum: 0, maximum: longestWait, description: 'Seconds for which the answer may wait for the next event.'
        }))
      }),
      response: { 200: ref(EventPage) }
    }
  }, async (request, reply) => {
    const { caller, query: { after, limit = 200, types, wait } } = request
    const filter = { types: typesIn('Types', types) }
    if (wantsStream(request)) {
      const slice = await readAfter(records(caller), lastEventId(request) ?? after ?? 'latest', streamed, filter)
      return streamEvents(means, request, reply, slice, filter)
    }
    const first = await readAfter(records(caller), after, limit, filter)
    const seconds = wantedWait(request, wait, longestWait)
    const { data, upTo, head } = await awaited(means, request, reply, first, { ...filter, limit, seconds })
    return { data: data.map(event => toldEvent(caller.providerId, event)), next: String(upTo), more: upTo < head }
  })
}

/** Events behind a place that a client names. Throws when the log does not know it, or has forgotten what follows. */
async function readAfter (
  records: ReachedRecords, after: string | undefined, limit: number, filter: EventFilter
): Promise<EventSlice> {
  if (after?.toLowerCase() === 'latest') {
    const { position, forgotten } = await eventHead(records)
    return { data: [], upTo: position, head: position, forgotten }
  }
  const from = after === undefined ? 0 : placeIn(after)
  const slice = await eventsAfter(records, from, limit, filter)
  if (after !== undefined && from < slice.forgotten) {
    throw new Problem(
      'cursor_unknown', `What followed ${after} is not kept any more; the log is kept from ${slice.forgotten} on.`
    )
  }
  if (from > slice.head) throw new Problem('cursor_unknown', `The log ends at ${slice.head}, before ${after}.`)
  return slice
}

function placeIn (text: string): number {
  if (!/^\d{1,15}$/.test(text.trim())) {
    throw invalid({ After: ['The value must be `next` of an answer, the id of an event, or `latest`.'] })
  }
  return Number(text)
}

/** The types that a text names; undefined for all. */
export function typesIn (field: string, text: string | undefined): string[] | undefined {
  const words = text?.split(',').map(word => word.trim()).filter(word => word !== '') ?? []
  if (words.length === 0) return undefined
  const named = words.map(word => eventTypes.filter(type =>
    word === '*' || type === word || (word.endsWith('.*') && type.startsWith(word.slice(0, -1)))))
  const unknown = words.filter((_, index) => named[index]?.length === 0)
  if (unknown.length > 0) {
    throw invalid({ [field]: [`There is no type ${unknown[0]?.slice(0, 60)}. Types are ${eventTypes.join(', ')}.`] })
  }
  return [...new Set(named.flat())]
}
