import type { Reach } from '../../database/reach.ts'
import type { ItemsHeld } from '../../engine/enqueue.ts'
import { Problem } from '../../problems.ts'

/** How a request is refused for whose numbers other tasks are under way. Only the provider is told which ones. */
export function numbersBusy (held: ItemsHeld, reach: Reach | undefined): Problem {
  const isProvider = reach !== undefined && reach.channelId === undefined && reach.customerId === undefined
  const messages = held.holders.map(({ key, taskId }) =>
    `${key} is being processed by ${isProvider ? `task ${taskId}` : 'another task'}.`
  )
  const named = messages.slice(0, 3).join(' ')
  const more = messages.length > 3 ? ` And ${messages.length - 3} more.` : ''
  return new Problem('number_busy', `${named}${more} Try again when that is over.`, {
    errors: { PhoneNumbers: messages }, cause: held, headers: { 'retry-after': '5' }
  })
}
