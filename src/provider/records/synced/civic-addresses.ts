import type { Queryable } from '../../../database/connect.ts'
import { changeCivicAddresses } from '../../../numbers/records/civic-addresses.ts'
import type { CivicAddress } from '../../../numbers/schemas/civic-address.ts'
import { contentsOf, ofOperatorTenant, removedAmong, wasRead, type SyncedModel, type SyncScope } from './model.ts'

const placesFrom = (source: string): string => `(select coalesce(jsonb_agg(jsonb_build_object('id', p.id,
    'description', p.description, 'additionalInfo', p."additionalInfo", 'isDefault', coalesce(p."isDefault", false),
    'elin', p.elin) order by p.id), '[]') from ${source})`

const heldPlaces = placesFrom(`(select l.id, l.description, l.additional_info as "additionalInfo",
    l.is_default as "isDefault", l.elin from civic_location l where l.provider_id = a.provider_id
    and l.ms_tenant_id = a.ms_tenant_id and l.civic_address_id = a.id) p`)

const seenPlaces = placesFrom(`jsonb_to_recordset(s.content #> '{address,locations}') as p (id uuid, description text,
    "additionalInfo" text, "isDefault" boolean, elin text)`)

const held = `select a.ms_tenant_id || ' ' || a.id as key, a.ms_tenant_id as tenant,
    a.printed || jsonb_build_object('locations', ${heldPlaces}) as facts,
    ${wasRead('PartnerCivicAddress', 'a.ms_tenant_id')} as removable,
    ${ofOperatorTenant('a.ms_tenant_id')}
      and not exists (select from number n where n.provider_id = $1 and n.ms_tenant_id = a.ms_tenant_id
        and a.id in (n.civic_address_id, n.observed_civic_address_id))
      and not exists (select from task t where t.provider_id = $1 and t.ms_tenant_id = a.ms_tenant_id
        and t.state in ('ready', 'waiting', 'parked')) as purgeable,
    false as leaving
  from civic_address a where a.provider_id = $1 and ($4::uuid[] is null or a.ms_tenant_id = any($4))
    and ($5::text[] is null or true) and ($6::timestamptz is null or true)`

/** Emergency addresses of tenants, with the places within them. */
export const civicAddresses: SyncedModel<{ tenantId: string, address: CivicAddress }> = {
  type: 'PartnerCivicAddress',
  held,
  seen: `((s.content -> 'address') - 'id') || jsonb_build_object('locations', ${seenPlaces})`,
  isBusy: 'false',
  async apply (trx, { providerId }, due) {
    await changeCivicAddresses(trx, providerId, contentsOf(due), removedAmong(due))
  }
}

/** Notes that Microsoft has just shown all these addresses as they are kept, also those that did not change. */
export async function confirmAddresses (trx: Queryable, { providerId, taskId, since }: SyncScope): Promise<void> {
  await trx.query({
    text: `update civic_address a set confirmed_at = greatest(a.confirmed_at, $3) from sync_staged s
      where s.provider_id = $1 and s.task_id = $2 and s.model = 'PartnerCivicAddress' and s.content is not null
        and a.provider_id = $1 and a.ms_tenant_id = s.ms_tenant_id
        and a.id = (s.content #>> '{address,id}')::uuid`,
    values: [providerId, taskId, since]
  })
}
