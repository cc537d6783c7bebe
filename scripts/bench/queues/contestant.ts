import { offer } from '../offer.ts'
import { fused } from './fused.ts'
import { graphile } from './graphile.ts'
import { ours } from './ours.ts'
import { pgBoss } from './pg-boss.ts'

/** A job queue that the bench can fill and drain. */
export interface Contestant {
  fill (jobs: number): Promise<void>
  /** Seconds from starting a worker until the completion of the last job is durable. The queue is empty afterwards. */
  drain (jobs: number): Promise<number>
  /**
   * Starts a worker that notes when jobs of `enqueue` are done; `times` ends it and answers milliseconds from
   * enqueueing to done.
   */
  watch? (): Promise<void>
  times? (): Promise<number[]>
  /** Enqueues one job. For another process than the one that works. */
  enqueue? (): Promise<void>
}

export type Name = 'ours' | 'ours-one-step' | 'graphile' | 'graphile-tuned' | 'pg-boss' | 'fused'

const url = process.env['DATABASE_URL'] ?? ''
const open: Record<Name, () => Promise<Contestant>> = {
  ours: () => ours(url, 3),
  'ours-one-step': () => ours(url, 1),
  graphile: () => graphile(url, false),
  'graphile-tuned': () => graphile(url, true),
  'pg-boss': () => pgBoss(url),
  fused: () => fused(url)
}
const contestant = await open[process.env['CONTESTANT'] as Name]()

offer({
  fill: (jobs: number) => contestant.fill(jobs),
  drain: (jobs: number) => contestant.drain(jobs),
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
