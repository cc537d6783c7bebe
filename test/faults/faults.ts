import pg from 'pg'
import { tenants } from '../support/stack.ts'
import { leaseSeconds, type Field, type Role } from './field.ts'
import type { Ground } from './ground.ts'
import type { MockProcess } from './mock.ts'
import { pause, type Chance } from './random.ts'

/** What a run did to its processes. */
export interface Toll {
  workerKills: number
  zombies: number
  postgresDeaths: number
  apiKills: number
  failovers: number
  faults: string[]
}

export interface Scene {
  readonly ground: Ground
  readonly field: Field
  readonly random: Chance
  readonly toll: Toll
  /** The one that the faults of a worker hit. */
  readonly worker: Role
}

/** One thing that goes wrong and is over when it resolves; some leave a fault behind that waits for its victim. */
type Fault = (scene: Scene) => Promise<void>

async function killWorker ({ worker, random, toll }: Scene): Promise<void> {
  worker.signal('SIGKILL')
  toll.workerKills += 1
  await worker.gone()
  await pause(random.between(0, 600))
  await worker.revive()
}

async function stopWorker ({ worker }: Scene): Promise<void> {
  worker.signal('SIGTERM')
  await worker.gone()
  await worker.revive()
}

/** Asked to stop, and killed before it has: the middle of handing back. */
async function killStoppingWorker ({ worker, random, toll }: Scene): Promise<void> {
  worker.signal('SIGTERM')
  await pause(random.between(0, 120))
  worker.signal('SIGKILL')
  toll.workerKills += 1
  await worker.gone()
  await worker.revive()
}

/** The zombie: it sleeps until others have taken over what it holds, and then goes on where it was. */
async function pauseWorker ({ worker, random, toll }: Scene): Promise<void> {
  worker.signal('SIGSTOP')
  toll.zombies += 1
  await pause(leaseSeconds * 1000 + random.between(300, 1500))
  if (random.happens(0.2)) {
    worker.signal('SIGKILL')
    toll.workerKills += 1
    await worker.gone()
    return worker.revive()
  }
  worker.signal('SIGCONT')
}

async function killApi ({ field, random, toll }: Scene): Promise<void> {
  const api = random.pick(field.apis)
  api.signal('SIGKILL')
  toll.apiKills += 1
  await api.gone()
  await pause(random.between(0, 300))
  await api.revive()
}

async function restartPostgres ({ ground, random, toll }: Scene): Promise<void> {
  toll.postgresDeaths += 1
  await ground.stopPostgres()
  await pause(random.between(0, 1500))
  await ground.startPostgres()
}

async function killPostgres ({ ground, random, toll }: Scene): Promise<void> {
  toll.postgresDeaths += 1
  ground.killPostgres()
  await pause(random.between(0, 800))
  await ground.startPostgres()
}

/** As a failover of the proxy in front of it looks. */
async function terminateBackends ({ ground, field, random }: Scene): Promise<void> {
  const client = new pg.Client({ connectionString: ground.directUrl(field.database) })
  client.on('error', () => {})
  await client.connect()
  const share = random.pick([0.3, 1])
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> ' +
    'pg_backend_pid() and random() < $1',
    [share]
  )
  await client.end()
}

/** Makes PostgreSQL refuse writes as it does when the disk is full, or when a transaction loses against another. */
async function refuseWrites ({ ground, field, random }: Scene): Promise<void> {
  const [code, share] = random.pick(
    [['53100', 1], ['53100', 0.5], ['40P01', 0.4], ['40001', 0.3], ['55P03', 0.2]] as const
  )
  const client = new pg.Client({ connectionString: ground.directUrl(field.database) })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`create or replace function refuse() returns trigger language plpgsql as $$ begin
      if random() < ${share} then raise exception 'refused by the fault suite' using errcode = '${code}'; end if;
      return null;
    end $$`)
    for (const table of written) {
      await client.query(
        `create or replace trigger refuse before insert or update
          or delete on ${table} for each statement execute function refuse()`
      )
    }
    await pause(random.between(200, 1200))
    await client.query('drop function if exists refuse cascade')
  } finally {
    await client.end()
  }
}

const written = ['task', 'task_item', 'idempotency_key', 'number', 'number_on_sbc']

export type Faults = ReadonlyArray<readonly [weight: number, fault: Fault]>

export const workerFaults: Faults = [[7, killWorker], [2, killStoppingWorker], [1, stopWorker], [2, pauseWorker]]

export const groundFaults: Faults = [[2, killApi], [1, restartPostgres], [1, killPostgres], [2, terminateBackends], [
  1, refuseWrites
]]

const plant = (mock: MockProcess, fault: object): Promise<unknown> => mock.control('POST', '/_mock/faults', fault)
const behave = (mock: MockProcess, behaviour: object): Promise<unknown> =>
  mock.control('POST', '/_mock/behaviour', behaviour)
const upload = { method: 'POST', path: 'UploadTelephoneNumbers$' }
const release = { method: 'POST', path: 'ReleaseTelephoneNumbers$' }
const script = { method: 'PUT', path: 'cliScript/incremental$' }

/** A plain fault of Microsoft: scripted by `make`. */
const microsoft = (name: string, make: (random: Chance) => object): Fault => Object.defineProperty(
  ({ ground, random }: Scene) => plant(ground.microsoft, make(random)).then(() => {}), 'name', { value: name })
const sbc = (name: string, make: (random: Chance) => object): Fault => Object.defineProperty(
  ({ ground, random }: Scene) => plant(random.pick(ground.sbcs), make(random)).then(() => {}), 'name', { value: name })

/** A switch that is on for a while. */
const microsoftFor = (name: string, on: object, off: object): Fault =>
  Object.defineProperty(
    async ({ ground, random }: Scene) => {
      await behave(ground.microsoft, on)
      await pause(random.between(300, 1500))
      await behave(ground.microsoft, off)
    },
    'name',
    { value: name }
  )
const sbcFor = (name: string, on: object, off: object): Fault =>
  Object.defineProperty(
    async ({ ground, random }: Scene) => {
      const device = random.pick(ground.sbcs)
      await behave(device, on)
      await pause(random.between(300, 2500))
      await behave(device, off)
    },
    'name',
    { value: name }
  )

async function refuseSomeNumbers ({ ground, random }: Scene): Promise<void> {
  const { tenants: world } = await ground.microsoft.control('GET', '/_mock/state')
  const held = new Set<string>(
    world[tenants.australian].numbers.map((number: { telephoneNumber: string }) => number.telephoneNumber)
  )
  const first = random.between(0, 150)
  const numbers = Array.from({ length: 8 }, (_, index) => `+6139555${6000 + first + index}`).filter(number =>
    !held.has(number)
  )
  // Only while it is not held: the mock would refuse to release it as well, and then undoing cannot succeed.
  await behave(ground.microsoft, {
    numberErrors: Object.fromEntries(numbers.map(number => [number, 'UnableToMatchGeographyEntry']))
  })
}

async function powerCut ({ ground, random }: Scene): Promise<void> {
  await random.pick(ground.sbcs).control('POST', '/_mock/restart')
}

export const microsoftFaults: Faults = [
  [
    2, microsoft('upload is done, answer is lost', random => ({ ...upload, times: random.between(1, 3), cut: 'after' }))
  ],
  [1, microsoft('upload is lost', () => ({ ...upload, cut: 'before' }))],
  [1, microsoft('release is done, answer is lost', () => ({ ...release, cut: 'after' }))],
  [1, microsoft('upload is done and answered 500', () => ({ ...upload, status: 500, afterEffect: true }))],
  [
    2,
    microsoft(
      '429 with Retry-After',
      random => ({
        path: '/operator/', times: random.between(1, 15), status: 429, headers: { 'retry-after': '1' }, body: {}
      })
    )
  ],
  [
    1,
    microsoft(
      '429 without Retry-After', random => ({ path: '/operator/', times: random.between(1, 10), status: 429, body: {} })
    )
  ],
  [
    2,
    microsoft(
      '503 burst',
      random => ({
        path: '/operator/', times: random.between(1, 20), status: random.pick([500, 502, 503]), body: 'busy'
      })
    )
  ],
  [
    1,
    microsoft(
      'connections are cut',
      random => ({ path: '/operator/', times: random.between(1, 10), cut: random.pick(['before', 'after']) })
    )
  ],
  [
    2,
    microsoft(
      'slow answers',
      random => ({ path: '/operator/', times: random.between(1, 10), delayMilliseconds: random.between(200, 2500) })
    )
  ],
  [1, microsoft('slow effect of an upload', random => ({ ...upload, delayMilliseconds: random.between(500, 3000) }))],
  [1, microsoft('401 in the middle', () => ({ path: '/operator/', times: 1, status: 401, body: {} }))],
  [
    1,
    microsoft(
      'an answer that is no JSON', () => ({ method: 'GET', path: '/operator/', times: 1, status: 200, body: '<html>' })
    )
  ],
  [1, microsoftFor('jobs are stuck', { stuckJobs: true }, { stuckJobs: false })],
  [1, microsoftFor('jobs vanish', { vanishedJobs: true }, { vanishedJobs: false })],
  [1, microsoftFor('throttled', { throttle: { requests: 10, perSeconds: 1, retryAfter: 1 } }, { throttle: null })],
  [1, microsoftFor('releases expire', { expireReleases: true }, { expireReleases: false })],
  [2, microsoftFor('lists lag', { consistencyMilliseconds: 1500 }, { consistencyMilliseconds: 300 })],
  [1, microsoftFor('jobs are slow', { jobMilliseconds: 1500 }, { jobMilliseconds: 100 })],
  [1, refuseSomeNumbers]
]

export const sbcFaults: Faults = [
  [2, sbc('script is applied, answer is lost', () => ({ ...script, cut: 'after' }))],
  [1, sbc('script is lost', () => ({ ...script, cut: 'before' }))],
  [
    3,
    sbc(
      'script stops half-way',
      random => ({ ...script, times: random.between(1, 2), failAfterLines: random.between(2, 14) })
    )
  ],
  [1, sbc('script is applied and answered 500', () => ({ ...script, status: 500, apply: true }))],
  [1, sbc('503', random => ({ times: random.between(1, 4), status: 503 }))],
  [1, sbc('slow', random => ({ times: random.between(1, 4), delayMilliseconds: random.between(200, 2000) }))],
  [1, sbc('save is lost', () => ({ method: 'POST', path: 'saveConfiguration', cut: 'before' }))],
  [2, sbcFor('off', { refuseConnections: true }, { refuseConnections: false })],
  [1, sbcFor('synchronizes', { haSync: true }, { haSync: false })],
  [1, sbcFor('somebody else writes too', { concurrentWriter: true }, { concurrentWriter: false })],
  [1, powerCut]
]

export function pickFault (faults: Faults, random: Chance): Fault {
  let left = random.next() * faults.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, fault] of faults) {
    left -= weight
    if (left < 0) return fault
  }
  return faults[0]?.[1] ?? (async () => {})
}

/** Everything outside works again; what is planted and was not met is forgotten. */
export async function heal ({ ground, field }: Pick<Scene, 'ground' | 'field'>): Promise<void> {
  const client = new pg.Client({ connectionString: ground.directUrl(field.database) })
  await client.connect()
  await client.query('drop function if exists refuse cascade').finally(() => client.end())
  await ground.microsoft.control('DELETE', '/_mock/faults')
  await behave(ground.microsoft, {
    jobMilliseconds: 50, consistencyMilliseconds: 0, throttle: null, stuckJobs: false, vanishedJobs: false,
    expireReleases: false, numberErrors: {}
  })
  for (const device of ground.sbcs) {
    await device.control('DELETE', '/_mock/faults')
    await behave(device, { refuseConnections: false, haSync: false, concurrentWriter: false, delayMilliseconds: 0 })
  }
}
