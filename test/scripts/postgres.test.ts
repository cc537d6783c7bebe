import { spawn } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import t from 'tap'
import { CannotStart } from '../../scripts/cannot-start.ts'
import { freePort } from '../../scripts/postgres/launch.ts'
import { isAlive } from '../../scripts/postgres/server.ts'
import { startPostgres } from '../../scripts/postgres/start-postgres.ts'
import { emptyFolder, initialised, query, start, startElsewhere } from './data-folder.ts'
import { until } from '../support/until.ts'

const template = join(emptyFolder(t), 'data')
await (await startPostgres({ dataDirectory: template })).stop()

t.test('a second start finds the port, the password and the rows of the first', async t => {
  const data = initialised(t, template)
  const first = await start(t, data)
  await query(first.url, 'create table kept as select 7')
  await first.stop()
  t.notOk(existsSync(join(data, 'cluster', 'postmaster.pid')), 'no server runs')
  const second = await start(t, data)
  t.equal(second.url, first.url, 'port and password are those of the first start')
  t.equal(await query(second.url, 'select * from kept'), 7, 'the rows of the first start are there')
  t.notOk(second.adopted, 'the server was started anew')
  t.equal(lstatSync(join(data, 'password')).mode & 0o777, 0o600, 'only its owner can read the password')
})

t.test('an initdb that was killed does not block the next start', async t => {
  const folder = emptyFolder(t)
  const data = join(folder, 'data')
  const launcher = spawn(process.execPath, [join(import.meta.dirname, 'launcher.js'), data], { stdio: 'ignore' })
  const begun = (): boolean => readdirSync(folder).some(name => existsSync(join(folder, name, 'cluster', 'global')))
  await until('initdb writes the cluster', begun)
  launcher.kill('SIGKILL')
  await new Promise(resolve => launcher.on('exit', resolve))
  t.notOk(existsSync(data), 'the data folder is not there yet')
  const postgres = await start(t, data)
  t.equal(await query(postgres.url, 'select 1'), 1, 'the server answers')
  t.same(readdirSync(folder), ['data'], 'nothing of the killed initdb is left')
})

t.test('the server of a starter that was killed is adopted', async t => {
  const data = initialised(t, template)
  const { launcher, started } = await startElsewhere(t, data)
  launcher.kill('SIGKILL')
  const postgres = await start(t, data)
  t.ok(postgres.adopted, 'the server is adopted')
  t.equal(postgres.pid, started.pid, 'it is the server of the killed starter')
  t.equal(await query(postgres.url, 'select 1'), 1, 'the server answers')
  await postgres.stop()
  t.notOk(existsSync(join(data, 'cluster', 'postmaster.pid')), 'no server runs after it was stopped')
})

t.test('two starters at the same time share one server', async t => {
  const data = initialised(t, template)
  const both = await Promise.all([startElsewhere(t, data), startElsewhere(t, data)])
  const [first, second] = both.map(({ started }) => started)
  t.equal(first?.pid, second?.pid, 'both have one process')
  t.equal(first?.url, second?.url, 'both have one address')
  t.same([first?.adopted, second?.adopted].sort(), [false, true], 'one of them started it and the other adopted it')
})

t.test('two starters at the same time on a new folder share one cluster', async t => {
  const data = join(emptyFolder(t), 'data')
  const env = { PATH: process.env['PATH'] }
  const [{ started }, second] = await Promise.all([startElsewhere(t, data, env), startElsewhere(t, data, env)])
  t.equal(started.url, second.started.url, 'both have one address')
  t.same(readdirSync(dirname(data)), ['data'], 'only the data folder is left')

  t.equal(await query(started.url, 'show server_encoding'), 'UTF8', 'without LANG too')
  t.equal(await query(started.url, 'show listen_addresses'), '127.0.0.1', 'the server listens on loopback only')
  t.equal(await query(started.url, 'show fsync'), 'on', 'the server is durable')
  await t.rejects(
    query(started.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1'), /password authentication failed/,
    'another password is refused'
  )
})

t.test('a pid file is believed only about our own server', async t => {
  const stranger = spawn('sleep', ['60'])
  t.teardown(() => stranger.kill())
  for (const [whose, pid] of [['a stranger', stranger.pid], ['nobody', 4_194_000]] as const) {
    const data = initialised(t, template)
    writeFileSync(
      join(data, 'cluster', 'postmaster.pid'),
      `${pid}\n${join(data, 'cluster')}\n1700000000\n5432\n\n127.0.0.1\n   12345 1\nready   \n`
    )
    const postgres = await start(t, data)
    t.notOk(postgres.adopted, `the pid of ${whose}`)
    t.equal(await query(postgres.url, 'select 1'), 1, `the server answers beside the pid of ${whose}`)
  }
  t.ok(isAlive(stranger.pid ?? 0), 'and the stranger is left alone')

  const data = initialised(t, template)
  const empty = join(data, 'cluster', 'postmaster.pid')
  writeFileSync(empty, '')
  utimesSync(empty, 1_700_000_000, 1_700_000_000)
  t.notOk((await start(t, data)).adopted, 'a file that was never written')
})

t.test('a server that was killed recovers what it had committed', async t => {
  const data = initialised(t, template)
  const first = await start(t, data)
  await query(first.url, 'create table kept as select 7')
  process.kill(first.pid, 'SIGKILL')
  await until('the server is gone', () => !isAlive(first.pid))
  const second = await start(t, data)
  t.notOk(second.adopted, 'the server was started anew')
  t.equal(await query(second.url, 'select * from kept'), 7, 'the committed row is there')
})

t.test('a port in use is replaced by a free one, unless it was asked for', async t => {
  const data = initialised(t, template)
  const port = await freePort()
  const occupant = createServer().listen(port, '127.0.0.1')
  t.teardown(() => occupant.close())
  writeFileSync(join(data, 'port'), `${port}\n`)
  await t.rejects(startPostgres({ dataDirectory: data, port }), {
    name: 'CannotStart', message: new RegExp(`^Port ${port} .*in use.*$`)
  })
  const postgres = await start(t, data)
  t.not(postgres.port, port, 'another port is used')
  t.equal(readFileSync(join(data, 'port'), 'utf8').trim(), String(postgres.port), 'the new port is remembered')
})

t.test('a server runs also in a folder that only its owner can enter', async t => {
  const folder = emptyFolder(t, 0o700)
  const data = join(folder, 'data')
  const first = await start(t, data)
  await query(first.url, 'create table kept as select 7')
  await first.stop()
  const second = await start(t, data)
  t.equal(await query(second.url, 'select * from kept'), 7, 'the rows are there after a second start')
  await second.stop()
  // Whoever removes the data folder begins afresh, wherever the data really lay.
  rmSync(data, { recursive: true })
  const third = await start(t, data)
  t.teardown(async () => {
    await third.stop()
    rmSync(third.directory, { recursive: true, force: true })
  })
  await t.rejects(query(third.url, 'select * from kept'), /does not exist/, 'a new data folder is empty')
})

t.test('a data folder that cannot be used is explained in one line', async t => {
  const other = join(emptyFolder(t), 'data')
  mkdirSync(other)
  writeFileSync(join(other, 'diary.txt'), 'mine')
  const older = initialised(t, template)
  writeFileSync(join(older, 'cluster', 'PG_VERSION'), '17\n')
  const file = join(emptyFolder(t), 'file')
  writeFileSync(file, '')
  for (
    const [dataDirectory, reason] of [[other, /something else/], [older, /version 17/], [
      join(file, 'data'), /cannot be used/
    ]] as const
  ) {
    const error: unknown = await startPostgres({ dataDirectory }).catch((error: unknown) => error)
    t.ok(error instanceof CannotStart, `the failure is expected: ${reason.source}`)
    t.match(error, { message: reason }, `the reason is given: ${reason.source}`)
    t.notMatch(error, { message: /\n/ }, `the explanation is one line: ${reason.source}`)
  }
  t.same(readdirSync(other), ['diary.txt'], 'the folder of somebody else is untouched')
})
