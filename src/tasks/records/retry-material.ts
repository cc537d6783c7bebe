import type { ReachedRecords } from '../../database/reach.ts'
import { ownedWithin } from '../../tenancy/records/reach.ts'

/** What a finished task was asked to do, and which of its items did not get there. */
export interface RetryMaterial { kind: string, input: object, items: string[] }

export async function retryMaterial (records: ReachedRecords, taskId: string): Promise<RetryMaterial | undefined> {
  const { rows } = await records.query<RetryMaterial>({
    within: ownedWithin('t'),
    text: within => `
      select t.kind, t.input, array(select key from task_item i where i.provider_id = t.provider_id
        and i.task_id = t.id and outcome in ('failed', 'canceled', 'rolled-back') order by ordinal) as items
      from task t where ${within} and t.id = $4 and t.state = 'finished'`,
    values: [taskId]
  })
  return rows[0]
}
