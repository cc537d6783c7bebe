import type { Queryable } from '../../database/connect.ts'

/**
 * The synchronization of one tenant's numbers by one task; writes of a task that does not hold the tenant change
 * nothing.
 */
export interface SyncKey { providerId: number, msTenantId: string, taskId: string, caller: string }

/** A number as Microsoft lists it. */
export interface SeenNumber {
  number: string
  country: string | null
  callingProfileId: string | null
  usage: string | null
  capabilities: readonly string[]
  acquired: readonly string[]
  available: readonly string[]
  acquiredOn: string | null
  jobId: string | null
  civicAddressId: string | null
  locationId: string | null
  status: string | null
}

export interface SyncCounts {
  added: number
  updated: number
  unchanged: number
  marked: number
  held: number
  elsewhere: number
}

/**
 * Minutes after an upload in which Microsoft may not show the number yet, and after a release in which it may still.
 */
export const lagMinutes = 10

/** Takes the tenant for the task, unless another running task has it. Answers the task that has it. */
export async function takeTenant (db: Queryable, { providerId, msTenantId, taskId }: SyncKey): Promise<string> {
  const { rows: [row] } = await db.query<{ taskId: string }>({
    text: `
      insert into number_sync as y (provider_id, ms_tenant_id, task_id) values ($1, $2, $3)
      on conflict (provider_id, ms_tenant_id) do update set task_id = excluded.task_id, since = now(), added = 0,
        updated = 0, unchanged = 0, marked = 0, held = 0, elsewhere = 0
        where y.task_id <> excluded.task_id and not exists (select from task t where t.provider_id = y.provider_id
          and t.id = y.task_id and t.state <> 'finished')
      returning task_id as "taskId"`,
    values: [providerId, msTenantId, taskId]
  })
  if (row !== undefined) return row.taskId
  const { rows: [holder] } = await db.query<{ taskId: string }>({
    text: 'select task_id as "taskId" from number_sync where provider_id = $1 and ms_tenant_id = $2',
    values: [providerId, msTenantId]
  })
  return holder?.taskId ?? taskId
}

export async function forgetSeen (db: Queryable, { providerId, msTenantId }: SyncKey): Promise<void> {
  await db.query({
    text: 'delete from number_seen where provider_id = $1 and ms_tenant_id = $2', values: [providerId, msTenantId]
  })
}

/** Gives the tenant up, and deletes what the synchronization kept about it. */
export async function leaveTenant (db: Queryable, { providerId, msTenantId, taskId }: SyncKey): Promise<void> {
  await db.query({
    text: `with gone as (delete from number_sync where provider_id = $1 and ms_tenant_id = $2 and task_id = $3
      returning 1)
      delete from number_seen where provider_id = $1 and ms_tenant_id = $2 and exists (select from gone)`,
    values: [providerId, msTenantId, taskId]
  })
}

export async function syncCounts (db: Queryable, { providerId, msTenantId, taskId }: SyncKey): Promise<SyncCounts> {
  const { rows: [counts] } = await db.query<SyncCounts>({
    text:
      'select added, updated, unchanged, marked, held, elsewhere from number_sync where provider_id = $1 and ' +
      'ms_tenant_id = $2 and task_id = $3',
    values: [providerId, msTenantId, taskId]
  })
  return counts ?? { added: 0, updated: 0, unchanged: 0, marked: 0, held: 0, elsewhere: 0 }
}

/** The columns of a number as Microsoft lists it, from its JSON. */
export const seenColumns = `number text, country text, "callingProfileId" uuid, usage text, capabilities text[],
  acquired text[], available text[], "acquiredOn" timestamptz, "jobId" uuid, "civicAddressId" uuid, "locationId" uuid,
  status text`

const sorted = (column: string): string => `to_jsonb(array(select unnest(${column}) order by 1))`

/**
 * What we knew of a number `n`, and what Microsoft shows of it now as `s`, as its history has it. `s` has the columns
 * of `seenColumns`.
 */
export const was = `jsonb_build_object('assignmentStatus', coalesce(n.assignment_status, 'Unassigned'),
  'callingProfileId', n.observed_calling_profile_id,
  'civicAddressId', n.observed_civic_address_id, 'locationId', n.observed_location_id, 'acquiredCapabilities',
    ${sorted('n.acquired_capabilities')},
  'availableCapabilities', ${sorted('n.available_capabilities')}, 'acquiredOn', n.acquired_on, 'jobId',
    n.microsoft_job_id, 'removalStatus', n.removal_status)`
export const isNow = `jsonb_build_object('assignmentStatus', coalesce(s.status, 'Unassigned'), 'callingProfileId',
  s."callingProfileId",
  'civicAddressId', s."civicAddressId", 'locationId', s."locationId", 'acquiredCapabilities', ${sorted('s.acquired')},
  'availableCapabilities', ${sorted('s.available')}, 'acquiredOn', s."acquiredOn", 'jobId', s."jobId",
  'removalStatus', case when n.removal_status in (2, 3) then 0 else n.removal_status end)`
export const differing = (from: string, to: string): string =>
  `(select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(${from}) where ${to} -> key is distinct
    from value)`

/**
 * Brings the records in line with one page of Microsoft's list, in one statement: adds what is new, renews what
 * changed, and makes numbers active again that had been missing. It skips numbers that a running task holds and numbers
 * of other tenants. A number that was just released is neither added by a list that lags behind nor counted.
 */
export async function absorbSeen (
  db: Queryable, { providerId, msTenantId, taskId, caller }: SyncKey, numbers: readonly SeenNumber[]
): Promise<void> {
  await db.query({
    name: 'absorb-seen',
    text: `
      with seen as (
        select distinct on (s.number) s.* from jsonb_to_recordset($5::jsonb) as s (${seenColumns})
      ), staged as (
        insert into number_seen (provider_id, ms_tenant_id, number) select $1::int, $2::uuid, number from seen
          order by number on conflict do nothing returning number
      ), judged as (
        select s.*, n.id, n.ms_tenant_id = $2 as ours, case when n.id is not null then ${was} end as was, case
          when n.id is not null then ${isNow} end as "is",
          exists (select from task_item i where i.provider_id = $1 and i.key = s.number and i.active) as held
        from seen s left join number n on n.provider_id = $1 and n.number = s.number
      ), added as (
        insert into number (provider_id, number, country, source, ms_tenant_id, calling_profile_id, usage,
          capabilities, civic_address_id, location_id,
          acquired_capabilities, available_capabilities, assignment_status, acquired_on, microsoft_job_id,
            microsoft_seen_at,
          observed_calling_profile_id, observed_civic_address_id, observed_location_id)
        select $1::int, number, country, 'ocsync', $2::uuid, "callingProfileId", usage, capabilities, "civicAddressId",
          "locationId", acquired, available, status, "acquiredOn",
          "jobId", now(), "callingProfileId", "civicAddressId", "locationId" from judged j
        where id is null and not held and not exists (select from number_history h where h.provider_id = $1
          and h.number = j.number
          and h.change in ('released', 'taken-back') and h.at > now() - make_interval(mins => ${lagMinutes}))
        order by number on conflict (provider_id, number) do nothing returning number
      ), renewed as (
        update number n set assignment_status = j.status, acquired_capabilities = j.acquired,
          available_capabilities = j.available, acquired_on = j."acquiredOn",
          microsoft_job_id = j."jobId", country = coalesce(j.country, n.country),
            observed_calling_profile_id = j."callingProfileId",
          observed_civic_address_id = j."civicAddressId", observed_location_id = j."locationId",
            microsoft_seen_at = now(),
          removal_status = case when n.removal_status in (2, 3) then 0 else n.removal_status end
        from judged j where n.provider_id = $1 and n.id = j.id and j.ours and not j.held and j.was is distinct
          from j."is" returning n.number, j.was, j."is"
      ), kept as (
        insert into number_history (provider_id, number, change, task_id, caller, before, after)
        select $1::int, number, 'discovered', $3::text, $4::text, null::jsonb, jsonb_build_object('msTenantId',
          $2::uuid, 'source', 'ocsync') from added
        union all
        select $1::int, number, 'observed', $3::text, $4::text,
          ${differing('was', '"is"')} || jsonb_build_object('msTenantId', $2::uuid),
          ${differing('"is"', 'was')} || jsonb_build_object('msTenantId', $2::uuid) from renewed
      ), quiet as (
        select count(*) filter (where held) as held, count(*) filter (where not held and not ours) as elsewhere,
          count(*) filter (where not held and ours and was is not distinct from "is") as same from judged
            join staged using (number)
      )
      update number_sync y set added = added + (select count(*) from added), updated = updated + (select count(*)
        from renewed),
        held = y.held + quiet.held, elsewhere = y.elsewhere + quiet.elsewhere,
        unchanged = unchanged + quiet.same
      from quiet where y.provider_id = $1 and y.ms_tenant_id = $2 and y.task_id = $3`,
    values: [providerId, msTenantId, taskId, caller, JSON.stringify(numbers)]
  })
}

/** Our numbers that Microsoft did not show, although the lag is over, and that no running task holds. */
const missing = `from number n join number_sync y on y.provider_id = n.provider_id and y.ms_tenant_id = n.ms_tenant_id
  where n.provider_id = $1 and n.ms_tenant_id = $2 and y.task_id = $3 and n.removal_status = 0
    and (n.uploaded_at is null or n.uploaded_at < y.since - make_interval(mins => ${lagMinutes}))
      and n.created_at < y.since
    and not exists (select from number_seen s where s.provider_id = n.provider_id and s.ms_tenant_id = n.ms_tenant_id
      and s.number = n.number)
    and not exists (select from task_item i where i.provider_id = n.provider_id and i.key = n.number and i.active)`

export async function missingNumbers (
  db: Queryable, { providerId, msTenantId, taskId }: SyncKey, limit: number
): Promise<string[]> {
  const { rows } = await db.query<{ number: string }>({
    text: `select n.number ${missing} order by n.id limit $4`, values: [providerId, msTenantId, taskId, limit]
  })
  return rows.map(row => row.number)
}

/** Our numbers of a tenant that are active, and how many of them nothing showed at Microsoft. */
export interface Shrinkage { missing: number, held: number }

export async function shrinkageOf (db: Queryable, { providerId, msTenantId, taskId }: SyncKey): Promise<Shrinkage> {
  const { rows: [row] } = await db.query<Shrinkage>({
    text: `select (select count(*)::int ${missing}) as missing, (select count(*)::int from number h
      where h.provider_id = $1 and h.ms_tenant_id = $2 and h.removal_status = 0) as held`,
    values: [providerId, msTenantId, taskId]
  })
  return row ?? { missing: 0, held: 0 }
}

/**
 * Marks missing numbers for removal and writes that to their history: the named numbers, or else the first `limit`.
 */
export async function markMissing (
  db: Queryable, { providerId, msTenantId, taskId, caller }: SyncKey, numbers: readonly string[] | undefined,
  limit: number
): Promise<void> {
  await db.query({
    text: `
      with marked as (
        update number m set removal_status = 2 from (select n.id ${missing} and ($5::text[] is null
          or n.number = any($5)) order by n.id limit $6) gone
        where m.provider_id = $1 and m.id = gone.id and m.removal_status = 0 returning m.number
      ), kept as (
        insert into number_history (provider_id, number, change, task_id, caller, before, after)
        select $1::int, number, 'removal-status', $3::text, $4::text, jsonb_build_object('msTenantId', $2::uuid,
          'removalStatus', 0), jsonb_build_object('msTenantId', $2::uuid, 'removalStatus', 2) from marked
      )
      update number_sync set marked = number_sync.marked + (select count(*) from marked) where provider_id = $1
        and ms_tenant_id = $2 and task_id = $3`,
    values: [providerId, msTenantId, taskId, caller, numbers ?? null, limit]
  })
}
