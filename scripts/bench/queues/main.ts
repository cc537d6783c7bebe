import { offer } from '../offer.ts'
import type { Contestant, Name } from './contestant.ts'
import { dbos } from './dbos.ts'
import { fused } from './fused.ts'
import { graphile } from './graphile.ts'
import { ours } from './ours.ts'
import { pgBoss } from './pg-boss.ts'

const url = process.env['DATABASE_URL'] ?? ''
const open: Record<Name, () => Promise<Contestant>> = {
  ours: () => ours(url, 3),
  'ours-one-step': () => ours(url, 1),
  graphile: () => graphile(url, false),
  'graphile-tuned': () => graphile(url, true),
  'pg-boss': () => pgBoss(url),
  fused: () => fused(url),
  dbos: () => dbos(url, false),
  'dbos-tuned': () => dbos(url, true)
}
const contestant = await open[process.env['CONTESTANT'] as Name]()

offer({
  fill: (jobs: number) => contestant.fill(jobs),
  drain: (jobs: number) => contestant.drain(jobs),
  through: (jobs: number) => contestant.through?.(jobs),
  watch: () => contestant.watch?.(),
  times: () => contestant.times?.(),
  /** Enqueues at a fixed pace, whatever the answers do. */
  async pace ({ count, perSecond }: { count: number, perSecond: number }) {
    const begun = performance.now()
    const answers: Array<Promise<void> | undefined> = []
    for (let index = 0; index < count; index++) {
      const due = begun + index * 1000 / perSecond
      while (performance.now() < due) await new Promise(resolve => setTimeout(resolve, due - performance.now()))
      answers.push(contestant.enqueue?.())
    }
    await Promise.all(answers)
  }
})
