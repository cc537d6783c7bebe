import type { Scene } from './faults.ts'
import { pause } from './random.ts'

/**
 * What docs/upgrading.md asks for, while everything else goes wrong: the migrations, then one process after another.
 * Half of the processes stay of the version before, and sometimes the way leads back.
 */
export async function upgrade ({ ground, field, random }: Omit<Scene, 'worker'>, end: number): Promise<void> {
  const { older, newer, migrate } = await ground.versions()
  const [, worker] = field.workers
  const [, api = worker] = field.apis
  await pause(random.between(0, 1000))
  await migrate(ground.urlThroughWire(field.database))
  for (const role of random.pick([[worker, api], [api, worker]])) {
    await pause(random.between(0, 600))
    await role.replace(newer)
  }
  await pause(random.between(0, 1500))
  if (performance.now() < end && random.happens(0.3)) await Promise.all([worker, api].map(role => role.replace(older)))
}
