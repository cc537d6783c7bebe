import type { Bench } from '../bench.ts'
import { less, more, quantile, type Figure } from '../figure.ts'
import { startProgram, type Program } from '../program.ts'
import type { Name } from '../queues/contestant.ts'
import { sample } from './latency.ts'

/** Workflows of a round: enough for some seconds of each. */
const counts = { ours: 30_000, dbos: 1_500, 'dbos-tuned': 1_500 } satisfies Partial<Record<Name, number>>

/** Durable workflows of three steps, enqueued while they are worked on. */
export const workflows: Figure = {
  name: 'workflows',
  lines: [
    more('durable three-step workflows, with their enqueueing, against DBOS Transact', 20, 40),
    more('… against DBOS Transact with 25 connections and 500 workflows at once', 20, 40),
    less('their latency at 100/s, p50, against DBOS Transact in one process', 0.9, 0.6),
    less('… p99', 1, 0.7)
  ],
  async open (bench) {
    const ours = await contestant(bench, 'ours')
    const feeder = startProgram('scripts/bench/queues/main.js', ours.env)
    const others = { dbos: await contestant(bench, 'dbos'), tuned: await contestant(bench, 'dbos-tuned') }
    const rate = async ({ name, program }: Contestant, share = 1): Promise<number> => {
      const count = counts[name] * share
      return count / await program.call<number>('through', count)
    }
    for (const each of [ours, others.dbos, others.tuned]) await rate(each, 0.2)
    const paced = {
      ours: () => sample({ feeder, worker: ours.program }),
      dbos: () => sample({ feeder: others.dbos.program, worker: others.dbos.program })
    }
    for (const once of Object.values(paced)) await once()
    return {
      async round () {
        const rates = [await rate(ours), await rate(others.dbos), await rate(others.tuned)] as const
        const [own, theirs] = [await paced.ours(), await paced.dbos()]
        const [p50, p99] = [quantile(own, 0.5), quantile(own, 0.99)]
        return {
          values: [
            rates[0] / rates[1], rates[0] / rates[2], p50 / quantile(theirs, 0.5), p99 / quantile(theirs, 0.99)
          ],
          readings: {
            'ours/s': rates[0], 'dbos/s': rates[1], 'dbos tuned/s': rates[2], 'ours p50 ms': p50, 'ours p99 ms': p99,
            'dbos p50 ms': quantile(theirs, 0.5), 'dbos p99 ms': quantile(theirs, 0.99)
          }
        }
      },
      async close () {
        await Promise.all([feeder, ours.program, others.dbos.program, others.tuned.program].map(each => each.stop()))
      }
    }
  }
}

interface Contestant {
  readonly name: keyof typeof counts
  readonly env: Record<string, string>
  readonly program: Program
}

async function contestant (bench: Bench, name: keyof typeof counts): Promise<Contestant> {
  const own = `workflows_${name.replaceAll('-', '_')}`
  const url = await (name === 'ours' ? bench.database(own) : bench.emptyDatabase(own))
  const env = { DATABASE_URL: url, CONTESTANT: name, BENCH_NODE: process.env['BENCH_NODE'] ?? '' }
  const program = startProgram('scripts/bench/queues/main.js', env)
  await program.call('fill', 0)
  return { name, env, program }
}
