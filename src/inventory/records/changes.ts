import { deleting, setting, unlessThere, type Change } from './inventory-change.ts'

// How each task changes the inventory, as statements over all of its numbers.

interface Place { readonly customerId?: string | undefined, readonly siteId?: string | undefined }

/** Numbers that are there already are left as they are. */
export function adding (
  { customerId, siteId, vendor, internalNumberType, labels, notes }: Place & {
    vendor?: string | undefined, internalNumberType?: string | undefined, labels?: readonly string[] | undefined
    notes?: string | undefined
  },
  countries: ReadonlyMap<string, string | undefined>
): Change {
  return {
    word: 'inventoried',
    does: 'add',
    code: "case when v.number is not null then 'already_there' end",
    effect: `insert into number_inventory as i (provider_id, number, country, customer_id, site_id,
        internal_number_type, vendor, labels, notes, by_hand)
      select $1::int, j.number, $8::jsonb ->> j.number, $9::uuid, $10::uuid, $11::text, $12::text, $13::text[],
        $14::text, true
      from judged j where j.code is null order by j.number on conflict do nothing
      returning i.number, null::jsonb as before, inventory_facts(i) as after`,
    values: [
      JSON.stringify(Object.fromEntries(countries)), customerId ?? null, siteId ?? null, internalNumberType ?? null,
      vendor ?? null, labels ?? [], notes || null
    ]
  }
}

/**
 * Only those that nobody needs go; those that a tenant has are released, not deleted. What is beyond reach is not
 * there.
 */
export const removing: Change = {
  word: 'taken-out',
  does: 'remove',
  code: unlessThere(`when v.ms_tenant_id is not null then 'number_held'
    when v.status in ('Used', 'Used-Utility') then 'number_used' when v.status = 'Reserved' then 'number_reserved'
    when v.status = 'Cooling' then 'number_cooling'`, 'same'),
  effect: deleting
}

/** A number that a tenant has stays with the tenant's customer, where it may be for one site or another. */
export function moving ({ customerId, siteId }: Place): Change {
  return {
    word: 'located',
    code: unlessThere(`when v.customer_id is not distinct from $8::uuid and v.site_id is not distinct from $9::uuid
        then 'same'
      when v.ms_tenant_id is not null and v.customer_id is distinct from $8::uuid then 'held_by_tenant'
      when v.status = 'Reserved' and v.reserved_for is distinct from $8::uuid then 'number_reserved'
      when v.status = 'Cooling' and v.cooling_from is distinct from $8::uuid then 'number_cooling'`),
    effect: setting('customer_id = $8, site_id = $9'),
    values: [customerId ?? null, siteId ?? null]
  }
}

/** What is not named stays. */
export function describing (
  { labels, notes }: { labels?: readonly string[] | undefined, notes?: string | undefined }
): Change {
  return {
    word: 'described',
    code: unlessThere(`when coalesce($8::text[], v.labels) = v.labels
      and (not $9::boolean or v.notes is not distinct from $10::text) then 'same'`),
    effect: setting('labels = coalesce($8, i.labels), notes = case when $9 then $10 else i.notes end'),
    values: [labels ?? null, notes !== undefined, notes || null]
  }
}

interface Reserving {
  /** ISO 8601; `infinity`: until somebody ends it. */
  readonly until: string
  readonly owner: string
  readonly note: string | undefined
  /** 0 provider, 1 channel, 2 customer: whose reservation it is; nodes below cannot take it over. */
  readonly level: number
  readonly forCustomer: string | undefined
}

const isAbove = (level: string): string => `coalesce(v.reservation_level, 2) < ${level}::int`

export function reserving ({ until, owner, note, level, forCustomer }: Reserving): Change {
  return {
    word: 'reserved',
    code: unlessThere(`when v.status in ('Used', 'Used-Utility') then 'number_used'
      when v.status = 'Reserved' and (v.reservation_owner <> $9::text or ${isAbove('$11')}) then 'number_reserved'
      when v.status = 'Reserved' and v.reserved_until = $8::timestamptz
        and v.reservation_note is not distinct from $10::text
        and v.reserved_for is not distinct from coalesce($12::uuid, v.customer_id) then 'same'
      when v.cooling_until > now() and v.cooling_from is distinct from coalesce($12::uuid, v.customer_id)
        then 'number_cooling'
      when $8::timestamptz <= now() then 'time_is_past'`),
    effect: setting(`reserved_at = case when i.reserved_until > now() then i.reserved_at else now() end,
      reserved_until = $8, reservation_owner = $9, reservation_note = $10, reservation_level = $11,
      reserved_for = coalesce($12::uuid, i.customer_id)`),
    values: [until, owner, note ?? null, level, forCustomer ?? null]
  }
}

/** Until a time, or by days that are added to what is left. */
export function extending (
  { until, days, level }: { until: string | undefined, days: number | undefined, level: number }
): Change {
  const later = (row: string): string =>
    `coalesce($8::timestamptz, ${row}.reserved_until + make_interval(days => $9::int))`
  return {
    word: 'reservation-extended',
    code: unlessThere(`when v.status <> 'Reserved' then 'not_reserved' when ${isAbove('$10')} then 'reserved_above'
      when ${later('v')} = v.reserved_until then 'same' when ${later('v')} < v.reserved_until then 'not_later'`),
    effect: setting(`reserved_until = ${later('i')}`),
    values: [until ?? null, days ?? null, level]
  }
}

/** Goal: the numbers are not reserved. */
export function endingReservation ({ level }: { level: number }): Change {
  return {
    word: 'reservation-ended',
    code: unlessThere(`when coalesce(v.reserved_until <= now(), true) then 'same'
      when ${isAbove('$8')} then 'reserved_above'`),
    effect: setting(`reserved_at = null, reserved_until = null, reserved_for = null, reservation_owner = null,
      reservation_note = null, reservation_level = null`),
    values: [level]
  }
}

/** For so many days from `since` on, or as the policy of each number's country and type has it. */
export function cooling (
  { days, since }: { days: number | undefined, since: string }, types: ReadonlyMap<string, string>
): Change {
  const rule = (row: string): string => `cooling_rule($1, ${row}.country, $10::jsonb ->> ${row}.number)`
  const asked = 'coalesce($8::int, rule.days, 0)'
  const until = `$9::timestamptz + make_interval(days => ${asked})`
  return {
    word: 'cooling-started',
    by: { join: `left join lateral ${rule('v')} rule on true`, columns: 'null' },
    code: unlessThere(`when v.status in ('Used', 'Used-Utility') then 'number_used'
      when ${asked} = 0 then 'no_duration' when ${asked} > coalesce(rule.maximum_days, 999) then 'beyond_maximum'
      when v.cooling_until = ${until} then 'same'`),
    effect: setting(`cooling_since = case when i.cooling_until > now() then i.cooling_since else now() end,
      cooling_until = (select ${until} from (select) one left join lateral ${rule('i')} rule on true),
      cooling_from = case when i.cooling_until > now() then i.cooling_from else i.customer_id end`),
    values: [days ?? null, since, JSON.stringify(Object.fromEntries(types))]
  }
}

/** Goal: the numbers do not cool any more. */
export const endingCooling: Change = {
  word: 'cooling-ended',
  code: unlessThere("when coalesce(v.cooling_until <= now(), true) then 'same'"),
  effect: setting('cooling_since = null, cooling_until = null, cooling_from = null')
}
