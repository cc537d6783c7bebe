import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { findServer, stopServer } from '../../scripts/postgres/server.ts'
import { startPostgres, type Postgres } from '../../scripts/postgres/start-postgres.ts'

/** An empty folder that any user can enter; gone after the test, with the server in it. */
export function emptyFolder (t: Test, mode = 0o755): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'dialplane-launcher-'))
  execFileSync('chmod', [mode.toString(8), folder])
  t.teardown(async () => {
    const server = await findServer(join(folder, 'data'))
    if (server !== undefined) await stopServer(server)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A data folder with a cluster in it: a copy of one that initdb made once. */
export function initialised (t: Test, template: string): string {
  const data = join(emptyFolder(t), 'data')
  execFileSync('cp', ['-a', template, data])
  return data
}

/** Starts PostgreSQL from another process, which lives until the test ends or kills it. */
export async function startElsewhere (
  t: Test, data: string, env: NodeJS.ProcessEnv = process.env
): Promise<{ launcher: ChildProcess, started: Omit<Postgres, 'stop'> }> {
  const launcher = spawn(process.execPath, [join(import.meta.dirname, 'launcher.js'), data], {
    env, stdio: ['ignore', 'pipe', 'inherit']
  })
  t.teardown(() => launcher.kill('SIGKILL'))
  let output = ''
  for await (const chunk of launcher.stdout) {
    output += String(chunk)
    if (output.endsWith('\n')) break
  }
  const started: Omit<Postgres, 'stop'> = JSON.parse(output)
  return { launcher, started }
}

export async function start (t: Test, data: string, port?: number): Promise<Postgres> {
  const postgres = await startPostgres({ dataDirectory: data, ...port === undefined ? {} : { port } })
  t.teardown(() => postgres.stop())
  return postgres
}

export async function query (url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>({ text })
    return rows[0] === undefined ? undefined : Object.values(rows[0])[0]
  } finally {
    await client.end()
  }
}
