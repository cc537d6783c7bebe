import type { Queryable } from '../../database/connect.ts'
import type { Metrics } from '../../metrics/metrics.ts'

/** Ranks that are told; keys name tenants and devices, so that they are no labels. */
const told = 5

/** How unfinished tasks are spread over partition keys: one long line is a slow tenant or a slow device. */
export async function notePartitions (db: Queryable, metrics: Metrics): Promise<void> {
  const { rows } = await db.query<{ tasks: number, partitions: number }>({
    text: `select count(*)::int as tasks, (count(*) over ())::int as partitions from task where state <> 'finished'
      group by provider_id, partition_key order by 1 desc limit ${told}`
  })
  metrics.partitions.set(rows[0]?.partitions ?? 0)
  for (let rank = 1; rank <= told; rank++) metrics.longestPartitions.set({ rank }, rows[rank - 1]?.tasks ?? 0)
}
