-- Everything the records say about whether numbers may be uploaded to a tenant with a calling profile. The lists are in an order, so
-- that the same facts are the same text. A profile may be named by its id, or by its name when no other has it. Processes of the version
-- before may still run beside those of the next: what it says is changed under another name.
create function upload_facts(provider integer, tenant uuid, profile text) returns jsonb stable language plpgsql as $$
begin
  return (
    select jsonb_build_object(
      'leads', coalesce((select jsonb_agg(jsonb_build_object('status', l.status, 'countries', l.consented_countries, 'direct', l.is_direct) order by l.id)
        from lead l where l.provider_id = provider and l.ms_tenant_id = tenant), '[]'),
      'customer', case when c.id is not null then jsonb_build_object('id', c.id, 'licenseType', c.license_type, 'channelId', c.channel_id) end,
      'sites', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'sbcId', s.sbc_id) order by s.created_at, s.name)
        from site s where s.provider_id = c.provider_id and s.customer_id = c.id), '[]'),
      'callingProfile', case when p.id is not null then jsonb_build_object('id', p.id, 'emergency', p.is_emergency_profile) end,
      'sbcIds', coalesce((select jsonb_agg(b.id order by b.id) from sbc b where b.provider_id = provider and b.abandoned_at is null and exists (
        select from calling_profile_trunk t where t.provider_id = p.provider_id and t.calling_profile_id = p.id and t.fqdn = b.fqdn)), '[]'),
      'plans', coalesce((select jsonb_agg(jsonb_build_object('usage', k.usage, 'mandatory', k.mandatory_capabilities,
        'choosable', k.choosable_capabilities, 'supportsTollFree', k.supports_toll_free, 'general', k.ms_tenant_id is null) order by k.ms_tenant_id, k.usage)
        from capability_plan k where k.provider_id = provider and (k.ms_tenant_id = tenant or k.ms_tenant_id is null)), '[]')
    )
    from (select) one
    left join customer c on c.provider_id = provider and c.ms_tenant_id = tenant
    left join calling_profile p on p.provider_id = provider and p.id = coalesce(
      (select i.id from calling_profile i where i.provider_id = provider and i.id::text = lower(profile)),
      (select min(n.id::text)::uuid from calling_profile n where n.provider_id = provider and n.name = profile having count(*) = 1))
  );
end $$;

-- Refuses tasks, as a constraint would, whose request was judged by records that say something else by now (insertTasks).
create function refuse_for_changed_facts() returns boolean language plpgsql as $$
begin
  raise exception 'the records have changed since the request was judged' using errcode = '23001', constraint = 'assumed_facts';
end $$;
