import type { Database, Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { customersWithin } from '../../tenancy/records/reach.ts'
import type { TenantKey } from './tenant-users.ts'

/**
 * The users of a tenant of provider `$1` that take up a licence: those that have a number, and those that a running
 * task is giving their first.
 */
const licensed = (tenant: string): string => `
  select u.id from tenant_user u where u.provider_id = $1 and u.ms_tenant_id = ${tenant} and u.number is not null
    and not u.is_resource_account
  union select h.user_id from licence_hold h join task t on t.provider_id = h.provider_id and t.id = h.task_id
  where h.provider_id = $1 and h.ms_tenant_id = ${tenant} and t.state <> 'finished'`

/** How many licences a customer's users take up now. */
export async function licencesInUse (records: ReachedRecords, msTenantId: string): Promise<number> {
  const { rows } = await records.query<{ count: number }>({
    within: customersWithin('c'),
    text: within => `select (select count(*)::int from (${licensed('$4')}) l) as count
      from customer c where ${within} and c.ms_tenant_id = $4`,
    values: [msTenantId]
  })
  return rows[0]?.count ?? 0
}

/**
 * Holds a licence for a user that is about to get a first number, until the task is over. Whoever else wants one of the
 * customer waits meanwhile, so that the last goes to one task only. `seen`: users that Microsoft shows with a number,
 * for a tenant whose users nobody has read yet. Answers how many licences there are when none is left.
 */
export function holdLicence (
  db: Database, key: TenantKey, taskId: string, userId: string, seen: readonly string[]
): Promise<{ held: true } | { held: false, licences: number }> {
  const { providerId, msTenantId } = key
  return db.transaction(async trx => {
    const { rows: [customer] } = await trx.query<{ licences: number | null }>({
      text:
        'select licensed_users_count as licences from customer where provider_id = $1 and ms_tenant_id = $2 for no ' +
        'key update',
      values: [providerId, msTenantId]
    })
    // A statement of its own: it must see what those have written that the lock waited for.
    const { rowCount } = await trx.query({
      text: `
        insert into licence_hold (provider_id, task_id, ms_tenant_id, user_id) select $1, $3, $2, $4
        where $5::int is null or $5 > (select count(*) from (${licensed('$2')}
          union select s.id from unnest($6::uuid[]) as s (id) where s.id not in (
            select r.id from tenant_user r where r.provider_id = $1 and r.ms_tenant_id = $2
              and r.is_resource_account)) l where l.id <> $4)
        on conflict (provider_id, task_id) do update set user_id = excluded.user_id`,
      values: [providerId, msTenantId, taskId, userId, customer?.licences ?? null, seen]
    })
    return rowCount === 1 ? { held: true } : { held: false, licences: customer?.licences ?? 0 }
  })
}

export async function releaseLicence (db: Queryable, providerId: number, taskId: string): Promise<void> {
  await db.query({
    text: 'delete from licence_hold where provider_id = $1 and task_id = $2', values: [providerId, taskId]
  })
}
