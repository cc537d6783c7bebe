import type { Bench } from '../bench.ts'
import { more, type Figure, type Measurement } from '../figure.ts'
import { startProgram, type Program } from '../program.ts'
import type { Name } from '../queues/contestant.ts'

export const drain: Figure = {
  name: 'drain',
  lines: [
    more('drain of three-step journaled tasks, against graphile-worker default (one step, no journal)', 4, 6.5),
    more('… against graphile-worker tuned', 0.4, 0.65),
    more('… against pg-boss fetch(100)', 1.1, 1.7)
  ],
  open: bench => race(bench, { ours: 20_000, graphile: 6_000, 'graphile-tuned': 20_000, 'pg-boss': 20_000 })
}

export const oneStep: Figure = {
  name: 'one-step',
  lines: [more('drain of one-step tasks, against a bare fused SKIP LOCKED loop', 0.35, 0.6)],
  open: bench => race(bench, { 'ours-one-step': 20_000, fused: 40_000 })
}

/** Everybody drains once per round; the values are the first one's rate over each other's. */
async function race (bench: Bench, jobs: Partial<Record<Name, number>>): Promise<Measurement> {
  const runners: Array<{ name: string, count: number, program: Program }> = []
  for (const [name, count] of Object.entries(jobs)) {
    const url = await bench.database(`drain_${name.replaceAll('-', '_')}`)
    const program = startProgram('scripts/bench/queues/main.js', {
      DATABASE_URL: url, CONTESTANT: name, BENCH_NODE: process.env['BENCH_NODE'] ?? ''
    })
    runners.push({ name, count, program })
    await once(program, Math.round(count / 4)) // compiles the code and warms the caches
  }
  return {
    async round () {
      const rates: Record<string, number> = {}
      for (const { name, count, program } of runners) rates[`${name} tasks/s`] = count / await once(program, count)
      const [own = Number.NaN, ...others] = Object.values(rates)
      return { values: others.map(rate => own / rate), readings: rates }
    },
    async close () { await Promise.all(runners.map(({ program }) => program.stop())) }
  }
}

async function once (program: Program, count: number): Promise<number> {
  await program.call('fill', count)
  return program.call<number>('drain', count)
}
