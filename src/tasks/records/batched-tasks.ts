import { batch } from '../../database/batch.ts'
import type { Reach, ReachedRecords } from '../../database/reach.ts'
import { taskColumns, type ReachedTaskKey, type StoredTask } from '../../engine/records/task-reads.ts'
import { ownedWithin } from '../../tenancy/records/reach.ts'

/** How to read one task: those that are asked for at the same time are read together, for each node by itself. */
export function batchedTasks (
  open: (reach: Reach) => ReachedRecords
): (key: ReachedTaskKey) => Promise<StoredTask | undefined> {
  return batch(async keys => {
    const nodes = new Map<string, { reach: Reach, ids: string[] }>()
    for (const { reach, id } of keys) {
      const node = nodes.get(nodeOf(reach))
      if (node === undefined) nodes.set(nodeOf(reach), { reach, ids: [id] })
      else node.ids.push(id)
    }
    const found = new Map((await Promise.all([...nodes].map(async ([node, { reach, ids }]) =>
      (await tasksOf(open(reach), ids)).map(task => [`${node} ${task.id}`, task] as const)
    ))).flat())
    return keys.map(({ reach, id }) => found.get(`${nodeOf(reach)} ${id}`))
  }, { maxSize: 200 })
}

const nodeOf = ({ providerId, channelId, customerId }: Reach): string =>
  `${providerId} ${channelId ?? ''} ${customerId ?? ''}`

async function tasksOf (records: ReachedRecords, ids: readonly string[]): Promise<StoredTask[]> {
  const { rows } = await records.query<StoredTask>({
    name: 'tasks-asked-for',
    within: ownedWithin('t'),
    text: within => `select ${taskColumns} from task t where ${within} and t.id = any($4::text[])`,
    values: [ids]
  })
  return rows
}
