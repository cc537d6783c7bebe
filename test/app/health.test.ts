import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { startWire } from '../support/cut-wire.ts'
import { openRecords } from '../support/records.ts'
import { startStack } from '../support/stack.ts'

t.test('probes tell the state of the process to whoever can reach the port', async t => {
  const stack = await startStack(t)
  const wire = await startWire(t, stack.databaseUrl)
  const program = await stack.startApi({ DATABASE_URL: wire.url })
  const records = await openRecords(t, stack.databaseUrl)
  const probe = (path: string): ReturnType<typeof stack.call> => stack.call('GET', path, { role: null })

  await t.test('a process that lives and fits its database is ready', async t => {
    t.match(await probe('/healthz'), { status: 200, body: { status: 'alive' } })
    t.match(await probe('/readyz'), { status: 200, body: { status: 'ready' } })
  })

  await t.test('a process that is older than its database is not ready and says why', async t => {
    await records.query("insert into kysely_migration (name, timestamp) values ('9999_from_the_future', '')")
    t.match(await probe('/readyz'), {
      status: 503, body: { status: 'not ready', reason: /newer than this version: it has 9999_from_the_future/ }
    })
    t.equal((await probe('/healthz')).status, 200, 'the process is still alive')
    await records.query("delete from kysely_migration where name = '9999_from_the_future'")
  })

  await t.test('a process that is older than its database is ready as long as that says that it fits', async t => {
    await records.query("insert into kysely_migration (name, timestamp) values ('9999_expands', '')")
    await records.query(
      "insert into schema_fit select '9999_expands', max(name) from kysely_migration where name < '9'"
    )
    t.match(await probe('/readyz'), { status: 200, body: { status: 'ready' } })
    await records.query("insert into kysely_migration (name, timestamp) values ('9999_reduces', '')")
    t.match(await probe('/readyz'), { status: 503, body: { reason: /it has 9999_reduces\./ } }, 'one that does not')
    await records.query("delete from kysely_migration where name like '9999%'")
  })

  await t.test('a process that is newer than its database is not ready and says why', async t => {
    const [{ name, timestamp }] = await records.query(
      'delete from kysely_migration where name = (select max(name) from kysely_migration) returning *'
    )
    t.match(await probe('/readyz'), {
      status: 503, body: { reason: new RegExp(`older than this version: ${name} is missing`) }
    })
    await records.query('insert into kysely_migration (name, timestamp) values ($1, $2)', [name, timestamp])
    t.equal((await probe('/readyz')).status, 200, 'the process is ready again with the migration')
  })

  await t.test('a process without its database lives but is not ready, until the database is back', async t => {
    wire.cut()
    t.match(await probe('/readyz'), { status: 503, body: { reason: 'The database cannot be reached.' } })
    t.equal((await probe('/healthz')).status, 200, 'the process is alive without its database')
    t.match(await stack.call('GET', '/api/v3/oc/callingprofile'), {
      status: 503, headers: { 'retry-after': /^\d+$/ }, body: { errorCode: 'database_unavailable' }
    })
    wire.mend()
    t.equal((await probe('/readyz')).status, 200, 'the process is ready again')
    t.equal((await stack.call('GET', '/api/v3/oc/callingprofile')).status, 200, 'requests are answered again')
  })

  await t.test('metrics are in the format of Prometheus', async t => {
    const { status, headers, body } = await probe('/metrics')
    t.equal(status, 200, 'metrics are answered')
    t.match(headers['content-type'], /^text\/plain; version=0\.0\.4/, 'the content type names the format')
    t.match(body, /^dialplane_process_resident_memory_bytes \d+/m, 'the memory of the process is among them')
  })

  await t.test('a request that began before the process stops is answered; silence does not hold it', async t => {
    const { hostname, port } = new URL(stack.baseUrl)
    const silent = connect(Number(port), hostname)
    await once(silent, 'connect')
    const socket = connect(Number(port), hostname)
    const answer = new Promise<string>(resolve => {
      let text = ''
      socket.on('data', data => { text += data.toString() }).on('close', () => resolve(text))
    })
    await new Promise<void>(resolve => socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n', () => resolve()))
    await probe('/healthz') // by now the first line has arrived
    program.signal('SIGTERM')
    await program.waitFor(line => line.includes('"Stopping') ? true : undefined)
    socket.write('\r\n')
    t.match(
      await answer, /^HTTP\/1\.1 200 OK[^]*connection: close[^]*"alive"/i,
      'the request is answered and the connection closed'
    )
    t.equal(await program.gone, 0, 'the process ends well')
  })
})
