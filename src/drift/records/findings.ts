/** Whether nothing was done to a number from so long before a reading began: `at`, when something last was. */
const steady = (at: string, read: string, lag = ''): string => `coalesce(${at} < ${read}${lag}, true)`
const shown = '- make_interval(mins => $3)'

/** Attributes of `o`, our number, that Microsoft has otherwise in `m`. What one of them leaves open does not differ. */
const attributes = `array_remove(array[
    case when m.ms_tenant_id <> o.ms_tenant_id then 'tenant' end,
    case when o.calling_profile_id::text <> m.facts ->> 'callingProfileId' then 'callingProfile' end,
    case when o.usage <> m.facts ->> 'usage' then 'usage' end,
    case when m.facts -> 'usage' <> 'null' and (select coalesce(jsonb_agg(c order by c), '[]')
        from unnest(o.capabilities) c where c = any($2)) <> m.facts -> 'capabilities' then 'capabilities' end,
    case when o.civic_address_id::text is distinct from m.facts ->> 'civicAddressId'
      and o.civic_address_id is not null then 'civicAddress' end,
    case when o.location_id::text is distinct from m.facts ->> 'locationId' and o.location_id is not null
      then 'location' end
  ], null)`

const columns = (
  row: {
    number: string, class: string, sbc?: string, tenant?: string, attributes?: string, microsoft?: string,
    rule?: string, steady: string
  }
): string => `select ${row.number} as number, '${row.class}' as class, ${row.sbc ?? '0'} as sbc_id,
    ${row.tenant ?? 'null::uuid'} as ms_tenant_id, ${row.attributes ?? "'{}'::text[]"} as attributes,
    ${row.microsoft ?? 'null::jsonb'} as microsoft, ${row.rule ?? 'null::jsonb'} as sbc, ${row.steady} as steady`

const ofOurs = { number: 'o.number', tenant: 'o.ms_tenant_id' }
const ofRule = { number: 'r.number', sbc: 'r.sbc_id', rule: 'r.facts' }

/** What a rule leads to that is neither ours nor where ours should be. */
const strayRule = `from rule r left join ours o on o.number = r.number left join ms m on m.number = r.number
  left join touched t on t.number = r.number`

/**
 * Every difference, over `ours` the records, `ms` what Microsoft shows, `rule` what SBCs have, `wanted` where numbers
 * should be: whether it is steady, that is whether it may be judged, or something has just been done to the number.
 */
export const findings = [
  `${columns({ ...ofOurs, class: 'records_only', steady: steady('o.touched', 'o.read_from', shown) })}
    from ours o left join ms m on m.number = o.number where m.number is null and o.has_consent
      and o.read_from is not null`,
  `${columns({
    number: 'm.number', class: 'microsoft_only', tenant: 'm.ms_tenant_id', microsoft: 'm.facts',
    steady: steady('t.at', 'm.read_from', shown)
  })} from ms m left join ours o on o.number = m.number left join touched t on t.number = m.number
    where o.number is null`,
  `${columns({
    ...ofOurs, class: 'attribute_mismatch', attributes: 'w.attributes', microsoft: 'm.facts',
    steady: steady('o.touched', 'm.read_from', shown)
  })} from ours o join ms m on m.number = o.number cross join lateral (select ${attributes} as attributes) w
    where o.source <> 'ocsync' and o.removal_status = 0 and cardinality(w.attributes) > 0`,
  `${columns({ ...ofOurs, class: 'stale_pending', microsoft: 'm.facts', steady: steady('o.touched', 'now()') })}
    from ours o left join ms m on m.number = o.number
    where o.removal_status = 1 or o.removal_status > 1 and m.ms_tenant_id = o.ms_tenant_id`,
  `${columns({ ...ofOurs, class: 'consent_ended', steady: steady('o.touched', 'now()') })}
    from ours o where not o.has_consent`,
  `${columns({ ...ofOurs, class: 'no_sbc', steady: steady('o.touched', 'now()') })}
    from ours o where o.source <> 'ocsync' and o.removal_status = 0
      and not exists (select from led l where l.calling_profile_id = o.calling_profile_id)`,
  `${columns({
    ...ofOurs, class: 'missing_on_sbc', sbc: 'w.sbc_id', steady: steady('o.touched', 'w.read_from')
  })} from ours o join wanted w on w.number = o.number
    where o.source <> 'ocsync' and o.removal_status = 0 and o.has_consent
      and not exists (select from rule r where r.number = o.number and r.sbc_id = w.sbc_id)`,
  `${columns({ ...ofRule, class: 'other_tag', tenant: 'o.ms_tenant_id', steady: steady('o.touched', 'r.read_from') })}
    from rule r join ours o on o.number = r.number where r.tenant is distinct from o.ms_tenant_id::text`,
  `${columns({
    ...ofRule, class: 'sbc_only', tenant: 'case when r.is_ours then r.tenant::uuid end',
    steady: `r.is_read and ${steady('t.at', 'r.read_from')}`
  })} ${strayRule} where r.is_ours and (o.number is null and m.number is null or o.source <> 'ocsync'
      and r.tenant = o.ms_tenant_id::text
      and not exists (select from wanted w where w.number = r.number and w.sbc_id = r.sbc_id))`,
  `${columns({ ...ofRule, class: 'foreign_rule', steady: steady('t.at', 'r.read_from') })}
    ${strayRule} where o.number is null and r.is_ours is not true`
].join('\n    union all ')
