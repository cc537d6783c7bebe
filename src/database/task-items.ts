import { array, text } from './arrays.ts'
import type { Queryable } from './connect.ts'
import { pageOf, type Page } from './page.ts'

export type ItemOutcome = 'pending' | 'succeeded' | 'unchanged' | 'failed' | 'canceled' | 'rolled-back'

export interface ItemResult { number: string, outcome: ItemOutcome, step: string, errorCode?: string | undefined, error?: string | undefined }

export function failedItem (number: string, step: string, errorCode: string, error: string): ItemResult {
  return { number, outcome: 'failed', step, errorCode, error }
}

interface TaskKey { providerId: number, id: string }

/** The number belongs to somebody else, whom the task must not hold up. */
export const ownedElsewhere = 'number_owned_elsewhere'

/** Writes the results of any number of items of one task in one statement. What belongs to somebody else is not held any longer. */
export async function writeItems (db: Queryable, task: TaskKey, results: readonly ItemResult[]): Promise<void> {
  if (results.length === 0) return
  await db.query({
    name: 'write-items',
    text: `
      update task_item i set outcome = r.outcome, step = r.step, error_code = r.error_code, error = r.error, active = r.error_code is distinct from '${ownedElsewhere}'
      from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as r (number, outcome, step, error_code, error)
      where i.provider_id = $1 and i.task_id = $2 and i.number = r.number and i.active`,
    values: [task.providerId, task.id, ...(['number', 'outcome', 'step', 'errorCode', 'error'] as const).map(key => array(text, results.map(result => result[key] ?? null)))]
  })
}

/** Adds the results of numbers that the task was asked about but does not hold, after those of its own. Adding them twice is adding them once. */
export async function addResults (db: Queryable, task: TaskKey, results: readonly ItemResult[]): Promise<void> {
  if (results.length === 0) return
  await db.query({
    text: `
      insert into task_item (provider_id, task_id, ordinal, number, outcome, step, error_code, error, active)
      select $1::int, $2::text, own.count + place - 1, r.number, r.outcome, r.step, r.error_code, r.error, false
      from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) with ordinality as r (number, outcome, step, error_code, error, place)
        cross join (select count(*) from task_item where provider_id = $1 and task_id = $2) own
      where not exists (select from task_item i where i.provider_id = $1 and i.task_id = $2 and i.number = r.number)`,
    values: [task.providerId, task.id, ...(['number', 'outcome', 'step', 'errorCode', 'error'] as const).map(key => array(text, results.map(result => result[key] ?? null)))]
  })
}

/** The task is over: its numbers are free for other tasks, and those without a result get this one. */
export async function closeItems (
  db: Queryable, task: TaskKey, leftover: { outcome: ItemOutcome, step: string | null, errorCode: string | null, error: string | null }
): Promise<void> {
  await db.query({
    name: 'close-items',
    text: `
      update task_item set active = false,
        outcome = case outcome when 'pending' then $3 else outcome end, step = coalesce(step, $4),
        error_code = case outcome when 'pending' then $5 else error_code end, error = case outcome when 'pending' then $6 else error end
      where provider_id = $1 and task_id = $2 and active`,
    values: [task.providerId, task.id, leftover.outcome, leftover.step, leftover.errorCode, leftover.error]
  })
}

export interface TaskItem { ordinal: number, number: string, outcome: ItemOutcome, step: string | null, errorCode: string | null, error: string | null }

const itemColumns = 'ordinal, number, outcome, step, error_code as "errorCode", error'

/** All items of a task in the order of the request. */
export async function itemsOf (db: Queryable, task: TaskKey): Promise<TaskItem[]> {
  const { rows } = await db.query<TaskItem>({
    name: 'items-of-task',
    text: `select ${itemColumns} from task_item where provider_id = $1 and task_id = $2 order by ordinal`, values: [task.providerId, task.id]
  })
  return rows
}

/** The next numbers of a task that have no result yet, in the order of the request. */
export async function pendingNumbers (db: Queryable, task: TaskKey, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ number: string }>({
    text: `select number from task_item where provider_id = $1 and task_id = $2 and outcome = 'pending' order by ordinal limit $3`,
    values: [task.providerId, task.id, limit]
  })
  return rows.map(row => row.number)
}

export async function itemsPage (
  db: Queryable, task: TaskKey, page: { offset: number, limit: number, outcome: string | undefined }
): Promise<Page<TaskItem>> {
  const where = 'provider_id = $1 and task_id = $2 and ($3::text is null or outcome = $3)'
  return pageOf<TaskItem>(db, `select count(*) from task_item where ${where}`, `select ${itemColumns} from task_item where ${where} order by ordinal offset $4 limit $5`,
    [task.providerId, task.id, page.outcome ?? null, page.offset, page.limit])
}
