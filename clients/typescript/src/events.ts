import { pause, type Dialplane } from './client.ts'
import type { Shapes } from './operations.ts'
import { serverSent } from './server-sent.ts'

export type Event = Shapes['Event']

export interface EventFilter {
  /** The id of the event behind which to go on; `latest`: what comes from now on; without: all that is kept. */
  readonly after?: string
  /** Only these types; `task.*` is all that begin so. */
  readonly types?: readonly string[]
  readonly signal?: AbortSignal
}

/** The events that are there, in their order. */
export async function * readEvents (
  client: Dialplane, { after, types, signal }: EventFilter = {}
): AsyncGenerator<Event, void, undefined> {
  for (let [place, more] = [after, true]; more;) {
    const page = await client.call('listEvents', {
      query: { limit: 1000, ...place !== undefined && { after: place }, ...types && { types: types.join() } },
      ...signal !== undefined && { signal }
    })
    yield * page.data
    place = page.next
    more = page.more
  }
}

/**
 * The events that are there, then those that come, in their order, each once, until the signal is aborted. A connection
 * that breaks is opened again behind the last event. Keep the id of the last event with what you did about it.
 */
export async function * followEvents (
  client: Dialplane, { after = '0', types, signal }: EventFilter = {}
): AsyncGenerator<Event, void, undefined> {
  for (let place = after; ;) {
    const response = await client.open('listEvents', {
      query: { after: place, ...types && { types: types.join() } },
      headers: { accept: 'text/event-stream' },
      ...signal !== undefined && { signal }
    })
    try {
      for await (const { id, data } of serverSent(response)) {
        place = id
        const event: Event = JSON.parse(data)
        yield event
      }
    } catch (error) {
      if (signal?.aborted === true) throw error
    }
    await pause(0.5, signal)
  }
}
