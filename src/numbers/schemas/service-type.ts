import { typeOf, type E164 } from '../../schemas/phone-number.ts'
import type { TypeOfService } from '../../schemas/vocabulary/usage.ts'

/** What a number is by its numbering plan, in the words that policies and forms use. */
export function serviceTypeOf (number: E164): TypeOfService {
  const type = typeOf(number)
  return type === 'TOLL_FREE' ? 'TollFree' : type === 'MOBILE' ? 'Mobile' : 'Geographic'
}
