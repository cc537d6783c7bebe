import { array, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { numberingOfProvider } from '../../tenancy/records/numbering-overrides.ts'

interface Releasing { readonly providerId: number, readonly taskId: string, readonly caller: string }

/**
 * Takes released numbers of a tenant out of our records, and keeps in their history what they were. By policy they cool
 * then, at the provider; without one they leave the inventory as well, unless somebody reserved them.
 */
export async function forgetReleased (
  db: Queryable, by: Releasing, msTenantId: string, numbers: readonly E164[]
): Promise<void> {
  if (numbers.length === 0) return
  await coolReleased(db, by, msTenantId, numbers)
  await db.query({
    text: `
      with gone as (
        delete from number where provider_id = $1 and ms_tenant_id = $2 and number = any($3) returning *
      ) insert into number_history (provider_id, number, change, task_id, caller, before)
      select provider_id, number, 'released', $4, $5, jsonb_build_object('msTenantId', ms_tenant_id, 'callingProfileId',
        calling_profile_id, 'usage', usage,
        'source', source, 'acquiredOn', acquired_on) from gone order by number`,
    values: [by.providerId, msTenantId, numbers, by.taskId, by.caller]
  })
}

/** Before they leave the records, so that what keeps a number in the inventory is there when the tenant goes. */
async function coolReleased (
  db: Queryable, { providerId, taskId, caller }: Releasing, msTenantId: string, numbers: readonly E164[]
): Promise<void> {
  const numbering = await numberingOfProvider(db, providerId)
  const types = numbers.map(number => numbering.serviceTypeOf(number))
  await db.query({
    text: `
      with kept as (
        update number_inventory i set by_hand = rule.days > 0, changed_at = now(),
          cooling_since = case when rule.days > 0 then now() end,
          cooling_until = case when rule.days > 0 then now() + make_interval(days => rule.days) end,
          cooling_from = case when rule.days > 0 then i.customer_id end,
          customer_id = case when rule.days > 0 and not rule.reserved then null else i.customer_id end,
          site_id = case when rule.days > 0 then null else i.site_id end
        from (
          select n.provider_id, n.number, coalesce(p.days, 0) as days,
            coalesce(o.reserved_until > now(), false) as reserved
          from unnest($3::text[], $4::text[]) as r (number, type)
          join number n on n.provider_id = $1 and n.number = r.number and n.ms_tenant_id = $2
          join number_inventory o on o.provider_id = n.provider_id and o.number = n.number
          left join lateral cooling_rule($1, o.country, r.type) p on true
        ) rule
        where i.provider_id = rule.provider_id and i.number = rule.number
        returning i.number, i.cooling_until
      ) insert into number_history (provider_id, number, change, task_id, caller, before, after)
      select $1::int, number, 'cooling-started', $5, $6, jsonb_build_object('msTenantId', $2::uuid),
        jsonb_build_object('coolingUntil', cooling_until) from kept where cooling_until is not null order by number`,
    values: [
      providerId, msTenantId, array(text, numbers), array(text, types), taskId, caller
    ]
  })
}
