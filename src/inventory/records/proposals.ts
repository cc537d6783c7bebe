import { lookedUp, type Change } from './inventory-change.ts'

/** What the row becomes by a proposal: a column stays where the proposal says nothing of it. */
const unless = (name: string, column: string): string =>
  `case when j.proposal ? '${name}' then null else o.${column} end`

/** Writes what an audit proposed, for numbers that nobody has changed since. */
export function writingProposals (auditId: string, countries: ReadonlyMap<string, string | undefined>): Change {
  return {
    word: 'audited',
    by: {
      join: lookedUp('inventory_finding f where f.provider_id = $1 and f.task_id = $8 and f.number = a.key', 'f'),
      columns: 'f.proposal'
    },
    code: `case when f.number is null or f.proposal = '{}' then 'nothing_proposed'
      when (f.proposal ? 'add') and v.number is not null then 'already_there'
      when not (f.proposal ? 'add') and v.number is null then 'not_in_inventory'
      when v.changed_at > f.found_at then 'changed_since' end`,
    effect: `insert into number_inventory as i (provider_id, number, country, customer_id, site_id,
        internal_number_type, vendor, service, reserved_at, reserved_until, reserved_for, reservation_owner,
        reservation_note, reservation_level, cooling_since, cooling_until, cooling_from, by_hand)
      select $1::int, j.number, coalesce(o.country, $9::jsonb ->> j.number),
        coalesce((j.proposal ->> 'customerId')::uuid, o.customer_id),
        case when j.proposal ? 'customerId' then null else o.site_id end,
        case when j.proposal ? 'type' then nullif(j.proposal ->> 'type', 'none') else o.internal_number_type end,
        coalesce(o.vendor, j.proposal ->> 'vendor'), coalesce(j.proposal ->> 'service', o.service),
        ${unless('endReservation', 'reserved_at')}, ${unless('endReservation', 'reserved_until')},
        ${unless('endReservation', 'reserved_for')}, ${unless('endReservation', 'reservation_owner')},
        ${unless('endReservation', 'reservation_note')}, ${unless('endReservation', 'reservation_level')},
        ${unless('endCooling', 'cooling_since')}, ${unless('endCooling', 'cooling_until')},
        ${unless('endCooling', 'cooling_from')}, true
      from judged j
        ${lookedUp('number_inventory o where o.provider_id = $1 and o.number = j.number', 'o')}
      where j.code is null order by j.number
      on conflict (provider_id, number) do update set customer_id = excluded.customer_id, site_id = excluded.site_id,
        internal_number_type = excluded.internal_number_type, vendor = excluded.vendor, service = excluded.service,
        reserved_at = excluded.reserved_at, reserved_until = excluded.reserved_until,
        reserved_for = excluded.reserved_for, reservation_owner = excluded.reservation_owner,
        reservation_note = excluded.reservation_note, reservation_level = excluded.reservation_level,
        cooling_since = excluded.cooling_since, cooling_until = excluded.cooling_until,
        cooling_from = excluded.cooling_from, changed_at = now()
      returning i.number, null::jsonb as before, inventory_facts(i) as after`,
    values: [auditId, JSON.stringify(Object.fromEntries(countries))]
  }
}
