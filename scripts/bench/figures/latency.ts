import { less, quantile, type Figure } from '../figure.ts'
import { startProgram, type Program } from '../program.ts'

const perSecond = 100
const count = 400
/** Tasks at the beginning that meet a worker that has not warmed up. */
const dropped = 20

export const latency: Figure = {
  name: 'latency',
  lines: [
    less('three-step latency from enqueueing to done at 100/s, p50, against graphile-worker default', 1.4, 1.05),
    less('… p99', 1.3, 0.9)
  ],
  async open (bench) {
    const pairs: Record<string, { feeder: Program, worker: Program }> = {}
    for (const name of ['ours', 'graphile']) {
      const env = { DATABASE_URL: await bench.database(`latency_${name}`), CONTESTANT: name }
      // One after the other: both install graphile-worker's tables.
      const worker = startProgram('scripts/bench/queues/main.js', env)
      await worker.call('fill', 0)
      pairs[name] = { worker, feeder: startProgram('scripts/bench/queues/main.js', env) }
      await sample(pairs[name])
    }
    return {
      async round () {
        const found: Record<string, number[]> = {}
        for (const [name, pair] of Object.entries(pairs)) found[name] = await sample(pair)
        const { ours = [], graphile = [] } = found
        const readings = {
          'ours p50 ms': quantile(ours, 0.5), 'ours p99 ms': quantile(ours, 0.99),
          'graphile p50 ms': quantile(graphile, 0.5), 'graphile p99 ms': quantile(graphile, 0.99)
        }
        const [a, b, c, d] = Object.values(readings) as [number, number, number, number]
        return { values: [a / c, b / d], readings }
      },
      async close () {
        await Promise.all(Object.values(pairs).flatMap(({ feeder, worker }) => [feeder.stop(), worker.stop()]))
      }
    }
  }
}

/** Milliseconds from enqueueing to done, at the pace of the figure. */
export async function sample ({ feeder, worker }: { feeder: Program, worker: Program }): Promise<number[]> {
  await worker.call('watch')
  await new Promise(resolve => setTimeout(resolve, 300))
  await feeder.call('pace', { count, perSecond })
  await new Promise(resolve => setTimeout(resolve, 300))
  const times = await worker.call<number[]>('times')
  if (times.length < count) throw new Error(`${times.length} of ${count} jobs were done`)
  return times.slice(dropped)
}
