import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import type { TaskItem as StoredItem } from '../../engine/records/task-items.ts'
import { ownedWithin } from '../../tenancy/records/reach.ts'

const isFailure = "i.outcome not in ('succeeded', 'unchanged')"
const columns = `i.ordinal, i.task_id as "taskId", i.key as number, i.outcome, i.step, i.error_code as code,
  i.error as reason,
  case when ${isFailure} then i.error_code end as "errorCode", case when ${isFailure} then i.error end as error`

/** An item as clients see it. */
export type ListedItem = Omit<StoredItem, 'key'> &
  { taskId: string, number: string, code: string | null, reason: string | null }

/** A task within reach, and all that it made as a part of its own work. */
const tree = (within: string): string => `recursive tree as (
    select t.provider_id, t.id, t.sequence from task t where ${within} and t.id = $4
    union all
    select c.provider_id, c.id, c.sequence from tree
      join task c on c.provider_id = tree.provider_id and c.parent_id = tree.id)`

export const itemListing: Listing = {
  orders: { request: [{ sql: 'tree.sequence', type: 'bigint' }, { sql: 'i.ordinal', type: 'int' }] }, usual: 'request'
}

/** One page of the numbers of a task and of its children, in the order of the requests. */
export async function itemsPage (
  records: ReachedRecords, taskId: string, place: Place & { outcome: string | undefined }
): Promise<Part<ListedItem>> {
  const from = `from tree join task_item i on i.provider_id = tree.provider_id and i.task_id = tree.id
    where ($5::text is null or i.outcome = $5)`
  return reachedList<ListedItem>(records, itemListing, place, {
    within: ownedWithin('t'),
    first: tree,
    counted: () => `select count(*) ${from}`,
    rows: (_within, { behind, mark, tail }) => `select ${columns}${mark} ${from}${behind} ${tail}`,
    values: [taskId, place.outcome ?? null]
  })
}
