import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StoredTask } from '../../engine/records/task-reads.ts'
import { lastEventId, sendStream, silenceMilliseconds, type Sent } from '../../http/event-stream.ts'
import { wakes } from '../../http/long-requests.ts'
import type { ApiDependencies } from '../../http/resource.ts'

type Means = Pick<ApiDependencies, 'readTask' | 'waits' | 'longRequests' | 'config'>

/** Seconds for which a read waits at most. */
export const longestWait = 60

/**
 * Tells one state of a task from another one. Messages are only added, and results come with the end, so that these
 * few things change whenever something does.
 */
export function tagOf (task: StoredTask): string {
  const { status, step, parked, cancellationRequested, executionMessages } = task
  return `${status}.${step ?? ''}.${executionMessages.length}${parked ? '.parked' : ''}` +
    (cancellationRequested === true ? '.canceled' : '')
}

/** Whether the client knows this state already (If-None-Match). */
export function isKnown ({ headers }: FastifyRequest, task: StoredTask): boolean {
  const known = headers['if-none-match'] ?? ''
  return [...known.matchAll(/"([^"]*)"|\*/g)].some(([all, tag]) => all === '*' || tag === tagOf(task))
}

const isOver = ({ status }: StoredTask): boolean => status !== 'InProgress'

/**
 * The task as it is when it is over or the time is up; with If-None-Match, as soon as it is another than the client
 * knows. An application that waits for very many tasks at once is answered at once.
 */
export async function awaited (
  means: Means, request: FastifyRequest, reply: FastifyReply, task: StoredTask, seconds: number
): Promise<StoredTask> {
  const asksForChange = request.headers['if-none-match'] !== undefined
  const suffices = (task: StoredTask): boolean =>
    isOver(task) || (asksForChange && !isKnown(request, task))
  if (seconds <= 0 || suffices(task)) return task
  const open = means.longRequests.begin(request, reply, seconds)
  if (open === undefined) return task
  reply.header('preference-applied', `wait=${seconds}`)
  const { reach, providerId } = request.caller
  const woken = wakes()
  const unfollow = means.waits.follow(providerId, task.id, woken.wake)
  try {
    let last = task
    // It may have moved between the first read and now.
    for (woken.wake(); await woken.next(open.signal);) {
      last = await means.readTask({ reach, id: task.id }) ?? last
      if (suffices(last)) break
    }
    return last
  } finally {
    unfollow()
    open.end()
  }
}

function shown ({ msTenantId: _tenant, customerId: _customer, channelId: _channel, ...task }: StoredTask): object {
  return task
}

/** Each state of the task as it comes, until it is over. */
export function streamTask (
  means: Means, request: FastifyRequest, reply: FastifyReply, task: StoredTask
): never {
  const { reach, providerId } = request.caller
  const known = lastEventId(request)
  return sendStream(request, reply, { long: means.longRequests, seconds: means.config.STREAM_SECONDS },
    async function * (signal): AsyncGenerator<Sent | undefined> {
      const woken = wakes()
      const unfollow = means.waits.follow(providerId, task.id, woken.wake)
      woken.wake() // it may have moved since it was read
      try {
        for (let [last, tag] = [task, known]; ; last = await means.readTask({ reach, id: task.id }) ?? last) {
          if (tagOf(last) !== tag) {
            tag = tagOf(last)
            yield { id: tag, event: 'task', data: shown(last) }
          }
          if (isOver(last)) return
          while (!await woken.next(signal, silenceMilliseconds)) {
            if (signal.aborted) return
            yield undefined
          }
        }
      } finally {
        unfollow()
      }
    })
}
