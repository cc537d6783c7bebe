import type { ReachedRecords } from '../../database/reach.ts'
import { forgottenMark } from '../../engine/records/task-control.ts'
import { ownedWithin } from '../../tenancy/records/reach.ts'

/** What a finished task was asked to do, and which of its items did not get there. */
export interface RetryMaterial {
  kind: string
  input: object
  items: string[]
  /** Whether it has items at all; what it is about without them is tried again as a whole. */
  hasItems: boolean
  /** Something of what it was asked was not done. */
  isUndone: boolean
  /** The request had secrets, which are not kept. */
  lacksSecrets: boolean
}

export async function retryMaterial (records: ReachedRecords, taskId: string): Promise<RetryMaterial | undefined> {
  const { rows } = await records.query<RetryMaterial>({
    within: ownedWithin('t'),
    text: within => `
      select t.kind, t.input, t.status <> 'CompletedSuccess' as "isUndone",
        t.input ? '${forgottenMark}' as "lacksSecrets",
        exists (select from task_item i where i.provider_id = t.provider_id and i.task_id = t.id) as "hasItems",
        array(select key from task_item i where i.provider_id = t.provider_id
        and i.task_id = t.id and outcome in ('failed', 'canceled', 'rolled-back') order by ordinal) as items
      from task t where ${within} and t.id = $4 and t.state = 'finished'`,
    values: [taskId]
  })
  return rows[0]
}
