import { reachedPage, type Page } from '../../database/page.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import type { TaskItem as StoredItem } from '../../engine/records/task-items.ts'
import { ownedWithin } from '../../tenancy/records/reach.ts'

const isFailure = "i.outcome not in ('succeeded', 'unchanged')"
const columns = `i.ordinal, i.key as number, i.outcome, i.step, i.error_code as code, i.error as reason,
  case when ${isFailure} then i.error_code end as "errorCode", case when ${isFailure} then i.error end as error`

/** An item as clients see it. */
export type ListedItem = Omit<StoredItem, 'key'> & { number: string, code: string | null, reason: string | null }

/** One page of the numbers of a task, in the order of the request. */
export async function itemsPage (
  records: ReachedRecords, taskId: string, page: { offset: number, limit: number, outcome: string | undefined }
): Promise<Page<ListedItem>> {
  const from = (within: string): string => `from task_item i where i.provider_id = $1 and i.task_id = $4
    and ($5::text is null or i.outcome = $5)
    and exists (select from task t where ${within} and t.id = $4)`
  return reachedPage<ListedItem>(records, {
    within: ownedWithin('t'),
    counted: within => `select count(*) ${from(within)}`,
    page: within => `select ${columns} ${from(within)} order by i.ordinal offset $6 limit $7`,
    values: [taskId, page.outcome ?? null, page.offset, page.limit]
  })
}
