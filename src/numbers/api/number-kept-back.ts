import { isProvider, type Caller } from '../../http/caller.ts'
import { Problem } from '../../problems.ts'
import type { KeptBack } from '../records/kept-back.ts'
import { namedAtMost } from './number-list.ts'

/** That a number is reserved, or cools; only the provider is told until when. */
export function keptBackMessage (caller: Caller, { number, why, until }: KeptBack): string {
  return isProvider(caller) && until !== null ? `${number} is ${why} until ${until}.` : `${number} is ${why}.`
}

/** Why numbers cannot be uploaded that are kept for another customer, or cool since one had them. */
export function numbersKeptBack (caller: Caller, kept: readonly KeptBack[]): Problem {
  const reserved = kept.some(({ why }) => why === 'reserved')
  const messages = kept.slice(0, namedAtMost).map(one => keptBackMessage(caller, one))
  const more = kept.length > namedAtMost ? [`${kept.length - namedAtMost} more numbers are kept back.`] : []
  return new Problem(
    reserved ? 'number_reserved' : 'number_cooling', `${messages.slice(0, 3).join(' ')}`,
    { errors: { PhoneNumbers: [...messages, ...more] } }
  )
}
