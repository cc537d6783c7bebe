import type { ItemsHeld } from '../../engine/enqueue.ts'
import { Problem } from '../../problems.ts'

/** How a request is refused for whose numbers other tasks are under way. */
export function numbersBusy (held: ItemsHeld): Problem {
  const messages = held.holders.map(({ key, taskId }) => `${key} is being processed by task ${taskId}.`)
  const named = messages.slice(0, 3).join(' ')
  const more = messages.length > 3 ? ` And ${messages.length - 3} more.` : ''
  return new Problem('number_busy', `${named}${more} Try again when that is over.`, {
    errors: { PhoneNumbers: messages }, cause: held, headers: { 'retry-after': '5' }
  })
}
