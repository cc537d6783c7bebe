import type { Metrics } from '../metrics/metrics.ts'
import type { Queryable } from './connect.ts'

/** What PostgreSQL says of itself: its connections, and the tables that grow. */
export async function noteServer (db: Queryable, metrics: Metrics): Promise<void> {
  const { rows } = await db.query<{ name: string, bytes: number, used: number, most: number }>({
    text: `select c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes,
        (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
        current_setting('max_connections')::int as most
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and c.relkind = 'r'
      order by 2 desc limit 12`
  })
  metrics.tableBytes.reset()
  for (const { name, bytes } of rows) metrics.tableBytes.set({ table: name }, bytes)
  metrics.serverConnections.set({ of: 'used' }, rows[0]?.used ?? 0)
  metrics.serverConnections.set({ of: 'most' }, rows[0]?.most ?? 0)
}
