import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { migrate } from '../../src/database/migrate.ts'
import { makeProcessUser } from '../../src/database/process-user.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { compiled } from '../compiled.ts'
import { seedDemo } from '../demo/seed.ts'
import { startPostgres } from '../postgres/start-postgres.ts'
import { environment } from '../bench/http/servers.ts'
import { withPartitions } from './partitions.ts'
import { tellsPlans } from './statements.ts'

/** The product on a PostgreSQL that tells its plans, with its large tables partitioned, and the mocks. */
export interface Stack {
  readonly baseUrl: string
  readonly microsoftUrl: string
  /** Of the cluster. */
  readonly directory: string
  readonly databaseUrl: string
  close (): Promise<void>
}

/** Who the product connects as. */
export const processUser = 'dialplane_process'

interface Program { line (pattern: RegExp): Promise<string>, stop (): Promise<unknown> }

/** A program of ours that does not outlive this one. */
function start (path: string, env: Record<string, string>): Program {
  const child = spawn(process.execPath, [
    '--import', join(projectRoot(), 'dist/scripts/suite/end-with-parent.js'), compiled(path)
  ], { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: 'pipe' })
  const said: string[] = []
  const gone = new Promise(resolve => child.once('exit', resolve))
  return {
    line: pattern => new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface(stream).on('line', line => {
          if (said.push(line) > 200) said.shift()
          const found = pattern.exec(line)?.[1]
          if (found !== undefined) resolve(found)
        })
      }
      void gone.then(() => reject(new Error(`${path} ended:\n${said.slice(-10).join('\n')}`)))
    }),
    async stop () {
      child.kill('SIGTERM')
      await gone
    }
  }
}

export async function openStack (): Promise<Stack> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'dialplane-distribution-'))
  const postgres = await startPostgres({ dataDirectory: join(folder, 'postgres'), settings: tellsPlans })
  const programs: Program[] = []
  const opened = (path: string, env: Record<string, string>): Program => {
    const program = start(path, env)
    programs.push(program)
    return program
  }
  const demoFile = (name: string): string => join(projectRoot(), 'scripts/demo', name)
  const mock = (path: string, env: Record<string, string>): Promise<string> =>
    opened(path, env).line(/"listening":"([^"]+)"/)
  const sbc = (): Promise<string> =>
    mock('sbc-mock/server.js', { SBC_MOCK_PORT: '0', SBC_MOCK_STATE: demoFile('sbc.json') })
  const [microsoftUrl, ...sbcMockUrls] = await Promise.all([
    mock('microsoft-mock/server.js', { MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: demoFile('microsoft.json') }),
    sbc(), sbc()
  ])
  const [databaseUrl, processUrl] = await makeDatabase(postgres.url)
  const secretsKey = randomBytes(32).toString('base64')
  await seedDemo({ databaseUrl, secretsKey, microsoftMockUrl: microsoftUrl, sbcMockUrls })
  const program = opened('src/start.js', {
    ...environment({ microsoftUrl, secretsKey }, processUrl), ROLE: 'all', LOG_LEVEL: 'info'
  })
  return {
    microsoftUrl, databaseUrl, directory: postgres.directory,
    baseUrl: await program.line(/Server listening at (http:\/\/[^"]+)/),
    async close () {
      await Promise.all(programs.map(program => program.stop()))
      await postgres.stop()
      for (const path of [postgres.directory, folder]) rmSync(path, { recursive: true, force: true })
    }
  }
}

async function makeDatabase (serverUrl: string): Promise<[owner: string, process: string]> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query('create database distributed')
  await client.end()
  const owner = new URL(serverUrl)
  owner.pathname = '/distributed'
  const process = new URL(owner)
  process.username = process.password = processUser
  await migrate(owner.href, withPartitions)
  await makeProcessUser(owner.href, process.href)
  return [owner.href, process.href]
}
