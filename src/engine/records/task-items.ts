import { array, bool, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'

export type ItemOutcome = 'pending' | 'succeeded' | 'unchanged' | 'failed' | 'canceled' | 'rolled-back'

export interface ItemResult {
  key: string
  outcome: ItemOutcome
  step: string
  /** Why the outcome is so; of a success, what of the request was not done. */
  errorCode?: string | undefined
  error?: string | undefined
  /** Whether other tasks may hold the item from now on, because it belongs to somebody else. */
  isLetGo?: boolean | undefined
}

export function failedItem (key: string, step: string, errorCode: string, error: string): ItemResult {
  return { key, outcome: 'failed', step, errorCode, error }
}

/** A result that is no failure, and what is to be said of it: what the request asked for and did not get, for one. */
export function notedItem (
  key: string, outcome: 'succeeded' | 'unchanged', step: string, errorCode: string, error: string
): ItemResult {
  return { key, outcome, step, errorCode, error }
}

interface TaskKey { providerId: number, id: string }

/** Results as rows `r`, of the arrays $3 to $8. */
const resultRows = `unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[]) with ordinality
  as r (key, outcome, step, error_code, error, is_let_go, place)`

function columnsOf (results: readonly ItemResult[]): Buffer[] {
  const texts = (['key', 'outcome', 'step', 'errorCode', 'error'] as const).map(column =>
    array(text, results.map(result => result[column] ?? null))
  )
  return [...texts, array(bool, results.map(result => result.isLetGo === true))]
}

/** Writes the results of any number of items of one task in one statement. */
export async function writeItems (db: Queryable, task: TaskKey, results: readonly ItemResult[]): Promise<void> {
  if (results.length === 0) return
  await db.query({
    name: 'write-items',
    text: `
      update task_item i set outcome = r.outcome, step = r.step, error_code = r.error_code, error = r.error,
        active = not r.is_let_go
      from ${resultRows} where i.provider_id = $1 and i.task_id = $2 and i.key = r.key and i.active`,
    values: [task.providerId, task.id, ...columnsOf(results)]
  })
}

/**
 * Adds the results of items that the task was asked about but does not hold, after those of its own. Adding them
 * twice is adding them once.
 */
export async function addResults (db: Queryable, task: TaskKey, results: readonly ItemResult[]): Promise<void> {
  if (results.length === 0) return
  await db.query({
    text: `
      insert into task_item (provider_id, task_id, ordinal, key, outcome, step, error_code, error, active)
      select $1::int, $2::text, own.count + place - 1, r.key, r.outcome, r.step, r.error_code, r.error, false
      from ${resultRows} cross join (select count(*) from task_item where provider_id = $1 and task_id = $2) own
      where not exists (select from task_item i where i.provider_id = $1 and i.task_id = $2 and i.key = r.key)`,
    values: [task.providerId, task.id, ...columnsOf(results)]
  })
}

/** What items get that have no result of their own when their task ends. */
export interface DefaultItemResult {
  outcome: ItemOutcome, step: string | null, errorCode: string | null, error: string | null
}

/**
 * The assignments that close an item: it is free for other tasks. The columns say where the default result comes from.
 */
export function closing (item: string, columns: Record<keyof DefaultItemResult, string>): string {
  return `active = false, outcome = case ${item}.outcome when 'pending' then ${columns.outcome}
    else ${item}.outcome end, step = coalesce(${item}.step, ${columns.step}),
    error_code = case ${item}.outcome when 'pending' then ${columns.errorCode}
      else ${item}.error_code end, error = case ${item}.outcome when 'pending' then ${columns.error}
      else ${item}.error end`
}

/** Closes the items of a task that is over. */
export async function closeItems (db: Queryable, task: TaskKey, defaultResult: DefaultItemResult): Promise<void> {
  await db.query({
    name: 'close-items',
    text:
      `update task_item i set ${closing('i', { outcome: '$3', step: '$4', errorCode: '$5', error: '$6' })}
        where provider_id = $1 and task_id = $2 and active`,
    values: [
      task.providerId, task.id, defaultResult.outcome, defaultResult.step, defaultResult.errorCode, defaultResult.error
    ]
  })
}

export interface TaskItem {
  ordinal: number
  key: string
  outcome: ItemOutcome
  step: string | null
  errorCode: string | null
  error: string | null
}

const itemColumns = 'ordinal, key, outcome, step, error_code as "errorCode", error'

/** All items of a task in the order of the request. */
export async function itemsOf (db: Queryable, task: TaskKey): Promise<TaskItem[]> {
  const { rows } = await db.query<TaskItem>({
    name: 'items-of-task',
    text: `select ${itemColumns} from task_item where provider_id = $1 and task_id = $2 order by ordinal`,
    values: [task.providerId, task.id]
  })
  return rows
}

/** How many items of a task have each outcome. */
export async function countItems (db: Queryable, task: TaskKey): Promise<Record<ItemOutcome, number>> {
  const { rows } = await db.query<{ outcome: ItemOutcome, count: number }>({
    name: 'count-items',
    text:
      'select outcome, count(*)::int as count from task_item where provider_id = $1 and task_id = $2 group by outcome',
    values: [task.providerId, task.id]
  })
  const counts = { pending: 0, succeeded: 0, unchanged: 0, failed: 0, canceled: 0, 'rolled-back': 0 }
  for (const { outcome, count } of rows) counts[outcome] = count
  return counts
}

/** The keys of the next items of a task that have no result yet, in the order of the request. */
export async function pendingKeys (db: Queryable, task: TaskKey, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ key: string }>({
    text:
      `select key from task_item where provider_id = $1 and task_id = $2 and outcome = 'pending' order by ordinal
        limit $3`,
    values: [task.providerId, task.id, limit]
  })
  return rows.map(row => row.key)
}
