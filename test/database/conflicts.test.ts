import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import t from 'tap'
import { demo, seedDemo } from '../../scripts/demo/seed.ts'
import { connect, type Queryable } from '../../src/database/connect.ts'
import { insertSite, refusedBecauseSiteNameTaken } from '../../src/sites/records/kept-sites.ts'
import { createDatabase } from '../support/database.ts'

t.test('two transactions that wait for each other both succeed in the end, each once', async t => {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({ text: `insert into upstream (key, reason) values ('one', ''), ('two', '')` })
  let begun = 0
  let bothHaveBegun: () => void = () => {}
  const both = new Promise<void>(resolve => { bothHaveBegun = resolve })
  let runs = 0
  const take = (first: string, second: string) => async (trx: Queryable): Promise<void> => {
    runs += 1
    await add(trx, first)
    if (++begun >= 2) bothHaveBegun()
    await both
    await add(trx, second)
  }
  await t.resolves(Promise.all([db.transaction(take('one', 'two')), db.transaction(take('two', 'one'))]))
  const { rows } = await db.query({ text: 'select key, failures from upstream order by key' })
  t.same(
    rows, [{ key: 'one', failures: 2 }, { key: 'two', failures: 2 }], 'each transaction has counted both rows once'
  )
  t.equal(runs, 3, 'one of them lost, and ran again')
})

t.test('a site that a request and a worker store at the same time is stored once, and neither fails', async t => {
  const { url } = await createDatabase(t)
  await seedDemo({
    databaseUrl: url, secretsKey: randomBytes(32).toString('base64'), microsoftMockUrl: '',
    sbcMockUrls: ['http://127.0.0.1:1', 'http://127.0.0.1:1']
  })
  const db = connect(url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  const rounds = 400
  const site = (name: string, id: string = randomUUID()) => ({
    id, name, customerId: demo.australianCustomer, sbcId: demo.sbcIds[0], customerType: 'IPGROUP_TYPE' as const
  })
  for (let round = 0; round < rounds; round++) {
    const one = site(`site ${round}`)
    await Promise.all([insertSite(db, 1, one), insertSite(db, 1, one), insertSite(db, 1, one)])
  }
  const { rows } = await db.query({ text: `select count(*)::int as sites from site where name like 'site %'` })
  t.same(rows, [{ sites: rounds }], 'each site is stored once')
  t.ok(
    refusedBecauseSiteNameTaken(await insertSite(db, 1, site('SITE 7')).catch((error: unknown) => error)),
    'while another one of that name is refused'
  )
})

async function add (trx: Queryable, key: string): Promise<void> {
  await trx.query({ text: 'update upstream set failures = failures + 1 where key = $1', values: [key] })
}
