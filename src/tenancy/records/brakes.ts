import { array, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { actions, brakedActions, type Brake, type BrakedAction, type BrakeLimit } from '../schemas/brake.ts'
import { ofProviderOnly } from './reach.ts'

const columns = 'b.action, b.ms_tenant_id as "msTenantId", b.count_max as "countMax", b.percent_max as "percentMax"'

const usualOf = (action: BrakedAction): BrakeLimit => {
  const { countMax, percentMax } = brakedActions[action]
  return { action, msTenantId: null, countMax, percentMax }
}

/** All that was set, and the defaults where nothing was. */
export async function brakesOf (records: ReachedRecords): Promise<Brake[]> {
  const { rows } = await records.query<BrakeLimit>({
    within: ofProviderOnly('b'), text: within => `select ${columns} from brake b where ${within} order by 2 nulls first`
  })
  return actions.flatMap((action): Brake[] => {
    const set = rows.filter(row => row.action === action).map(row => ({ ...row, isDefault: false }))
    return set.some(({ msTenantId }) => msTenantId === null) ? set : [{ ...usualOf(action), isDefault: true }, ...set]
  })
}

/** What counts: that of the tenant, else that of the provider, else the default. */
export async function brakeFor (
  db: Queryable, providerId: number, action: BrakedAction, msTenantId: string | undefined
): Promise<BrakeLimit> {
  const { rows: [set] } = await db.query<BrakeLimit>({
    name: 'brake-for',
    text: `select ${columns} from brake b where b.provider_id = $1 and b.action = $2
      and (b.ms_tenant_id is null or b.ms_tenant_id = $3) order by b.ms_tenant_id nulls last limit 1`,
    values: [providerId, action, msTenantId ?? null]
  })
  return set ?? usualOf(action)
}

/** Those that these would loosen, compared with what counts now. */
export async function loosened (
  db: Queryable, providerId: number, wanted: readonly BrakeLimit[]
): Promise<BrakeLimit[]> {
  const { rows: present } = await db.query<BrakeLimit>({
    text: `select ${columns} from brake b where b.provider_id = $1`, values: [providerId]
  })
  const named = [...present, ...wanted].map(({ action, msTenantId }) => ({ action, msTenantId }))
  const everywhere = [...named, ...actions.map(action => ({ action, msTenantId: null }))]
  const pairs = [...new Map(everywhere.map(pair => [`${pair.action} ${pair.msTenantId}`, pair])).values()]
  return pairs.map(pair => ({ now: countingOf(present, pair), then: { ...countingOf(wanted, pair), ...pair } }))
    .filter(({ now, then }) => isLooser(now.countMax, then.countMax) || isLooser(now.percentMax, then.percentMax))
    .map(({ then }) => then)
}

function countingOf (
  brakes: readonly BrakeLimit[], { action, msTenantId }: Pick<BrakeLimit, 'action' | 'msTenantId'>
): BrakeLimit {
  const own = brakes.filter(brake => brake.action === action)
  return own.find(brake => brake.msTenantId === msTenantId) ?? own.find(brake => brake.msTenantId === null) ??
    usualOf(action)
}

const isLooser = (now: number | null, then: number | null): boolean => now !== null && (then === null || then > now)

/** Makes these the only ones of the provider. */
export async function keepBrakesOf (
  trx: Queryable, providerId: number, brakes: readonly BrakeLimit[]
): Promise<void> {
  await trx.query({ text: 'delete from brake where provider_id = $1', values: [providerId] })
  const limit = (value: number | null): string | null => value === null ? null : String(value)
  await trx.query({
    text: `insert into brake (provider_id, action, ms_tenant_id, count_max, percent_max)
      select $1, action, tenant::uuid, most::int, share::int
      from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as b (action, tenant, most, share)`,
    values: [
      providerId, array(text, brakes.map(({ action }) => action)),
      array(text, brakes.map(({ msTenantId }) => msTenantId)),
      array(text, brakes.map(({ countMax }) => limit(countMax))),
      array(text, brakes.map(({ percentMax }) => limit(percentMax)))
    ]
  })
}
