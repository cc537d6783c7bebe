import { pino } from 'pino'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app/app.ts'
import { readConfig } from '../../src/config.ts'
import { ReachedRecords, type ReachedQuery } from '../../src/database/reach.ts'
import { buildServices } from '../../src/services.ts'
import { readDocument } from '../support/documents.ts'
import type { Stack } from '../support/stack.ts'
import { strangers, strangersScene, theirProviders, theirs } from '../support/strangers.ts'
import { found, namesOf, ofOwnRequests, theirPath } from '../support/their-names.ts'

t.setTimeout(240_000) // every operation, as each of the strangers, twice

/** From now on no statement on behalf of a caller of this process asks what its caller may see. */
function removeFirstWall (t: Test): void {
  const { query } = ReachedRecords.prototype
  ReachedRecords.prototype.query = function (asked: ReachedQuery) {
    const { within } = asked
    return query.call(this, { ...asked, within: { ...within, sql: `(${within.sql} or true)` } }) as never
  }
  t.teardown(() => { ReachedRecords.prototype.query = query })
}

async function startOpenApi (t: Test, stack: Stack, secondWall: 'on' | 'off'): Promise<void> {
  const services = buildServices(
    readConfig({ ...stack.env, ROLE: 'api', PORT: '0', DATABASE_ROW_SECURITY: secondWall }),
    { log: pino({ level: 'silent' }) }
  )
  const app = await buildApp(services)
  stack.baseUrl = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(async () => {
    await app.close()
    await services.close()
  })
}

const everybody = Object.entries(strangers)
const ofCustomers: readonly string[] = Object.values(theirs)
const all = [...ofCustomers, ...Object.values(theirProviders)]

/** What strangers are shown of what is not theirs, by every operation that reads: `<operation>: <words>`. */
async function leaks (stack: Stack): Promise<string[]> {
  const { operations } = await readDocument(stack, 'v3')
  const leaked: string[] = []
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    const { operationId } = operation
    if (ofOwnRequests.includes(operationId)) continue
    const names = namesOf(operation)
    const filter = operation.parameters?.find(({ in: place, name }) => place === 'query' && name in names)
    const path = theirPath(operation)
    const urls = filter === undefined ? [path] : [path, `${path}?${filter.name}=${names[filter.name]}`]
    for (const [stranger, role] of everybody) {
      const words = stranger === 'another provider' ? all : ofCustomers
      for (const url of urls) {
        const answer = await stack.call('GET', url, { role, headers: { prefer: 'wait=0' } })
        const seen = found(words, url, answer)
        if (seen.length > 0) leaked.push(`${operationId} to ${stranger}: ${seen.join(', ')}`)
      }
    }
  }
  return leaked
}

t.test('without the conditions of statements, row-level security shows nobody anything of others', async t => {
  const { stack, records } = await strangersScene(t)
  removeFirstWall(t)
  await startOpenApi(t, stack, 'on')
  t.same(await leaks(stack), [])
  const [{ count }] = await records.query(
    "select count(*)::int as count from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace"
  )
  t.ok(count > 40, `${count} tables have it`)
  t.same(
    await records.query(`select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'provider_id'
        and not c.relrowsecurity and has_table_privilege('dialplane_reader', c.oid, 'select')`),
    [], 'and the reader may read no table of a provider that has it not'
  )
})

t.test('without both walls much is seen, so that the second one is what holds', async t => {
  const { stack } = await strangersScene(t)
  removeFirstWall(t)
  await startOpenApi(t, stack, 'off')
  const shown = new Set((await leaks(stack)).map(leak => leak.split(' ')[0]))
  t.ok(shown.size > 20, `${shown.size} operations show what is not theirs`)
})

t.test('the processes own nothing, and the reader sees nothing before it is told for whom', async t => {
  const { stack, records } = await strangersScene(t)
  const [process] = await records.query(
    `select r.rolsuper, r.rolbypassrls, r.rolcreaterole,
        exists (select from pg_class c where c.relowner = r.oid) as owns
      from pg_roles r where rolname = $1`, [new URL(stack.env['DATABASE_URL'] ?? '').username]
  )
  t.match(process, { rolsuper: false, rolbypassrls: false, rolcreaterole: false, owns: false })
  await records.query('set role dialplane_reader')
  t.match(await records.query('select count(*)::int as count from number'), [{ count: 0 }])
  t.match(await records.query('select count(*)::int as count from provider'), [{ count: 0 }])
  await records.query('reset role')
})
