import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendStream, silenceMilliseconds, type Sent } from '../../http/event-stream.ts'
import { wakes } from '../../http/long-requests.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import { eventsAfter, type EventFilter, type EventSlice } from '../records/event-log.ts'
import { toldEvent } from '../records/told-event.ts'

/** Events that a stream reads at once, and the pause between two reads while the log grows fast. */
export const streamed = 200
const breath = 100

/** An empty slice waits for the log to grow; the place that was looked up to stays. */
export async function awaited (
  { records, events, longRequests }: ApiDependencies, request: FastifyRequest, reply: FastifyReply, first: EventSlice,
  { seconds, limit, types }: EventFilter & { seconds: number, limit: number }
): Promise<EventSlice> {
  if (seconds <= 0 || first.data.length > 0) return first
  const open = longRequests.begin(request, reply, seconds)
  if (open === undefined) return first
  reply.header('preference-applied', `wait=${seconds}`)
  const woken = wakes()
  const unfollow = events.follow(request.caller.providerId, woken.wake)
  try {
    let slice = first
    for (woken.wake(); slice.data.length === 0 && await woken.next(open.signal);) {
      slice = await eventsAfter(records(request.caller), slice.upTo, limit, { types })
      if (slice.upTo < slice.head) woken.wake()
      await new Promise(resolve => setTimeout(resolve, slice.data.length === 0 ? breath : 0))
    }
    return slice
  } finally {
    unfollow()
    open.end()
  }
}

export function streamEvents (
  { records, events, longRequests, config }: ApiDependencies, request: FastifyRequest, reply: FastifyReply,
  first: EventSlice, filter: EventFilter
): never {
  const { caller } = request
  return sendStream(request, reply, { long: longRequests, seconds: config.STREAM_SECONDS },
    async function * (signal): AsyncGenerator<Sent | undefined> {
      const woken = wakes()
      const unfollow = events.follow(caller.providerId, woken.wake)
      try {
        woken.wake() // it may have grown since the first slice was read
        for (let slice = first; ;) {
          for (const logged of slice.data) {
            const event = toldEvent(caller.providerId, logged)
            yield { id: event.id, event: event.type, data: event }
          }
          if (slice.upTo < slice.head) woken.wake()
          while (!await woken.next(signal, silenceMilliseconds)) {
            if (signal.aborted) return
            yield undefined
          }
          await new Promise(resolve => setTimeout(resolve, breath))
          slice = await eventsAfter(records(caller), slice.upTo, streamed, filter)
        }
      } finally {
        unfollow()
      }
    })
}
