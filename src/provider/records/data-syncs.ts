import { violates, type Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import { deviceType, type DataSync } from '../schemas/data-sync.ts'

const columns = `y.id as "syncId", y.operator_tenant_id as "operatorTenantId", k.name as "deviceName",
  '${deviceType}' as "deviceType", y.name, y.description, y.sync_type as "syncType", y.model_types as "modelTypes",
  y.tenant_ids as "tenantIds", y.number_prefixes as "numberPrefixes", y.adds, y.changes, y.removes,
  y.removal_max as "removalMax", y.removal_percent_max as "removalPercentMax", y.is_default as "isDefault", y.schedule,
  y.time_zone as "timeZone", y.next_run_at as "nextRunAt", (
    select json_build_object('taskId', t.id, 'status', t.status, 'at', t.created_at) from task t
    where t.provider_id = y.provider_id and t.kind = 'synchronize-operator-tenant'
      and t.input #>> '{run,syncId}' = y.id::text order by t.sequence desc limit 1
  ) as "lastRun", y.created_at as "createdAt", y.changed_at as "changedAt"`

/** What a caller asks for; texts are parts of what they are compared with, blanks left out. */
export interface DataSyncFilter {
  syncId?: string | undefined
  name?: string | undefined
  deviceType?: string | undefined
  operatorTenantId?: string | undefined
  syncType?: string | undefined
  scheduled?: boolean | undefined
}

const contains = (text: string, part: string): string =>
  `(${part}::text is null or strpos(lower(replace(${text}, ' ', '')), lower(replace(${part}, ' ', ''))) > 0)`

const byName = { sql: 'lower(y.name) collate "C"', type: 'text' } as const
const byId = { sql: 'y.id', type: 'uuid' } as const

export const dataSyncListing: Listing = {
  orders: {
    operatorTenant: [
      { sql: 'k.created_at', type: 'timestamptz' }, { sql: 'k.tenant_id', type: 'uuid' },
      { sql: '(not y.is_default)::int', type: 'int' }, { sql: 'y.created_at', type: 'timestamptz' }, byName, byId
    ],
    name: [byName, byId]
  },
  usual: 'operatorTenant',
  times: { created: { sql: 'y.created_at', what: 'Made' }, updated: { sql: 'y.changed_at', what: 'Changed' } }
}

/** One page: those of one Operator Connect tenant together, the usual ones first, unless another order is asked for. */
export async function dataSyncsPage (
  records: ReachedRecords, filter: DataSyncFilter, place: Place
): Promise<Part<DataSync>> {
  const from = (within: string): string => `from data_sync y join operator_connect_tenant k
    on k.provider_id = y.provider_id and k.tenant_id = y.operator_tenant_id
    where ${within} and ($4::uuid is null or y.id = $4) and ${contains('y.name', '$5')}
      and ${contains(`'${deviceType}'`, '$6')} and ($7::uuid is null or y.operator_tenant_id = $7)
      and ($8::text is null or y.sync_type = $8) and ($9::boolean is null or (y.schedule is not null) = $9)`
  return reachedList<DataSync>(records, dataSyncListing, place, {
    within: ofProviderOnly('y'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${columns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [
      filter.syncId ?? null, filter.name ?? null, filter.deviceType ?? null, filter.operatorTenantId ?? null,
      filter.syncType ?? null, filter.scheduled ?? null
    ]
  })
}

export async function dataSyncOf (records: ReachedRecords, syncId: string): Promise<DataSync | undefined> {
  const { data: [sync] } = await dataSyncsPage(records, { syncId }, { offset: 0, limit: 1 })
  return sync
}

/** What may be said of a data sync; what is undefined stays as it is, null takes away. */
export interface DataSyncSettings {
  readonly name?: string | undefined
  readonly description?: string | null | undefined
  readonly syncType?: string | undefined
  readonly modelTypes?: readonly string[] | undefined
  readonly tenantIds?: readonly string[] | undefined
  readonly numberPrefixes?: readonly string[] | undefined
  readonly adds?: boolean | undefined
  readonly changes?: boolean | undefined
  readonly removes?: boolean | undefined
  readonly removalMax?: number | null | undefined
  readonly removalPercentMax?: number | null | undefined
  readonly schedule?: string | null | undefined
  readonly timeZone?: string | undefined
}

interface SyncKey { providerId: number, syncId: string, operatorTenantId: string }

/** Adds a data sync, or changes what is named of it. `nextRunAt`: null without a schedule. */
export async function saveDataSync (
  db: Queryable, { providerId, syncId, operatorTenantId }: SyncKey, settings: DataSyncSettings,
  nextRunAt: string | null, isNew: boolean
): Promise<'saved' | 'missing' | 'name-taken'> {
  const values = [
    providerId, syncId, operatorTenantId, settings.name ?? null, settings.syncType ?? null, settings.modelTypes ?? null,
    settings.tenantIds ?? null, settings.numberPrefixes ?? null, settings.adds ?? null, settings.changes ?? null,
    settings.removes ?? null, settings.timeZone ?? null, settings.description !== undefined,
    settings.description ?? null, settings.removalMax !== undefined, settings.removalMax ?? null,
    settings.removalPercentMax !== undefined, settings.removalPercentMax ?? null, settings.schedule !== undefined,
    settings.schedule ?? null, nextRunAt
  ]
  const given = `$4::text as name, $5::text as sync_type, $6::text[] as model_types, $7::uuid[] as tenant_ids,
    $8::text[] as number_prefixes, $9::boolean as adds, $10::boolean as changes, $11::boolean as removes,
    $12::text as time_zone, $14::text as description, $16::int as removal_max, $18::int as removal_percent_max,
    $20::text as schedule, $21::timestamptz as next_run_at`
  try {
    const { rowCount } = await db.query({
      text: isNew
        ? `insert into data_sync (provider_id, id, operator_tenant_id, name, sync_type, model_types, tenant_ids,
            number_prefixes, adds, changes, removes, time_zone, description, removal_max, removal_percent_max, schedule,
            next_run_at)
          select $1, $2, $3, g.name, coalesce(g.sync_type, 'pull'), g.model_types, coalesce(g.tenant_ids, '{}'),
            coalesce(g.number_prefixes, '{}'), coalesce(g.adds, true), coalesce(g.changes, true),
            coalesce(g.removes, true), coalesce(g.time_zone, 'UTC'), g.description, g.removal_max,
            g.removal_percent_max, g.schedule, g.next_run_at
          from (select ${given}) g join operator_connect_tenant k on k.provider_id = $1 and k.tenant_id = $3
          where ($13 or true) and ($15 or true) and ($17 or true) and ($19 or true)
          on conflict (provider_id, id) do update set changed_at = now()`
        : `update data_sync y set name = coalesce(g.name, y.name), sync_type = coalesce(g.sync_type, y.sync_type),
            model_types = coalesce(g.model_types, y.model_types), tenant_ids = coalesce(g.tenant_ids, y.tenant_ids),
            number_prefixes = coalesce(g.number_prefixes, y.number_prefixes), adds = coalesce(g.adds, y.adds),
            changes = coalesce(g.changes, y.changes), removes = coalesce(g.removes, y.removes),
            time_zone = coalesce(g.time_zone, y.time_zone),
            description = case when $13 then g.description else y.description end,
            removal_max = case when $15 then g.removal_max else y.removal_max end,
            removal_percent_max = case when $17 then g.removal_percent_max else y.removal_percent_max end,
            schedule = case when $19 then g.schedule else y.schedule end, next_run_at = g.next_run_at,
            changed_at = now()
          from (select ${given}) g where y.provider_id = $1 and y.id = $2 and y.operator_tenant_id = $3`,
      values
    })
    return rowCount === 1 ? 'saved' : 'missing'
  } catch (error) {
    if (violates(error, 'data_sync_name')) return 'name-taken'
    throw error
  }
}

/** Those that came with their Operator Connect tenant stay. */
export async function deleteDataSync (db: Queryable, providerId: number, syncId: string): Promise<void> {
  await db.query({
    text: 'delete from data_sync where provider_id = $1 and id = $2 and not is_default', values: [providerId, syncId]
  })
}

/** A data sync whose time has come, and whether its last run is still under way. */
export type DueSync = Pick<
  DataSync, 'syncId' | 'operatorTenantId' | 'name' | 'syncType' | 'modelTypes' | 'tenantIds' | 'numberPrefixes' |
  'adds' | 'changes' | 'removes' | 'removalMax' | 'removalPercentMax' | 'schedule' | 'timeZone'
> & { providerId: number, now: string, isRunning: boolean }

/** Locks data syncs that are due; those that another worker is about to run are left to it. In a transaction. */
export async function takeDueSyncs (trx: Queryable, limit: number): Promise<DueSync[]> {
  const { rows } = await trx.query<DueSync>({
    text: `select y.provider_id as "providerId", y.id as "syncId", y.operator_tenant_id as "operatorTenantId", y.name,
        y.sync_type as "syncType", y.model_types as "modelTypes", y.tenant_ids as "tenantIds",
        y.number_prefixes as "numberPrefixes", y.adds, y.changes, y.removes, y.removal_max as "removalMax",
        y.removal_percent_max as "removalPercentMax", y.schedule, y.time_zone as "timeZone", now() as now,
        exists (select from task t where t.provider_id = y.provider_id and t.kind = 'synchronize-operator-tenant'
          and t.input #>> '{run,syncId}' = y.id::text and t.state <> 'finished') as "isRunning"
      from data_sync y where y.next_run_at <= now() order by y.next_run_at limit $1 for update of y skip locked`,
    values: [limit]
  })
  return rows
}

/** When each is due again. */
export async function scheduleSyncs (
  trx: Queryable, next: ReadonlyArray<{ providerId: number, syncId: string, at: string | null }>
): Promise<void> {
  await trx.query({
    text: `update data_sync y set next_run_at = n.at, schedule = case when n.at is not null then y.schedule end
      from jsonb_to_recordset($1::jsonb) as n ("providerId" int, "syncId" uuid, at timestamptz)
      where y.provider_id = n."providerId" and y.id = n."syncId"`,
    values: [JSON.stringify(next)]
  })
}
