import { run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startOwn } from '../http/servers.ts'

const seconds = 20
const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

export const idle: Figure = {
  name: 'idle',
  lines: [less('idle queries per second per worker', 2, 0.5, '/s')],
  rounds: 2,
  async open (bench) {
    const url = await bench.database('idle')
    const worker = await startOwn(bench, url, { ROLE: 'worker' })
    // From another database, whose own queries are counted there.
    const other = await bench.emptyDatabase('idle_observer')
    const committed = async (): Promise<number> =>
      Number(
        (await run<{ count: string }>(
          other, `select xact_commit as count from pg_stat_database where datname = 'idle'`
        ))[0]?.count
      )
    await sleep(12_000)
    return {
      async round () {
        const before = await committed()
        await sleep(seconds * 1000)
        return { values: [(await committed() - before) / seconds], readings: {} }
      },
      close: () => worker.stop()
    }
  }
}
