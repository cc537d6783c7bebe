import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { SbcChange, SbcChangeRules } from '../schemas/sbc-change.ts'

type Rules = Readonly<SbcChangeRules['added']>

/** Keeps what a change replaces, before it is made. */
export async function keepChange (
  db: Queryable, providerId: number, sbcId: number,
  { plan, taskIds, added, removed }: { plan: string, taskIds: readonly string[], added: Rules, removed: Rules }
): Promise<void> {
  await db.query({
    name: 'keep-sbc-change',
    text: `insert into sbc_change (provider_id, sbc_id, plan, task_ids, added, removed)
      select provider_id, id, $3, $4::text[], $5, $6 from sbc where provider_id = $1 and id = $2`,
    values: [providerId, sbcId, plan, taskIds, JSON.stringify(added), JSON.stringify(removed)]
  })
}

const listed = `c.id::text as "changeId", c.sbc_id as "sbcId", c.plan, c.at, c.task_ids as "taskIds",
  jsonb_array_length(c.added) as "addedCount", jsonb_array_length(c.removed) as "removedCount"`

/** The newest changes first. */
export async function sbcChanges (
  records: ReachedRecords, sbcId: number, { before, limit }: { before: string | undefined, limit: number }
): Promise<SbcChange[]> {
  const { rows } = await records.query<SbcChange>({
    within: ofProviderOnly('c'),
    text: within => `select ${listed} from sbc_change c
      where ${within} and c.sbc_id = $4 and ($5::bigint is null or c.id < $5) order by c.id desc limit $6`,
    values: [sbcId, before ?? null, limit]
  })
  return rows
}

export async function sbcChange (
  records: ReachedRecords, sbcId: number, changeId: string
): Promise<(SbcChange & SbcChangeRules) | undefined> {
  const { rows } = await records.query<SbcChange & SbcChangeRules>({
    within: ofProviderOnly('c'),
    text: within => `select ${listed}, c.added, c.removed from sbc_change c
      where ${within} and c.sbc_id = $4 and c.id = $5`,
    values: [sbcId, changeId]
  })
  return rows[0]
}

/** What was changed from one change on, that included, the newest first. */
export async function changesSince (
  db: Queryable, providerId: number, sbcId: number, changeId: string
): Promise<Array<SbcChangeRules & { plan: string }>> {
  const { rows } = await db.query<SbcChangeRules & { plan: string }>({
    text: `select plan, added, removed from sbc_change where provider_id = $1 and sbc_id = $2 and id >= $3::bigint
      order by id desc`,
    values: [providerId, sbcId, changeId]
  })
  return rows
}

/** Deletes what is older, and of each device what is not among its newest. */
export async function sweepChanges (db: Queryable, days: number, most: number): Promise<number> {
  const { rowCount } = await db.query({
    text: `delete from sbc_change c where c.at < now() - make_interval(days => $1)
      or c.id <= (select o.id from sbc_change o where o.provider_id = c.provider_id and o.sbc_id = c.sbc_id
        order by o.id desc offset $2 limit 1)`,
    values: [days, most]
  })
  return rowCount ?? 0
}
