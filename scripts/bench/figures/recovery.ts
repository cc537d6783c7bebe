import { join } from 'node:path'
import { migrate } from '../../../src/database/migrate.ts'
import { isAlive } from '../../postgres/server.ts'
import { startPostgres, type Postgres } from '../../postgres/start-postgres.ts'
import { run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startProgram, type Program } from '../program.ts'

const backlog = 30_000
const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

export const workerKilled: Figure = {
  name: 'worker-killed',
  lines: [less('worker killed, another alive: until its tasks are in other hands', 15, 5, 's')],
  async open (bench) {
    const url = await bench.database('worker_killed')
    return {
      async round () {
        const workers = [worker(url), worker(url)] as const
        await workers[0].call('fill', backlog)
        await Promise.all(workers.map(program => program.call('watch')))
        for (const { pid } of workers) await whileHolding(url, pid)
        const begun = performance.now()
        workers[0].child.kill('SIGKILL')
        const tasks = await heldBy(url, workers[0].pid)
        while (await heldBy(url, workers[0].pid) > 0) await sleep(20)
        const seconds = (performance.now() - begun) / 1000
        await workers[1].stop('SIGKILL')
        await run(url, 'truncate task cascade', 'update worker set ended_at = now() where ended_at is null')
        return { values: [seconds], readings: { 'tasks it held': tasks } }
      },
      async close () {}
    }
  }
}

export const nodeKilled: Figure = {
  name: 'node-killed',
  lines: [less('whole node killed, PostgreSQL too, and started again: until its tasks run', 3, 1, 's')],
  async open (bench) {
    const dataDirectory = join(bench.folder, 'node')
    let postgres: Postgres = await startPostgres({ dataDirectory })
    await migrate(postgres.url)
    await run(postgres.url, `insert into provider (name) values ('bench')`)
    return {
      async round () {
        const before = worker(postgres.url)
        await before.call('fill', backlog)
        await before.call('watch')
        await whileHolding(postgres.url, before.pid)
        const tasks = await heldBy(postgres.url, before.pid)
        before.child.kill('SIGKILL')
        process.kill(postgres.pid, 'SIGKILL')
        while (isAlive(postgres.pid)) await sleep(5)
        const begun = performance.now()
        postgres = await startPostgres({ dataDirectory })
        const after = worker(postgres.url)
        await after.call('watch')
        while (await heldBy(postgres.url, before.pid) > 0) await sleep(10)
        const seconds = (performance.now() - begun) / 1000
        await after.stop('SIGKILL')
        await run(postgres.url, 'truncate task cascade', 'update worker set ended_at = now() where ended_at is null')
        return { values: [seconds], readings: { 'tasks it held': tasks } }
      },
      async close () { await postgres.stop() }
    }
  }
}

function worker (url: string): Program {
  return startProgram('scripts/bench/queues/main.js', { DATABASE_URL: url, CONTESTANT: 'ours' })
}

async function heldBy (url: string, pid: number): Promise<number> {
  const [row] = await run<{ tasks: number }>(url, `
    select count(*)::int as tasks from task t join worker w on w.id = t.claimed_by where t.state = 'ready'
      and w.process_id = ${pid}`)
  return row?.tasks ?? 0
}

async function whileHolding (url: string, pid: number): Promise<void> {
  while (await heldBy(url, pid) < 50) await sleep(5)
}
