import type { Database, Queryable } from '../../database/connect.ts'
import { recordsOfProvider, type ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { NamedRange } from '../schemas/named-range.ts'
import { rangesOf } from './named-ranges.ts'

export interface NewRange {
  readonly id: string
  readonly name: string
  readonly first: string
  readonly last: string
  readonly channelId?: number
  readonly customerId?: string
  readonly siteId?: string
  readonly note?: string
}

/** Ranges that end, and those that begin in their place. The numbers of a range never change otherwise. */
export interface RangeChange {
  readonly ends: string[]
  readonly endedAs?: 'split' | 'merged' | 'removed'
  readonly begins: NewRange[]
}

/** A new name or note of a range that goes on. */
export interface RangeWords { readonly rangeId: string, readonly name?: string, readonly note?: string }

type NodeLack = 'channel_not_found' | 'customer_not_found' | 'site_not_found'

/** Why a change does not fit what is there. */
export interface Misfit {
  readonly code: 'range_not_found' | 'range_ended' | 'range_taken' | NodeLack
  readonly reason: string
}

type Named = Pick<NamedRange, 'id' | 'name' | 'first' | 'last'>
const shown = ({ id, name, first, last }: Named): string => `${name} (${first} to ${last}, ${id})`

/** Which of them is not there, or lives no more. */
export function lackOf (ids: readonly string[], found: readonly NamedRange[]): Misfit | undefined {
  const missing = ids.find(id => !found.some(range => range.id === id))
  if (missing !== undefined) return { code: 'range_not_found', reason: `There is no range ${missing}.` }
  const over = found.find(({ endedAt }) => endedAt !== null)
  return over && { code: 'range_ended', reason: `Range ${shown(over)} was ${over.endedAs} by ${over.endedBy}.` }
}

/** A range that lives, is none of `besides`, and has one of the names or numbers. */
async function taken (
  records: ReachedRecords, besides: readonly string[], names: readonly string[],
  numbers: ReadonlyArray<{ first: string, last: string }> = []
): Promise<Misfit | undefined> {
  const { rows: [other] } = await records.query<Named & { hasName: boolean }>({
    within: ofProviderOnly('r'),
    text: within => `select r.id, r.name, r.first, r.last,
        lower(r.name) in (select lower(n) from unnest($5::text[]) n) as "hasName"
      from named_range r where ${within} and r.ended_at is null and r.id <> all ($4::uuid[])
        and (lower(r.name) in (select lower(n) from unnest($5::text[]) n)
          or exists (select from unnest($6::int8[], $7::int8[]) as s (first, last)
            where r.numbers && int8range(s.first, s.last, '[]')))
      order by r.first limit 1`,
    values: [
      besides, names, numbers.map(({ first }) => first.slice(1)), numbers.map(({ last }) => last.slice(1))
    ]
  })
  return other && {
    code: 'range_taken', reason: `Range ${shown(other)} has ${other.hasName ? 'this name' : 'some of these numbers'}.`
  }
}

/** The node of a range that is not there any more. */
async function lackOfNode (records: ReachedRecords, range: NewRange | undefined): Promise<Misfit | undefined> {
  for (const [table, id, code, what] of [
    ['channel', range?.channelId, 'channel_not_found', 'channel'],
    ['customer', range?.customerId, 'customer_not_found', 'customer'],
    ['site', range?.siteId, 'site_not_found', 'SIP connection']
  ] as const) {
    if (id === undefined) continue
    const { rows } = await records.query({
      within: ofProviderOnly('c'),
      text: within => `select from ${table} c where ${within} and c.id::text = $4${
        table === 'site' ? ' and c.customer_id::text = $5' : ''}`,
      values: table === 'site' ? [id, range?.customerId] : [String(id)]
    })
    if (rows.length === 0) return { code, reason: `There is no ${what} ${id} any more.` }
  }
  return undefined
}

/** Whether a change can be made now; `done` when it was made already. */
export async function judgeChange (
  records: ReachedRecords, { ends, endedAs, begins }: RangeChange
): Promise<Misfit | 'done' | undefined> {
  const begun = await rangesOf(records, begins.map(({ id }) => id))
  if (begins.length > 0 && begun.length === begins.length) return 'done'
  const ending = await rangesOf(records, ends)
  const isRemoved = endedAs === 'removed' && ending.length === ends.length
  if (isRemoved && ending.every(range => range.endedAs === 'removed')) return 'done'
  const lack = lackOf(ends, ending)
  if (lack !== undefined) return lack
  return await lackOfNode(records, begins[0]) ?? taken(records, ends, begins.map(({ name }) => name), begins)
}

/** The same for words. */
export async function judgeWords (
  records: ReachedRecords, { rangeId, name }: RangeWords
): Promise<Misfit | undefined> {
  return lackOf([rangeId], await rangesOf(records, [rangeId])) ??
    (name === undefined ? undefined : taken(records, [rangeId], [name]))
}

interface By { readonly id: string, readonly providerId: number, readonly caller: string }
type Work<Result> = (trx: Queryable, records: ReachedRecords) => Promise<Result>

/** Of advisory locks; the baseline has others. */
const lockOfRanges = 7320

/** Alone among the changes of the provider's ranges, so that what is judged stays so until it is changed. */
const alone = <Result>(db: Database, { id, providerId, caller }: By, work: Work<Result>): Promise<Result> =>
  db.transaction(async trx => {
    await trx.query({ text: 'select pg_advisory_xact_lock($1, $2)', values: [lockOfRanges, providerId] })
    return work(trx, recordsOfProvider(trx, providerId))
  }, { task: id, caller })

/** Changes all of it, or nothing, and says why. A change that was made already stays as it is. */
export const changeRanges = (db: Database, by: By, change: RangeChange): Promise<Misfit | undefined> =>
  alone(db, by, async (trx, records) => {
    const verdict = await judgeChange(records, change)
    if (verdict === 'done') return undefined
    if (verdict === undefined) await insteadOf(trx, by, change)
    return verdict
  })

async function insteadOf (
  trx: Queryable, { id: taskId, providerId }: By, { ends, endedAs, begins }: RangeChange
): Promise<void> {
  await trx.query({
    text: `update named_range set ended_at = now(), ended_by = $2, ended_as = $3
      where provider_id = $1 and id = any($4) and ended_at is null`,
    values: [providerId, taskId, endedAs ?? null, ends]
  })
  await trx.query({
    text: `insert into named_range (provider_id, id, name, first, last, channel_id, customer_id, site_id, note,
        created_by)
      select $1::int, b.id, b.name, b.first, b.last, b."channelId", b."customerId", b."siteId", b.note, $2::text
      from jsonb_to_recordset($3::jsonb) as b (id uuid, name text, first text, last text, "channelId" integer,
        "customerId" uuid, "siteId" uuid, note text)`,
    values: [providerId, taskId, JSON.stringify(begins)]
  })
}

/** What is not named stays; an empty note is none. */
export const describeRange = (db: Database, by: By, words: RangeWords): Promise<Misfit | undefined> =>
  alone(db, by, async (trx, records) => {
    const misfit = await judgeWords(records, words)
    if (misfit !== undefined) return misfit
    await trx.query({
      text: `update named_range r set name = coalesce($3, r.name), note = nullif(coalesce($4, r.note), '')
        where r.provider_id = $1 and r.id = $2
          and (r.name, r.note) is distinct from (coalesce($3, r.name), nullif(coalesce($4, r.note), ''))`,
      values: [by.providerId, words.rangeId, words.name ?? null, words.note ?? null]
    })
    return undefined
  })
