import { array, int, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import { recordsOfProvider, type ReachedRecords } from '../../database/reach.ts'
import { Numbering, type AskNumbering, type NumberingRange } from '../../schemas/numbering.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import type { TypeOfService } from '../../schemas/vocabulary/usage.ts'
import { ofWholeProvider } from './reach.ts'

/** A range as it was declared; null: without beginning, without end. */
export interface StoredOverride {
  readonly country: string
  readonly start: E164
  readonly end: E164
  readonly numberType: TypeOfService
  readonly source: string
  readonly note: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
}

interface ListedOverride extends StoredOverride { readonly inForce: boolean }

const inForce = '(o.valid_from is null or o.valid_from <= now()) and (o.valid_to is null or o.valid_to > now())'

/** All that the provider declared, by number. */
export async function numberingOverrides (records: ReachedRecords): Promise<ListedOverride[]> {
  const { rows } = await records.query<ListedOverride>({
    within: ofWholeProvider('o'),
    text: within => `select o.country, o.start_number as "start", o.end_number as "end",
        o.number_type as "numberType", o.source, o.note, o.valid_from as "validFrom", o.valid_to as "validTo",
        ${inForce} as "inForce"
      from numbering_override o where ${within} order by o.start_number, o.valid_from nulls first`
  })
  return rows
}

/** What numbers there are for a provider now. */
async function readNumbering (records: ReachedRecords): Promise<Numbering> {
  const { rows } = await records.query<NumberingRange>({
    name: 'numbering',
    within: ofWholeProvider('o'),
    text: within => `select o.country, o.start_number as "start", o.end_number as "end",
        o.number_type as "numberType", o.source
      from numbering_override o where ${within} and ${inForce} order by o.start_number`
  })
  return new Numbering(rows)
}

/** For a step of a task. */
export const numberingOfProvider = (db: Queryable, providerId: number): Promise<Numbering> =>
  readNumbering(recordsOfProvider(db, providerId))

/** For a request: read once, and only when it is asked for. */
export function numberingFor (records: ReachedRecords): AskNumbering {
  const read: { once?: Promise<Numbering> } = {}
  return () => {
    read.once ??= readNumbering(records)
    return read.once
  }
}

/** Makes these the only ones of the provider. */
export async function keepNumberingOverrides (
  trx: Queryable, providerId: number, overrides: readonly StoredOverride[]
): Promise<void> {
  await trx.query({ text: 'delete from numbering_override where provider_id = $1', values: [providerId] })
  await trx.query({
    text: `insert into numbering_override (provider_id, country, start_number, end_number, number_type, source, note,
        valid_from, valid_to)
      select $1, country, low, high, type, source, note, since::timestamptz, until::timestamptz
      from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
        as k (country, low, high, type, source, note, since, until)`,
    values: [
      providerId,
      ...(['country', 'start', 'end', 'numberType', 'source', 'note', 'validFrom', 'validTo'] as const)
        .map(column => array(text, overrides.map(override => override[column])))
    ]
  })
}

/** The ranges in force of all providers, for the look at what the tables have learnt. */
export async function overridesInForce (
  db: Queryable
): Promise<Array<NumberingRange & { providerId: number }>> {
  const { rows } = await db.query<NumberingRange & { providerId: number }>({
    text: `select o.provider_id as "providerId", o.country, o.start_number as "start", o.end_number as "end",
        o.number_type as "numberType", o.source
      from numbering_override o where ${inForce} order by o.provider_id, o.start_number`
  })
  return rows
}

/** Notes which ranges are needless. Answers those of which nobody has noted it yet. */
export async function markNeedless (
  db: Queryable, needless: ReadonlyArray<NumberingRange & { providerId: number }>
): Promise<Array<NumberingRange & { providerId: number }>> {
  const { rows } = await db.query<NumberingRange & { providerId: number }>({
    text: `update numbering_override o set needless_since = now()
      from unnest($1::int[], $2::text[], $3::text[]) as k (provider_id, low, high)
      where o.provider_id = k.provider_id and o.start_number = k.low and o.end_number = k.high
        and o.needless_since is null
      returning o.provider_id as "providerId", o.country, o.start_number as "start", o.end_number as "end",
        o.number_type as "numberType", o.source`,
    values: [
      array(int, needless.map(one => one.providerId)), array(text, needless.map(one => one.start)),
      array(text, needless.map(one => one.end))
    ]
  })
  return rows
}
