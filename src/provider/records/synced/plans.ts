import { contentsOf, removedAmong, wasRead, type SyncedModel } from './model.ts'

const keyOfPlan = "coalesce(k.ms_tenant_id || ' ', '') || k.usage"
const inOrder = (list: string): string => `to_jsonb(array(select unnest(${list}) order by 1))`
const inOrderOf = (name: string): string => `(select coalesce(jsonb_agg(w order by w), '[]')
  from jsonb_array_elements_text(s.content -> '${name}') as w)`

const held = `select ${keyOfPlan} as key, k.ms_tenant_id as tenant, jsonb_build_object('name', k.name,
    'offerTypes', ${inOrder('k.offer_types')}, 'mandatoryCapabilities', ${inOrder('k.mandatory_capabilities')},
    'choosableCapabilities', ${inOrder('k.choosable_capabilities')}, 'supportsTollFree', k.supports_toll_free) as facts,
    case when k.ms_tenant_id is null then exists (select from sync_staged g where g.provider_id = $1 and g.task_id = $2
        and g.model = 'NumberUsageCapabilities' and g.ms_tenant_id is null)
      else ${wasRead('NumberUsageCapabilities', 'k.ms_tenant_id')} end as removable,
    not exists (select from task t where t.provider_id = $1 and t.state in ('ready', 'waiting', 'parked')
      and t.kind in ('upload-numbers', 'import-numbers', 'change-numbers')
      and (k.ms_tenant_id is null or t.ms_tenant_id = k.ms_tenant_id))
      and (k.ms_tenant_id is null or exists (select from lead o where o.provider_id = $1
        and o.ms_tenant_id = k.ms_tenant_id and o.operator_tenant_id = $3)) as purgeable,
    false as leaving
  from capability_plan k where k.provider_id = $1
    and ($4::uuid[] is null or k.ms_tenant_id = any($4)) and ($5::text[] is null or true)
    and ($6::timestamptz is null or true)`

const seen = `jsonb_build_object('name', s.content -> 'name', 'offerTypes', ${inOrderOf('offerTypes')},
  'mandatoryCapabilities', ${inOrderOf('mandatoryCapabilities')},
  'choosableCapabilities', ${inOrderOf('choosableCapabilities')},
  'supportsTollFree', s.content -> 'supportsTollFree')`

/** What numbers may be used for: general plans, and those of tenants that have others. They stay with the provider. */
export const plans: SyncedModel = {
  type: 'NumberUsageCapabilities',
  held,
  seen,
  isBusy: 'false',
  async apply (trx, { providerId }, due) {
    await trx.query({
      text: `with gone as (
          delete from capability_plan k where k.provider_id = $1 and ${keyOfPlan} = any($3)
        )
        insert into capability_plan (provider_id, ms_tenant_id, usage, name, offer_types, mandatory_capabilities,
          choosable_capabilities, supports_toll_free)
        select $1, "tenantId", usage, name, array(select jsonb_array_elements_text("offerTypes")),
          array(select jsonb_array_elements_text("mandatoryCapabilities")),
          array(select jsonb_array_elements_text("choosableCapabilities")), "supportsTollFree"
        from jsonb_to_recordset($2::jsonb) as p ("tenantId" uuid, usage text, name text, "offerTypes" jsonb,
          "mandatoryCapabilities" jsonb, "choosableCapabilities" jsonb, "supportsTollFree" boolean)
        on conflict (provider_id, ms_tenant_id, usage) do update set name = excluded.name,
          offer_types = excluded.offer_types, mandatory_capabilities = excluded.mandatory_capabilities,
          choosable_capabilities = excluded.choosable_capabilities, supports_toll_free = excluded.supports_toll_free`,
      values: [providerId, JSON.stringify(contentsOf(due)), removedAmong(due)]
    })
  }
}
