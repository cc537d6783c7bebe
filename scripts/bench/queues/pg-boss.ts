import PgBoss from 'pg-boss'
import pg from 'pg'
import type { Contestant } from './contestant.ts'
import { payload } from './payload.ts'

const batch = 100
const loops = 2

/**
 * pg-boss at its best: its `work` polls twice a second, so this fetches and completes a hundred jobs at a time by
 * itself.
 */
export async function pgBoss (url: string): Promise<Contestant> {
  const boss = new PgBoss({ connectionString: url, max: 10, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue('bench')
  const pool = new pg.Pool({ connectionString: url, max: 1 })

  async function loop (): Promise<void> {
    for (;;) {
      const jobs = await boss.fetch('bench', { batchSize: batch })
      if (jobs.length === 0) return
      await boss.complete('bench', jobs.map(job => job.id))
    }
  }
  return {
    async fill (jobs) {
      for (let from = 0; from < jobs; from += 1000) {
        await boss.insert(
          Array.from({ length: Math.min(1000, jobs - from) }, () => ({ name: 'bench', data: payload() }))
        )
      }
      await pool.query('analyze pgboss.job')
    },
    async drain () {
      const begun = performance.now()
      await Promise.all(Array.from({ length: loops }, loop))
      const seconds = (performance.now() - begun) / 1000
      await pool.query('truncate pgboss.job')
      return seconds
    }
  }
}
