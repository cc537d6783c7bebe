import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { startPostgres } from '../../scripts/postgres/start-postgres.ts'
import { startStack, tenants } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

// The packages of npm have a server and no pg_dump, which refuses servers that are newer than itself: server and
// pg_dump are both those of Debian.
const debian = '/usr/lib/postgresql'
const programs = (existsSync(debian) ? readdirSync(debian) : [])
  .filter(major => Number(major) >= 15).sort((one, other) => Number(other) - Number(one))
  .map(major => join(debian, major))
  .find(folder => ['postgres', 'initdb', 'pg_dump', 'pg_restore'].every(name => existsSync(join(folder, 'bin', name))))
const skip = programs === undefined &&
  'PostgreSQL 15 or newer with pg_dump is not installed (Debian: apt-get install postgresql)'

function run (name: string, ...words: string[]): void {
  const { status, stderr } = spawnSync(join(programs ?? '', 'bin', name), words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${name}: ${stderr}`)
}

t.test('a dump brings everything back on another server, and what was done since is drift', { skip }, async t => {
  const start = async (folder: string): ReturnType<typeof startPostgres> => {
    const postgres = await startPostgres({
      dataDirectory: join(tmpdir(), folder), settings: { fsync: 'off', max_connections: 100 },
      ...(programs !== undefined && { programs })
    })
    t.teardown(() => postgres.stop())
    return postgres
  }
  const first = await start('dumped')
  process.env['TEST_DATABASE_URL'] = first.url
  const stack = await startStack(t)
  const processes = await Promise.all([stack.startApi(), stack.startWorker()])
  const uploaded = async (number: string): Promise<string> => {
    const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: [number] }))
    t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
    return taskId
  }
  const before = await uploaded('+61395557011')
  const file = join(tmpdir(), 'dialplane.dump')
  run('pg_dump', '--format=custom', `--file=${file}`, stack.databaseUrl)
  await uploaded('+61395557012')
  const { body: numbersBefore } = await stack.call('GET', '/api/v3/oc/numbers/+61395557011')
  for (const program of processes) await program.stop()

  // Roles are of a server, not of a database: they are made before, as docs/operating.md says.
  const second = await start('restored')
  const client = new pg.Client({ connectionString: second.url })
  await client.connect()
  await client.query(`create role dialplane_app; create role dialplane_reader;
    create role dialplane_process login password 'dialplane_process' in role dialplane_app;
    grant dialplane_reader to dialplane_app`)
  await client.query('create database restored')
  await client.end()
  const url = new URL(second.url)
  url.pathname = '/restored'
  run('pg_restore', '--exit-on-error', `--dbname=${url.href}`, file)
  const processUrl = new URL(url)
  processUrl.username = processUrl.password = 'dialplane_process'
  const env = { DATABASE_URL: processUrl.href }
  await stack.startApi(env)
  await stack.startWorker(env)
  t.match((await stack.call('GET', `/api/v3/task/${before}`)).body, { status: 'CompletedSuccess' }, 'tasks are there')
  t.same((await stack.call('GET', '/api/v3/oc/numbers/+61395557011')).body, numbersBefore, 'and numbers, as they were')
  t.match(await stack.call('GET', '/api/v3/oc/numbers/+61395557012'), { status: 404 }, 'but none that came later')
  t.match(await stack.finished((await stack.call('POST', '/api/v3/drift/readings')).body.taskId), {
    status: 'CompletedSuccess'
  })
  const { body: { data } } = await stack.call('GET', '/api/v3/drift')
  t.match(data.filter(({ telephoneNumber }: { telephoneNumber: string }) => telephoneNumber === '+61395557012'), [
    { class: 'microsoft_only', msTenantId: tenants.australian }
  ], 'which is found as drift')
  t.equal(data.some(({ telephoneNumber }: { telephoneNumber: string }) => telephoneNumber === '+61395557011'), false)
  t.match(await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
    body: uploadBody({ phoneNumbers: ['+61395557013'] })
  }), { status: 200 }, 'and work goes on')
})
