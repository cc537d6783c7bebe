import { join } from 'node:path'
import { projectRoot } from '../../src/database/project-root.ts'
import type { Faults, Scene } from './faults.ts'
import { pause } from './random.ts'

// Faults that nothing reports: connections that say nothing, clocks that are wrong, a primary that is another one.

/** The network to PostgreSQL forgets all connections without a word, and is whole again a while later. */
async function blackHole ({ ground, random }: Scene): Promise<void> {
  ground.wire.blackHole()
  await pause(random.between(300, 2500))
  ground.wire.carry()
}

async function halfClose ({ ground }: Scene): Promise<void> {
  ground.wire.halfClose()
}

async function resetConnections ({ ground }: Scene): Promise<void> {
  ground.wire.reset()
}

/**
 * A synchronous replica takes over: after the primary was killed, or while it lives on and nobody reaches it any more.
 * What it had acknowledged is there.
 */
async function failOver ({ ground, random, toll }: Scene): Promise<void> {
  toll.failovers += 1
  await ground.failOver(random.happens(0.5) ? 'killed' : 'cut off')
}

/** The pooler's host is gone, and another takes its place. */
async function killPooler ({ ground, random }: Scene): Promise<void> {
  const pooler = await ground.pooler()
  pooler.kill()
  await pause(random.between(0, 1000))
  await pooler.revive()
}

const skewed = `--import=${join(projectRoot(), 'dist/test/support/skewed-clock.js')}`

/** The worker runs on with a clock that is hours off, from its start or from somewhere in the middle of a step. */
async function skewClock ({ worker, random }: Scene): Promise<void> {
  const hours = random.pick([-26, -3, -0.1, 0.1, 3, 26])
  worker.wear({
    NODE_OPTIONS: skewed, CLOCK_SKEW_SECONDS: String(hours * 3600),
    CLOCK_JUMP_AFTER: String(random.pick([0, random.between(800, 4000)]))
  })
  worker.signal('SIGKILL')
  await worker.gone()
  await worker.revive()
}

export const quietGroundFaults: Faults = [[2, blackHole], [1, halfClose], [1, resetConnections], [1, failOver]]

export const poolerFaults: Faults = [[2, killPooler]]

export const quietWorkerFaults: Faults = [[2, skewClock]]
