import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart, explain } from './cannot-start.ts'
import { isAlive } from './postgres/server.ts'
import type { Child } from './stack/child.ts'
import { openDatabase, type Database } from './stack/database.ts'
import { requestToken } from './stack/demo.ts'
import { greeting } from './stack/greeting.ts'
import { requireFreePorts } from './stack/ports.ts'
import {
  addresses, microsoftMockAnswers, sbcMocksAnswer, startApi, startMicrosoftMock, startSbcMocks, startWorker
} from './stack/processes.ts'
import { claimDataFolder, endOrphans, writeRecord } from './stack/record.ts'
import { secretsKey } from './stack/secrets-key.ts'
import { readSettings, type Settings } from './stack/settings.ts'
import { answers } from './stack/wait.ts'

const begun = Date.now()
const children: Child[] = []
const stopping = new AbortController()
let database: Promise<Database> | undefined

function say (what: string, state: string): void {
  console.log(`${what.padEnd(16)} ${state}`)
}

function keep (settings: Settings, start: () => Child[]): void {
  stopping.signal.throwIfAborted()
  children.push(...start())
  writeRecord(settings.dataFolder, {
    pid: process.pid, ...addresses(settings), children: children.map(({ name, pid }) => ({ name, pid }))
  })
}

async function prepare (settings: Settings, database: Database, key: string): Promise<void> {
  const { url, processUrl, remedy, prepareOnce } = database
  const { microsoftMockUrl, sbcMockUrls } = addresses(settings)
  const wrote = await prepareOnce([microsoftMockUrl, sbcMockUrls, key], async () => {
    // Loaded only when needed: they cost more than the rest of a warm start.
    const [{ ForeignDatabase, migrate }, { makeProcessUser }, { seedDemo }] = await Promise.all([
      import('../src/database/migrate.ts'), import('../src/database/process-user.ts'), import('./demo/seed.ts')
    ])
    await migrate(url).catch(error => {
      throw error instanceof ForeignDatabase ? new CannotStart(`${error.message} ${remedy}`) : error
    })
    await makeProcessUser(url, processUrl)
    await seedDemo({ databaseUrl: url, secretsKey: key, microsoftMockUrl, sbcMockUrls })
  })
  say('Demo operator', wrote ? 'written' : 'is there already')
}

async function start (settings: Settings): Promise<void> {
  const { baseUrl, microsoftMockUrl, sbcMockUrls } = addresses(settings)
  const secrets = secretsKey(settings.dataFolder, process.env)
  keep(settings, () => [startMicrosoftMock(settings)])
  database = openDatabase(settings)
  const opened = await guarded(database)
  say(
    'PostgreSQL',
    opened.postgres === undefined
      ? 'the one of DATABASE_URL'
      : `127.0.0.1:${opened.postgres.port}${opened.postgres.adopted ? ', which was running' : ''}, data in ` +
        `${opened.postgres.directory}`
  )
  await guarded(prepare(settings, opened, secrets))

  // Loading code is what takes long. What answers first is started first, or all would wait for the slowest.
  const own = { databaseUrl: opened.processUrl, secretsKey: secrets }
  keep(settings, () => [startApi(settings, own)])
  await guarded(microsoftMockAnswers(settings))
  say('Microsoft mock', microsoftMockUrl)
  await guarded(answers('API', `${baseUrl}/readyz`))
  say('API', baseUrl)
  keep(settings, () => [...startSbcMocks(settings), startWorker(settings, own)])
  await guarded(Promise.all([requestToken(microsoftMockUrl, 'admin'), sbcMocksAnswer(settings)]))
  say('SBC mocks', sbcMockUrls.join(', '))
  console.log(greeting(baseUrl, microsoftMockUrl, settings.dataFolder, (Date.now() - begun) / 1000))
}

/** Gives up as soon as a process of the stack dies. */
function guarded<Result> (work: Promise<Result>): Promise<Result> {
  return Promise.race([work, ...children.map(({ died }) => died)])
}

async function postgresDied (): Promise<never> {
  const { postgres } = await (database ?? Promise.reject(new Error('no database')))
  for (;;) {
    await sleep(1000)
    if (postgres !== undefined && !isAlive(postgres.pid)) {
      throw new Error(`PostgreSQL stopped; its log is ${postgres.directory}/server.log`)
    }
  }
}

/** Those that write first, so that nothing is cut off. */
async function stop (): Promise<void> {
  stopping.abort()
  const roles = children.filter(({ name }) => !name.includes('mock'))
  await Promise.all(roles.map(child => child.stop(8)))
  await Promise.all(children.map(child => child.stop(3)))
  await (await database?.catch(() => undefined))?.postgres?.stop()
}

const interrupted = new Promise<void>(resolve => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
})

try {
  const settings = readSettings(process.env)
  const release = claimDataFolder(settings.dataFolder)
  try {
    await endOrphans(settings.dataFolder)
    await requireFreePorts(settings)
    const running = start(settings).then(() => guarded(postgresDied()))
    await Promise.race([running, interrupted])
    console.log('\nStopping …')
  } finally {
    await stop()
    release()
  }
} catch (error) {
  explain(error)
}
process.exit()
