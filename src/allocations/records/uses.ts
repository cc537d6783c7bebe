import type { ReachedRecords } from '../../database/reach.ts'
import type { Precondition } from '../../engine/records/preconditions.ts'
import { ofAnybody } from '../../tenancy/records/reach.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { usesOfNumbers, type Use } from '../schemas/use.ts'

/** For whom something is used, and who asks. */
export interface User {
  /** The application, as tasks name it; what it may is decided by its node as it is now. */
  readonly caller: string
  readonly customerId?: string | undefined
  readonly siteId?: string | undefined
  /** The channel of a customer that is not there yet, or the channel itself. */
  readonly channelId?: number | undefined
}

/** A use that is refused. `elsewhere`: others have it; only the provider may be told. */
export interface RefusedUse extends Use { readonly elsewhere: boolean, readonly mayOverride: boolean }

/** Stands for a site that is not there yet, and to which nothing is allocated. */
export const unnamedSite = '00000000-0000-0000-0000-000000000000'

const asked = (uses: readonly Use[]): string =>
  JSON.stringify(uses.map(({ kind, name, digits, own }) => ({ kind, name, digits, own })))

const listed = ({ caller, channelId, customerId, siteId }: User): Array<string | null> => [
  caller, channelId === undefined ? null : String(channelId), customerId ?? null, siteId ?? null
]

/** The uses that the caller may not make. */
export async function refusedUses (
  records: ReachedRecords, user: User, uses: readonly Use[]
): Promise<RefusedUse[]> {
  if (uses.length === 0) return []
  const { rows } = await records.query<{ place: number, elsewhere: boolean, mayOverride: boolean }>({
    name: 'refused-uses',
    within: ofAnybody('v'),
    text: within => `select u.place, u.elsewhere, u.may_override as "mayOverride"
      from (select $1::int as provider_id) v
      cross join lateral unallocated_uses($1::int, $4::text, $5::int, $6::uuid, $7::uuid, $8::jsonb) u
      where ${within} order by u.place`,
    values: [...listed(user), asked(uses)]
  })
  return rows.flatMap(({ place, ...row }) => {
    const use = uses[place]
    return use === undefined ? [] : [{ ...use, ...row }]
  })
}

/** The numbers that the caller may not use, each with why. Asked for all together first: mostly there are none. */
export async function refusedNumbers (
  records: ReachedRecords, user: User, numbers: readonly E164[]
): Promise<Map<string, RefusedUse>> {
  const field = 'telephoneNumber'
  if ((await refusedUses(records, user, usesOfNumbers(numbers, field))).length === 0) return new Map()
  const refused = await refusedUses(records, user, numbers.flatMap(number => usesOfNumbers([number], field)))
  return new Map(refused.map(use => [use.what, use]))
}

const stillAllowed = `not exists (select from unallocated_uses(p.value1::int, p.value2, nullif(p.value3, '')::int,
  nullif(p.value4, '')::uuid, nullif(p.value5, '')::uuid, p.value6::jsonb))`

/** That nothing of it is refused when the task is stored. */
export function usesStayAllowed (providerId: number, user: User, uses: readonly Use[]): Precondition {
  return {
    sql: stillAllowed, values: [String(providerId), ...listed(user).map(value => value ?? ''), asked(uses)]
  }
}

/**
 * For numbers with a plus: nobody but the customer, and the channel above it, has any of them. In one statement for
 * all that are accepted together.
 */
const free = `not exists (select from allocation a where a.provider_id = p.value1::int and a.kind = 'number'
  and a.digits && p.value4::int8multirange and (a.customer_id = nullif(p.value2, '')::uuid
    or (a.level = 1 and a.channel_id = nullif(p.value3, '')::int)) is not true)`

/** That the provider may use the numbers for a customer without a reason. */
export function freeDigits (
  providerId: number,
  { customerId, channelId }: { customerId: string | undefined, channelId: number | null | undefined },
  uses: readonly Use[]
): Precondition {
  const digits = `{${uses.map(use => use.digits?.slice(1, -1) ?? '').join(',')}}`
  return { sql: free, values: [String(providerId), customerId ?? '', String(channelId ?? ''), digits] }
}
