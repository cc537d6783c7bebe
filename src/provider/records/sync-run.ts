import type { Database, Queryable } from '../../database/connect.ts'
import { signChanges } from '../../customers/records/consents.ts'
import { differing } from '../../numbers/records/number-sync.ts'
import type { Counts } from '../schemas/counts.ts'
import { scopeValues, type DueChange, type SyncedModel, type SyncScope } from './synced/model.ts'

/** What Microsoft showed of one record. */
export interface Staged { readonly key: string, readonly tenantId: string | null, readonly content: object }

/** Which changes a run makes; the others are only told. */
export interface Actions {
  readonly adds: boolean, readonly changes: boolean, readonly removes: boolean, readonly dryRun: boolean
}

type RunKey = Pick<SyncScope, 'providerId' | 'taskId'>

/** Takes the turn of the Operator Connect tenant. Answers the other running task that has it, if any. */
export async function takeTurn (
  db: Queryable, { providerId, operatorTenantId, taskId }: Pick<SyncScope, 'providerId' | 'operatorTenantId' | 'taskId'>
): Promise<string | undefined> {
  const { rows: [row] } = await db.query<{ taskId: string }>({
    text: `with taken as (
        insert into sync_turn as y (provider_id, operator_tenant_id, task_id) values ($1, $2, $3)
        on conflict (provider_id, operator_tenant_id) do update set task_id = excluded.task_id
          where y.task_id = excluded.task_id or not exists (select from task t where t.provider_id = y.provider_id
            and t.id = y.task_id and t.state <> 'finished')
        returning task_id
      )
      select task_id as "taskId" from sync_turn where provider_id = $1 and operator_tenant_id = $2
        and not exists (select from taken)`,
    values: [providerId, operatorTenantId, taskId]
  })
  return row?.taskId
}

/** Gives up the turn, while the task waits for a person. */
export async function leaveTurn (
  db: Queryable, { providerId, id }: { providerId: number, id: string }
): Promise<void> {
  await db.query({ text: 'delete from sync_turn where provider_id = $1 and task_id = $2', values: [providerId, id] })
}

/**
 * Gives up the turn and what was staged; items say when nothing was done about them. Not as failures: a retry would
 * hold those numbers, and a run finds what is to be done anew.
 */
export async function endRun (db: Queryable, { providerId, taskId }: RunKey): Promise<void> {
  await db.query({
    text: `with turn as (delete from sync_turn where provider_id = $1 and task_id = $2),
        staged as (delete from sync_staged where provider_id = $1 and task_id = $2)
      update task_item set outcome = 'unchanged', error_code = 'not_' || error_code
      where provider_id = $1 and task_id = $2 and outcome = 'pending'`,
    values: [providerId, taskId]
  })
}

/** Keeps a page of what Microsoft showed; what comes twice counts once. */
export async function stage (
  db: Queryable, { providerId, taskId }: RunKey, model: string, staged: readonly Staged[]
): Promise<void> {
  if (staged.length === 0) return
  await db.query({
    text: `insert into sync_staged (provider_id, task_id, model, key, ms_tenant_id, content)
      select distinct on (s.key) $1::int, $2, $3, s.key, s."tenantId", s.content
      from jsonb_to_recordset($4::jsonb) as s (key text, "tenantId" uuid, content jsonb) order by s.key
      on conflict (provider_id, task_id, model, key) do update set ms_tenant_id = excluded.ms_tenant_id,
        content = excluded.content`,
    values: [providerId, taskId, model, JSON.stringify(staged)]
  })
}

/** Notes which tenants were read to the end, or which records asked for in vain, under a name of its own. */
export async function noteKey (db: Queryable, key: RunKey, what: string, keys: readonly string[]): Promise<void> {
  await stage(db, key, what, keys.map(name => ({ key: name, tenantId: null, content: {} })))
}

/** All keys with what is to be done about each, as `compared`. */
const compared = ({ type, held, seen, isBusy }: SyncedModel, purges: boolean): string => `held as materialized (${held}
  ), seen as materialized (
    select key, ms_tenant_id, content from sync_staged
    where provider_id = $1 and task_id = $2 and model = '${type}' and content is not null
  ), compared as materialized (
    select k as key, coalesce(s.ms_tenant_id, h.tenant) as tenant, f.was, f.now, case when ${isBusy} then 'busy'
      when s.key is null and ${purges ? 'h.purgeable' : 'h.removable'} then 'removed'
      when s.key is null then '${purges ? 'unchanged' : 'left'}'
      when h.key is null then 'added' when f.was = f.now then 'unchanged' else 'changed' end as verdict
    from seen s full join held h using (key)
    cross join lateral (select coalesce(s.key, h.key) as k) named
    cross join lateral (select h.facts as was, case when s.content is not null then ${seen} end as now) f
  )`

/** Records that Microsoft's list lacks and that are not known to be absent; the first `limit`. */
export async function unproven (
  db: Queryable, scope: SyncScope, model: SyncedModel, limit: number
): Promise<Array<{ key: string, tenantId: string }>> {
  const { rows } = await db.query<{ key: string, tenantId: string }>({
    text: `with ${compared(model, false)}
      select key, tenant as "tenantId" from compared c where verdict = 'removed'
        and not exists (select from sync_staged a where a.provider_id = $1 and a.task_id = $2
          and a.model = 'absent ${model.type}' and a.key = c.key)
      order by tenant, key limit $7`,
    values: [...scopeValues(scope), limit]
  })
  return rows
}

/** What the comparison came to. `ignored`: was not to be done, or somebody is at work on it; `held`: before the run. */
export interface Compared extends Counts { readonly ignored: number, readonly held: number }

/** What differs, for people. */
const sentence = `(select left(string_agg(format('%s: %s → %s', d.key, coalesce(c.was -> d.key, 'null'), d.value), '; '
  order by d.key), 500) from jsonb_each(c.now) as d where c.was -> d.key is distinct from d.value)`

/**
 * Compares all records of a sort with what was staged, in one statement: one item of the task for each change, and a
 * mark on what is to be applied. Comparing again comes to the same.
 */
export async function compareModel (
  db: Database, scope: SyncScope, model: SyncedModel, actions: Actions
): Promise<Compared> {
  const may = (verdict: string): string => `case ${verdict} when 'added' then $7 when 'changed' then $8
    when 'removed' then $9 else false end::boolean`
  const values = [
    ...scopeValues(scope), ...[actions.adds, actions.changes, actions.removes].map(on => on && !actions.dryRun),
    actions.dryRun
  ]
  return db.transaction(async trx => {
    await trx.query({
      text: `with gone as (delete from task_item where provider_id = $1 and task_id = $2 and step = $3)
        delete from sync_staged where provider_id = $1 and task_id = $2 and model = $3 and content is null`,
      values: [scope.providerId, scope.taskId, model.type]
    })
    const { rows: [counts] } = await trx.query<Compared>({
      text: `with ${compared(model, scope.purges)}, changes as materialized (
          select c.*, ${may('c.verdict')} as applied,
            o.count + row_number() over (order by c.tenant, c.key) - 1 as ordinal
          from compared c cross join (select coalesce(max(ordinal) + 1, 0) as count from task_item
            where provider_id = $1 and task_id = $2) o
          where verdict in ('added', 'changed', 'removed')
        ), itemized as (
          insert into task_item (provider_id, task_id, ordinal, key, outcome, step, error_code, error, active)
          select $1::int, $2::text, c.ordinal, c.key, case when c.applied then 'pending' else 'unchanged' end,
            '${model.type}',
            case when c.applied then '' when $10 then 'would_be_' else 'not_' end || c.verdict,
            case c.verdict when 'changed' then ${sentence} end, false
          from changes c
        ), marked as (
          update sync_staged s set change = c.verdict, ordinal = c.ordinal,
            before = case c.verdict when 'changed' then ${differing('c.was', 'c.now')} end,
            after = case c.verdict when 'changed' then ${differing('c.now', 'c.was')} else c.now end
          from changes c where c.applied and s.provider_id = $1 and s.task_id = $2 and s.model = '${model.type}'
            and s.key = c.key
        ), removals as (
          insert into sync_staged (provider_id, task_id, model, key, ms_tenant_id, change, before, ordinal)
          select $1::int, $2::text, '${model.type}', key, tenant, 'removed', was, ordinal from changes
            where applied and verdict = 'removed'
        )
        select count(*) filter (where verdict = 'added' and told)::int as added,
          count(*) filter (where verdict = 'changed' and told)::int as changed,
          count(*) filter (where verdict = 'removed' and told)::int as removed,
          count(*) filter (where verdict = 'unchanged')::int as unchanged,
          count(*) filter (where verdict = 'busy' or not told and verdict in ('added', 'changed', 'removed'))::int
            as ignored,
          (select count(*)::int from held) as held
        from (select verdict, $10 or ${may('verdict')} as told from compared) c`,
      values
    })
    return counts ?? { added: 0, changed: 0, removed: 0, unchanged: 0, ignored: 0, held: 0 }
  })
}

/** The next changes that are to be applied, those of a tenant together. */
export async function dueChanges (
  db: Queryable, { providerId, taskId }: RunKey, { type }: SyncedModel, limit: number
): Promise<Array<DueChange<unknown>>> {
  const { rows } = await db.query<DueChange<unknown>>({
    text: `select key, ms_tenant_id as "tenantId", change, content from sync_staged
      where provider_id = $1 and task_id = $2 and model = $3 and change is not null order by ordinal limit $4`,
    values: [providerId, taskId, type, limit]
  })
  return rows
}

/** Applies changes to the records, says so of their items and in the history of the catalogue. In a transaction. */
export async function applyDue (
  trx: Queryable, scope: SyncScope, model: SyncedModel, due: ReadonlyArray<DueChange<unknown>>
): Promise<void> {
  await signChanges(trx, scope)
  await model.apply(trx, scope, due)
  await trx.query({
    text: `with done as (
        update sync_staged s set change = null from (select key, change, before, after from sync_staged
          where provider_id = $1 and task_id = $2 and model = $3 and key = any($4) and change is not null) d
        where s.provider_id = $1 and s.task_id = $2 and s.model = $3 and s.key = d.key
        returning s.key, s.ms_tenant_id, d.change, d.before, d.after, s.ordinal
      ), kept as (
        insert into catalogue_history (provider_id, model, key, ms_tenant_id, change, before, after, task_id, caller)
        select $1::int, $3::text, key, ms_tenant_id, change, before, after, $2::text, $5::text from done
        where $3 not in ('Numbers', 'PartnerOperatorConsents') order by ordinal
      )
      update task_item i set outcome = 'succeeded' from done
      where i.provider_id = $1 and i.task_id = $2 and i.ordinal = done.ordinal`,
    values: [scope.providerId, scope.taskId, model.type, due.map(({ key }) => key), scope.caller]
  })
}
