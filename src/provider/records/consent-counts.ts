import type { Queryable } from '../../database/connect.ts'
import type { Counts } from '../schemas/counts.ts'

interface SeenConsent { readonly tenantId: string, readonly isDirect: boolean }

/** What remembering these consents would come to. */
export async function countConsents (
  db: Queryable, providerId: number, consents: readonly SeenConsent[]
): Promise<Counts> {
  const { rows: [row] } = await db.query<Omit<Counts, 'removed'>>({
    text: `with seen as (
        select l.id, (l.status, l.consented_countries, coalesce(l.relationship, 'null')) is distinct from (
          case when l.deleting_task is null then c.status else l.status end,
          array(select jsonb_array_elements_text(c.countries)), coalesce(c.relationship, 'null')) as differs
        from jsonb_to_recordset($2::jsonb) as c ("tenantId" uuid, "isDirect" boolean, status text, countries jsonb,
          relationship jsonb)
        left join lead l on l.provider_id = $1 and l.ms_tenant_id = c."tenantId" and l.is_direct = c."isDirect"
      )
      select count(*) filter (where id is null)::int as added,
        count(*) filter (where id is not null and differs)::int as changed,
        count(*) filter (where id is not null and not differs)::int as unchanged from seen`,
    values: [providerId, JSON.stringify(consents)]
  })
  return { added: row?.added ?? 0, changed: row?.changed ?? 0, removed: 0, unchanged: row?.unchanged ?? 0 }
}
