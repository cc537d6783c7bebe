import pg from 'pg'
import type { Test } from 'tap'
import type { Anything } from './anything.ts'

/** A look into the records of a stack, for what the API does not show and for what only a disaster would write. */
export interface Records {
  query(text: string, values?: unknown[]): Promise<Anything[]>
  /** How many rows every table has that a request may write. */
  counts (): Promise<Record<string, number>>
}

export async function openRecords (t: Test, databaseUrl: string): Promise<Records> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // the database may be dropped before this client ends
  await client.connect()
  t.teardown(() => client.end())
  const query: Records['query'] = async (text, values = []) => (await client.query(text, values)).rows
  return {
    query,
    async counts () {
      const [row] = await query(`select (select count(*) from task)::int as tasks, (select count(*)
        from task_item)::int as items,
        (select count(*) from number)::int as numbers, (select count(*) from number_on_sbc)::int as programmed,
          (select count(*) from idempotency_key)::int as keys`)
      return row
    }
  }
}
