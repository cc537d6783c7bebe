import pg from 'pg'
import { request } from 'undici'
import { releaseTask } from '../../src/engine/records/task-control.ts'
import { ofRun } from './checker.ts'
import type { Conditions } from './conditions.ts'
import { heal } from './faults.ts'
import type { Field } from './field.ts'
import type { Ground } from './ground.ts'
import { pause } from './random.ts'

/** Everything works again; of two versions the newer one is there for what only it knows. */
export async function makePeace (ground: Ground, field: Field, conditions: Conditions): Promise<void> {
  await ground.startPostgres()
  ground.wire.carry()
  ground.wire.reset() // what a black hole holds is told at last
  for (const role of [...field.apis, ...field.workers]) {
    role.signal('SIGCONT')
    await role.revive()
  }
  const [first, second] = field.workers
  // What only the newer version knows waits for it, wherever the way back has led.
  if (conditions.versions) {
    const { newer } = await ground.versions()
    await Promise.all([second, ...field.apis.slice(1)].map(role => role.replace(newer)))
  }
  if (conditions.full) await first.restart() // retention begins with a start
  await heal({ ground, field })
}

/** Each API is ready at the end, of whatever version it is. */
export async function unready (field: Field): Promise<string[]> {
  const answers = await Promise.all(field.baseUrls.map(async baseUrl => {
    let said = ''
    for (let tries = 0; tries < 100; tries++, await pause(100)) {
      const answer = await request(`${baseUrl}/readyz`).catch(() => undefined)
      said = await answer?.body.text().catch(() => '') ?? ''
      if (answer?.statusCode === 200) return undefined
    }
    return `an API is not ready in peace: ${said}`
  }))
  return answers.filter(answer => answer !== undefined)
}

/** Waits until no task is under way; releases parked ones, as an operator would. Answers how many those were. */
export async function everythingEnds (databaseUrl: string, patience: number, complaints: string[]): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  let released = 0
  try {
    for (const end = performance.now() + patience * 1000; ; await pause(100)) {
      for (const { id, last } of (await client.query(
        `select id, messages -> -1 ->> 'message' as last from task where state = 'parked'`
      )).rows) {
        if (/cannot be processed/.test(last)) complaints.push(`task ${id} did not fit: ${last}`)
        if (await releaseTask(client, { providerId: 1, id })) released += 1
      }
      const { rows } = await client.query(
        `select id, state, step, direction, attempt, progress, messages -> -1 as last, run_at - now() as due from task
          where state <> 'finished' and ${ofRun} and caller <> 'dialplane'` // what the product asks of itself goes on
      )
      if (rows.length === 0) return released
      if (performance.now() < end) continue
      complaints.push(...rows.map(row => `not over after ${patience} s: ${JSON.stringify(row)}`))
      return released
    }
  } finally {
    await client.end()
  }
}
