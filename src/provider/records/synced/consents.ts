import { rememberConsents, settleLeads, type SeenConsent } from '../../../customers/records/consents.ts'
import type { Queryable } from '../../../database/connect.ts'
import { contentsOf, removedAmong, type SyncedModel, type SyncScope } from './model.ts'

/** A tenant may be a lead twice: by its consent, and by us. */
const keyOfLead = "l.ms_tenant_id || case when l.is_direct then ' direct' else '' end"

const held = `select ${keyOfLead} as key, l.ms_tenant_id as tenant, jsonb_build_object('status', l.status,
    'countries', to_jsonb(array(select unnest(l.consented_countries) order by 1)), 'relationship', l.relationship,
    'contact', l.contact, 'contacts', l.contacts, 'consentedOn', l.consented_on,
    'lastModifiedOn', l.last_modified_on, 'operatorTenantId', l.operator_tenant_id) as facts,
    -- A lead that we made lives on in the consent of its tenant.
    l.operator_tenant_id = $3 and l.status <> 'Removed' and not (l.is_direct and exists (select from sync_staged c
      where c.provider_id = $1 and c.task_id = $2 and c.model = 'PartnerOperatorConsents'
        and c.key = l.ms_tenant_id::text and c.content is not null)) as removable,
    l.operator_tenant_id = $3 and not l.is_direct
      and not exists (select from customer u where u.provider_id = $1 and u.ms_tenant_id = l.ms_tenant_id)
      and not exists (select from number m where m.provider_id = $1 and m.ms_tenant_id = l.ms_tenant_id)
      and not exists (select from task t where t.provider_id = $1 and t.ms_tenant_id = l.ms_tenant_id
        and t.state in ('ready', 'waiting', 'parked')) as purgeable,
    l.deleting_task is not null as leaving
  from lead l where l.provider_id = $1 and ($4::uuid[] is null or l.ms_tenant_id = any($4))
    and ($5::text[] is null or true) and ($6::timestamptz is null or true)`

const time = (name: string): string =>
  `coalesce((s.content ->> '${name}')::timestamptz, (h.facts ->> '${name}')::timestamptz)`

const seen = `jsonb_build_object('status', s.content -> 'status',
  'countries', (select coalesce(jsonb_agg(c order by c), '[]') from jsonb_array_elements_text(s.content -> 'countries')
    as c),
  'relationship', s.content -> 'relationship',
  'contact', coalesce(h.facts -> 'contact', '{}') || coalesce(s.content -> 'contact', '{}'),
  'contacts', case when jsonb_array_length(s.content -> 'contacts') > 0 then s.content -> 'contacts'
    else h.facts -> 'contacts' end,
  'consentedOn', ${time('consentedOn')}, 'lastModifiedOn', ${time('lastModifiedOn')},
  'operatorTenantId', coalesce((h.facts ->> 'operatorTenantId')::uuid, $3::uuid))`

async function purge (trx: Queryable, { providerId }: SyncScope, keys: readonly string[]): Promise<void> {
  await trx.query({
    text: `delete from lead l where l.provider_id = $1 and ${keyOfLead} = any($2) and not exists (select from customer u
      where u.provider_id = $1 and u.ms_tenant_id = l.ms_tenant_id)`,
    values: [providerId, keys]
  })
}

/** Consents are leads in the records; one that Microsoft does not have any more stays, as removed. */
export const consents: SyncedModel<SeenConsent> = {
  type: 'PartnerOperatorConsents',
  held,
  seen,
  isBusy: 'coalesce(h.leaving, false)',
  async apply (trx, scope, due) {
    const { providerId, operatorTenantId, since, asked } = scope
    const gone = removedAmong(due)
    if (scope.purges) return purge(trx, scope, gone)
    await rememberConsents(trx, providerId, contentsOf(due), since, asked, operatorTenantId)
    const { rows } = await trx.query<{ id: string }>({
      text: `select l.id from lead l where l.provider_id = $1 and ${keyOfLead} = any($2)`, values: [providerId, gone]
    })
    await settleLeads(trx, providerId, rows.map(({ id }) => ({ id, status: 'Removed' })), since, asked)
  }
}

/** Notes that Microsoft has just shown all these consents, also those that are as they were. */
export async function noteSeen (trx: Queryable, { providerId, taskId, since }: SyncScope): Promise<void> {
  await trx.query({
    text: `update lead l set seen_at = greatest(l.seen_at, $3) from sync_staged s
      where s.provider_id = $1 and s.task_id = $2 and s.model = 'PartnerOperatorConsents' and s.content is not null
        and l.provider_id = $1 and l.ms_tenant_id = s.ms_tenant_id and ${keyOfLead} = s.key`,
    values: [providerId, taskId, since]
  })
}
