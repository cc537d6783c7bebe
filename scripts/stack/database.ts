import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart, systemCode } from '../cannot-start.ts'
import { startPostgres, type Postgres } from '../postgres/start-postgres.ts'
import { projectFolder, type Settings } from './settings.ts'

export interface Database {
  /** Of the owner, who migrates. */
  url: string
  /** What API and worker connect with: a user that owns nothing, where the database is our own. */
  processUrl: string
  /** Undefined when DATABASE_URL names the database. */
  postgres: Postgres | undefined
  /** What a person can do when the database is not one for this version. */
  remedy: string
  /** Runs `prepare` unless the same has been done to this very data folder before. */
  prepareOnce: (key: unknown, prepare: () => Promise<void>) => Promise<boolean>
}

export async function openDatabase ({ databaseUrl, dataFolder }: Settings): Promise<Database> {
  if (databaseUrl !== undefined) {
    return {
      url: databaseUrl,
      processUrl: databaseUrl,
      postgres: undefined,
      remedy: 'Name another database with DATABASE_URL, or drop this one and create it anew.',
      prepareOnce: (_, prepare) => prepare().then(() => true, refuse)
    }
  }
  const postgres = await startPostgres({ dataDirectory: join(dataFolder, 'postgres') })
  // Beside the cluster, so that it disappears with it.
  const stamp = join(postgres.directory, 'prepared')
  return {
    url: postgres.url,
    processUrl: asProcess(postgres.url),
    postgres,
    remedy: `Remove the folder ${postgres.directory}, or choose another one for all data with DATA_DIR.`,
    async prepareOnce (key, prepare) {
      const wanted = createHash('sha256').update(JSON.stringify(key)).update(sourcesOfData()).digest('hex')
      if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
      await prepare()
      writeFileSync(stamp, wanted)
      return true
    }
  }
}

/** The user of the processes; the password is that of the cluster. */
const processRole = 'dialplane'

function asProcess (ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.username = processRole
  return url.href
}

function refuse (error: unknown): never {
  const code = systemCode(error)
  if (code === undefined || !(error instanceof Error)) throw error
  throw new CannotStart(
    `The database of DATABASE_URL cannot be used (${error.message || code}): mend DATABASE_URL, or unset it for the ` +
    'embedded PostgreSQL.'
  )
}

/** Everything that decides what migrating and seeding write. */
function sourcesOfData (): string {
  const folders = ['migrations', 'scripts/demo', 'dist/scripts/demo'].map(folder => join(projectFolder, folder)).filter(
    folder => existsSync(folder)
  )
  return folders.flatMap(folder =>
    readdirSync(folder).sort().filter(name => /\.(sql|json|js)$/.test(name)).map(name =>
      readFileSync(join(folder, name), 'utf8')
    )
  ).join('\0')
}
