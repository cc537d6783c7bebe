import pg from 'pg'
import type { Contestant } from './contestant.ts'
import { payload } from './payload.ts'

const batch = 100
const loops = 2

/** The practical limit: finishing a batch and claiming the next in one statement, and nothing else at all. */
export async function fused (url: string): Promise<Contestant> {
  const pool = new pg.Pool({ connectionString: url, max: loops })
  await pool.query(`
    create table bare_job (id bigint generated always as identity primary key, state text not null default 'ready',
      payload jsonb not null, finished_at timestamptz)
      with (fillfactor = 70);
    create index bare_job_ready on bare_job (id) where state = 'ready'`)

  async function loop (): Promise<void> {
    for (let done: number[] = [], first = true; first || done.length > 0; first = false) {
      const { rows } = await pool.query<{ id: number }>({
        name: 'fused',
        text: `
          with finished as (update bare_job set state = 'finished', finished_at = now() where id = any($1::bigint[]))
          update bare_job set state = 'claimed' where id = any(array(
            select id from bare_job where state = 'ready' order by id limit ${batch} for update skip locked
          )) returning id, payload`,
        values: [done]
      })
      done = rows.map(row => row.id)
    }
  }
  return {
    async fill (jobs) {
      await pool.query('insert into bare_job (payload) select $1 from generate_series(1, $2)', [payload(), jobs])
      await pool.query('analyze bare_job')
    },
    async drain () {
      const begun = performance.now()
      await Promise.all(Array.from({ length: loops }, loop))
      const seconds = (performance.now() - begun) / 1000
      await pool.query('truncate bare_job')
      return seconds
    }
  }
}
