import pg from 'pg'
import t from 'tap'
import { channelsPage } from '../../src/tenancy/records/channels.ts'
import { civicAddressPage } from '../../src/numbers/records/civic-addresses.ts'
import { clientOptions, type Queryable } from '../../src/database/connect.ts'
import { recordsOfProvider } from '../../src/database/reach.ts'
import { leadsPage } from '../../src/customers/records/leads.ts'
import { jobsPage } from '../../src/numbers/records/microsoft-jobs.ts'
import { historyPage } from '../../src/numbers/records/number-history.ts'
import { numbersPage } from '../../src/numbers/records/number-reads.ts'
import { itemsPage } from '../../src/tasks/records/task-items.ts'
import { tasksPage } from '../../src/tasks/records/task-list.ts'
import { usersPage } from '../../src/users/records/tenant-users.ts'
import type { Page } from '../../src/database/page.ts'
import { createDatabase } from '../support/database.ts'

const msTenantId = 'c1a7e2d0-1111-4a61-9b01-000000000001'
const number = '+61395550001'

/** Three rows of each table, and the list that shows them. */
const lists: Array<
  {
    what?: string
    table: string
    fill: string
    page: (db: Queryable, offset: number, limit: number) => Promise<Page<object>>
  }
> = [
  {
    table: 'tenant_user',
    page: (db, offset, limit) => usersPage(recordsOfProvider(db, 1), msTenantId, { offset, limit }),
    fill: `insert into tenant_user (provider_id, ms_tenant_id, id, user_principal_name, account_enabled,
      is_resource_account, has_teams, has_teams_phone, round)
      select 1, '${msTenantId}', gen_random_uuid(), 'user' || n, true, false, true, true, 1
        from generate_series(1, 3) n`
  },
  {
    table: 'task',
    page: (db, offset, limit) => tasksPage(recordsOfProvider(db, 1), {}, { offset, limit }),
    fill:
      'insert into task (provider_id, id, kind, partition_key, step, input, caller) ' +
      "select 1, 'wup_' || n, 'upload-numbers', " +
      "'one', 'validate', '{}', 'somebody' from generate_series(1, 3) n"
  },
  {
    table: 'task_item',
    page: (db, offset, limit) => itemsPage(recordsOfProvider(db, 1), 'wup_1', { offset, limit, outcome: undefined }),
    fill:
      `insert into task (provider_id, id, kind, partition_key, step, input, caller)
        values (1, 'wup_1', 'upload-numbers', 'one', 'validate', '{}', 'somebody');
      insert into task_item (provider_id, task_id, ordinal, key) select 1, 'wup_1', n, '+6139555000' || n
        from generate_series(1, 3) n`
  },
  {
    table: 'channel', page: (db, offset, limit) => channelsPage(recordsOfProvider(db, 1), { offset, limit }),
    fill: "insert into channel (provider_id, name) select 1, 'Channel ' || n from generate_series(1, 3) n"
  },
  {
    table: 'lead',
    page: (db, offset, limit) => leadsPage(recordsOfProvider(db, 1), {}, { offset, limit }),
    fill:
      "insert into lead (provider_id, id, ms_tenant_id, is_direct, status) select 1, id, id, true, 'Active' from " +
      "(select ('e0000000-0000-4000-8000-00000000000' || n)::uuid as id from generate_series(1, 3) n) l"
  },
  {
    table: 'microsoft_job',
    page: (db, offset, limit) => jobsPage(recordsOfProvider(db, 1), {}, { offset, limit }),
    fill:
      `insert into microsoft_job (provider_id, operation_id, job_id, type, ms_tenant_id, task_id, status,
        total) select 1, gen_random_uuid(), 'job ' || n, 'upload', '${msTenantId}', 'wup_1', 'running', 1
        from generate_series(1, 3) n`
  },
  {
    table: 'civic_address',
    page: (db, offset, limit) => civicAddressPage(recordsOfProvider(db, 1), { msTenantId }, { offset, limit }),
    fill:
      `insert into civic_address (provider_id, ms_tenant_id, id, validated, printed) select 1, '${msTenantId}',
        ('e0000000-0000-4000-8000-00000000000' || n)::uuid, true, '{}' from generate_series(1, 3) n`
  },
  {
    table: 'number_history',
    page: (db, offset, limit) => historyPage(recordsOfProvider(db, 1), number, { offset, limit }),
    fill:
      `insert into number_history (provider_id, number, change) select 1, '${number}', 'change ' || n
        from generate_series(1, 3) n`
  },
  ...Object.entries({
    number: {}, 'number of a tenant': { msTenantId }, 'number of a country': { country: 'AU' }
  }).map(([what, filter]) => ({
    what, table: 'number',
    page: (db: Queryable, offset: number, limit: number) =>
      numbersPage(recordsOfProvider(db, 1), filter, { offset, limit }),
    fill: `set session_replication_role = default; -- numbers are counted as they come and go
      insert into number (provider_id, number, country, source, ms_tenant_id) select 1, '+6139555000' || n, 'AU',
        'webapi', '${msTenantId}' from generate_series(1, 3) n`
  }))
]

t.test('each list gives a page and a total of one moment, whatever happens in between', async t => {
  const client = new pg.Client(clientOptions((await createDatabase(t)).url))
  await client.connect()
  t.teardown(() => client.end())
  // nothing refers to anything
  await client.query("set session_replication_role = replica; insert into provider (name) values ('one')")

  for (const { table, what = table, fill, page } of lists) {
    await t.test(`the page of each ${what} agrees with its total`, async t => {
      await client.query(fill)
      const { total, data } = await page(client, 0, 10)
      t.same([total, data.length], [3, 3], 'page and total hold all rows')
      t.equal(new Set(data.map(row => JSON.stringify(row))).size, 3, 'each row once')
      t.same((await page(client, 1, 1)).data, data.slice(1, 2), 'a page is a part of the list')
      t.same(await page(client, 3, 10), { total: 3, data: [] }, 'beyond the end there is the total alone')

      // All is gone once the first answer is there.
      let before: Promise<unknown> = Promise.resolve()
      const emptied: Queryable = {
        query: <Row extends pg.QueryResultRow>({ text, values = [] }: Parameters<Queryable['query']>[0]) => {
          const answer = before.then(() => client.query<Row>({ text, values: [...values] }))
          before = answer.then(() => client.query(`delete from ${table}`))
          return answer
        }
      }
      t.same(await page(emptied, 0, 10), { total: 3, data }, 'page and total are of the moment of the first statement')
      await before
      t.same(await page(client, 0, 10), { total: 0, data: [] }, 'all rows are gone for the next page')
    })
  }
})
