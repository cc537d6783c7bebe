import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { requestCancellation } from '../../src/engine/records/task-control.ts'
import { check, ofRun } from './checker.ts'
import { startClients } from './clients.ts'
import { drawConditions, possible, type Conditions } from './conditions.ts'
import {
  groundFaults, microsoftFaults, pickFault, sbcFaults, workerFaults, type Faults, type Scene, type Toll
} from './faults.ts'
import { startConsumer } from './consumer.ts'
import { openField } from './field.ts'
import { retentionComplaints } from './full-table.ts'
import type { Ground } from './ground.ts'
import { startListReader } from './list-reader.ts'
import { everythingEnds, makePeace, unready } from './peace.ts'
import { poolerFaults, quietGroundFaults, quietWorkerFaults } from './quiet-faults.ts'
import { chance, pause, type Chance } from './random.ts'
import { upgrade } from './upgrade.ts'

export interface Report {
  seed: number
  conditions: Conditions
  /** What was drawn and could not be had here, in words. */
  missing: string[]
  complaints: string[]
  toll: Toll
  tasks: number
  canceled: number
  parked: number
  seconds: number
  calmSeconds: number
  log: string
}

export interface Plan {
  readonly seconds: number
  readonly patience: number
  /** Instead of what the seed draws. */
  readonly conditions?: Conditions
}

/** What a run does by default: seconds of trouble, and seconds everything may take to end afterwards. */
export const usual: Plan = { seconds: 6, patience: 120 }

/** One run: trouble for a while, then peace, then the question whether everything is as it must be. */
export async function runSeed (ground: Ground, seed: number, plan: Plan = usual): Promise<Report> {
  const begun = performance.now()
  const random = chance(seed)
  const database = `seed_${seed}_${Math.floor(begun)}`
  const { conditions, missing } = possible(plan.conditions ?? drawConditions(seed))
  await ground.freshDatabase(database, conditions.full)
  const startedAt = new Date(Date.now() - 60_000) // the clock of another, perhaps
  const field = await openField(ground, database, conditions)
  const url = (): string => ground.directUrl(database)
  const toll: Toll = { workerKills: 0, zombies: 0, postgresDeaths: 0, apiKills: 0, failovers: 0, faults: [] }
  const complaints: string[] = []
  let parked = 0
  let calmAt = begun
  let calmSeconds = 0
  let tally = { tasks: 0, canceled: 0 }
  try {
    await ground.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 100 })
    const clients = startClients(field, random.fork(), seed, taskId => cancel(url(), taskId))
    const consumer = startConsumer(field, chance(seed ^ 0x0e7e)) // its own chances: those of the faults stay
    const reader = startListReader(field, chance(seed ^ 0x11575), startedAt)
    const end = performance.now() + plan.seconds * 1000
    const [worker, other] = field.workers
    const scene = (victim = worker): Scene => ({ ground, field, toll, random: random.fork(), worker: victim })
    const allGroundFaults = [...groundFaults, ...quietGroundFaults, ...conditions.pooler ? poolerFaults : []]
    const troubles = await Promise.allSettled([
      trouble(scene(worker), [...workerFaults, ...quietWorkerFaults], [100, 1200], end),
      trouble(scene(other), [...workerFaults, ...quietWorkerFaults], [100, 1200], end),
      trouble(scene(), allGroundFaults, [700, 3000], end),
      trouble(scene(), microsoftFaults, [30, 300], end),
      trouble(scene(), sbcFaults, [30, 300], end),
      conditions.versions ? upgrade(scene(), end) : undefined
    ])
    for (const one of troubles) {
      if (one.status === 'rejected') complaints.push(`a fault could not be played: ${String(one.reason)}`)
    }
    await makePeace(ground, field, conditions)
    calmAt = performance.now()
    await clients.finish()
    parked = await everythingEnds(url(), plan.patience, complaints)
    if (conditions.full) complaints.push(...await retentionComplaints(url(), plan.patience))
    calmSeconds = (performance.now() - calmAt) / 1000
    complaints.push(...await reader.finish(clients.wishes.flatMap(wish => [...wish.taskIds])))
    complaints.push(...await unready(field))
    complaints.push(...await consumer.finish(url()))
    await field.close()
    complaints.push(...clients.complaints, ...await check(ground, url(), clients.wishes))
    tally = await count(url())
  } catch (error) {
    complaints.push(`the run itself failed: ${error instanceof Error ? error.stack : String(error)}`)
    await makePeace(ground, field, conditions).catch(() => {})
  } finally {
    await field.close()
  }
  if (complaints.length === 0) await ground.dropDatabase(database)
  const log = [...field.apis, ...field.workers].map(role => role.output()).join('\n\n')
  const seconds = (performance.now() - begun) / 1000
  return { seed, conditions, missing, complaints, toll, ...tally, parked, seconds, calmSeconds, log }
}

/** Seconds after which a fault that has not ended never will: a run says so instead of going on for ever. */
const longestFault = 180

/** One fault after another until the time is up; the last one is played to its end. */
async function trouble (
  scene: Scene, faults: Faults, [shortest, longest]: readonly [number, number], end: number
): Promise<void> {
  const random: Chance = scene.random
  while (performance.now() < end) {
    await pause(random.between(shortest, longest))
    const fault = pickFault(faults, random)
    scene.toll.faults.push(fault.name)
    const played = fault(scene).then(() => true, error => {
      // the victim was already down
      if (error instanceof pg.DatabaseError || /ECONNREFUSED|terminated/.test(String(error))) return true
      throw error
    })
    const late = sleep(longestFault * 1000, false, { ref: false })
    if (!await Promise.race([played, late])) throw new Error(`${fault.name} has not ended after ${longestFault} s`)
  }
}

async function cancel (databaseUrl: string, taskId: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  await requestCancellation(client, { providerId: 1, id: taskId }).finally(() => client.end())
}

async function count (databaseUrl: string): Promise<{ tasks: number, canceled: number }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query(
    `select count(*)::int as tasks, (count(*) filter (where status = 'Canceled'))::int as canceled
      from task where ${ofRun}`
  )
  await client.end()
  return rows[0]
}
