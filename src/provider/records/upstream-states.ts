import type { ReachedRecords } from '../../database/reach.ts'
import { customersWithin, ofProviderOnly, ofSiteWithin } from '../../tenancy/records/reach.ts'
import type { UpstreamState } from '../schemas/upstream-state.ts'

/** The open breakers with such keys, as one. Keys are `<class>:<provider>:<application or id>:<tenant>:<operation>`. */
const breakers = (keys: string): string => `left join lateral (
  select min(u.changed_at) as since, max(u.open_until) as until, (array_agg(u.reason order by u.open_until desc))[1]
      as reason, array_agg(distinct split_part(u.key, ':', 5)) as operations
    from upstream u where u.failures > 0 and ${keys} having count(*) > 0
  ) b on true`

const breaker = "case when b.until is not null then 'open' else 'closed' end as breaker"

/** The operator's own tenants at Microsoft; only the provider sees them. */
export async function operatorStates (records: ReachedRecords): Promise<UpstreamState[]> {
  const lastSuccess = 'greatest(k.synchronized_at, k.tested_at)'
  const { rows } = await records.query<UpstreamState>({
    within: ofProviderOnly('k'),
    text: within => `select 'microsoft' as kind, k.tenant_id::text as id, k.name,
        case when b.until is not null then 'degraded' when ${lastSuccess} is null then 'unknown' else 'ok' end as state,
        ${breaker}, b.since, b.until as "retryAt", b.reason, ${lastSuccess} as "lastSuccessAt",
        coalesce(b.operations, '{}') as operations
      from operator_connect_tenant k
        ${breakers("starts_with(u.key, format('microsoft:%s:%s:', k.provider_id, k.client_id))")}
      where ${within} order by k.created_at, k.tenant_id`
  })
  return rows
}

/** Tenants of customers of which something is left alone now, in the operator API or in Graph. */
export async function tenantStates (records: ReachedRecords): Promise<UpstreamState[]> {
  const { rows } = await records.query<UpstreamState>({
    within: customersWithin('c'),
    text: within => `select u.class as kind, c.ms_tenant_id::text as id, c.full_name as name, 'degraded' as state,
        'open' as breaker, min(u.changed_at) as since, max(u.open_until) as "retryAt",
        (array_agg(u.reason order by u.open_until desc))[1] as reason, null as "lastSuccessAt",
        array_agg(distinct u.operation order by u.operation) as operations
      from (select *, split_part(key, ':', 1) as class, split_part(key, ':', 2) as provider,
          split_part(key, ':', case when starts_with(key, 'graph:') then 3 else 4 end) as tenant,
          split_part(key, ':', case when starts_with(key, 'graph:') then 4 else 5 end) as operation
        from upstream where failures > 0 and (starts_with(key, 'graph:') or starts_with(key, 'microsoft:'))) u
      join customer c on c.provider_id = $1 and c.ms_tenant_id::text = u.tenant
      where u.provider = $1::text and ${within} group by u.class, c.ms_tenant_id, c.full_name
      order by c.full_name, u.class`
  })
  return rows
}

/** Devices: all of them for the provider, those that its sites are on for everybody else. */
export async function sbcStates (records: ReachedRecords): Promise<UpstreamState[]> {
  const { rows } = await records.query<UpstreamState>({
    within: ofSiteWithin('s'),
    text: within => `select 'sbc' as kind, d.id::text as id, d.name,
        case when b.until is not null or h.usable = false then 'away' when h.answered_at is null then 'unknown'
          else 'ok' end as state,
        ${breaker},
        case when b.until is not null or h.usable = false then coalesce(b.since, h.answered_at, h.read_at) end as since,
        b.until as "retryAt", coalesce(b.reason, (select string_agg(f ->> 'message', ' ')
          from jsonb_array_elements(h.findings) f where h.usable = false and f ->> 'result' <> 'ok')) as reason,
        h.answered_at as "lastSuccessAt", '{}'::text[] as operations
      from sbc d left join sbc_health h on h.provider_id = d.provider_id and h.sbc_id = d.id
        ${breakers("u.key = format('sbc:%s:%s', d.provider_id, d.id)")}
      where d.provider_id = $1 and d.abandoned_at is null and ($2::int is null and $3::uuid is null
        or exists (select from (select provider_id, id as site_id, sbc_id from site) s
          where s.sbc_id = d.id and ${within})) order by d.id`
  })
  return rows
}
