import pg from 'pg'
import t from 'tap'
import { recordsOfProvider } from '../../src/database/reach.ts'
import { clientOptions } from '../../src/database/connect.ts'
import { numbersPage } from '../../src/numbers/records/number-reads.ts'
import { createDatabase } from '../support/database.ts'

const tenants = ['c1a7e2d0-1111-4a61-9b01-000000000001', 'c1a7e2d0-1111-4a61-9b01-000000000002']

/** Numbers in the order of their ids; every third belongs to the second tenant. */
const insert = (from: number, to: number): string => `
  insert into number (provider_id, number, country, source, ms_tenant_id)
  select 1, '+6139' || lpad(n::text, 7, '0'), 'AU', 'webapi', (array['${tenants.join("','")}']::uuid[])[case n % 3
    when 0 then 2 else 1 end]
  from generate_series(${from}, ${to}) n order by n`

t.test('each page holds what counting through the list would give, whatever was deleted before it', async t => {
  const client = new pg.Client(clientOptions((await createDatabase(t)).url))
  await client.connect()
  t.teardown(() => client.end())
  await client.query("insert into provider (name) values ('one')")
  // Across several counts of both levels, with a hole wider than one, and with rows that come late.
  await client.query(insert(1, 90_000))
  await client.query("delete from number where number between '+61390001500' and '+61390070200' or number like '%7'")
  await client.query(insert(90_001, 140_000))

  for (const msTenantId of [undefined, ...tenants]) {
    const { rows } = await client.query<{ number: string }>(
      'select number from number where $1::uuid is null or ms_tenant_id = $1 order by id', [msTenantId ?? null]
    )
    for (
      const offset of [
        0, 1, 999, 1_300, 1_350, 1_400, 5_000, Math.floor(rows.length / 2), rows.length - 50, rows.length - 1,
        rows.length
      ]
    ) {
      const { total, data } = await numbersPage(recordsOfProvider(client, 1), { msTenantId }, { offset, limit: 100 })
      t.equal(total, rows.length, `total of ${msTenantId ?? 'all'}`)
      t.same(
        data.map(record => record.telephoneNumber), rows.slice(offset, offset + 100).map(row => row.number),
        `from ${offset} of ${msTenantId ?? 'all'}`
      )
    }
  }
  await client.query(
    'create temp table counted as select * from number_block where count <> 0; select recount_number_blocks()'
  )
  const { rows } = await client.query(
    '(table counted except table number_block) union all (table number_block except table counted)'
  )
  t.same(rows, [], 'what the triggers counted is what is there')
})
