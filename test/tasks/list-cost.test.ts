import { pino } from 'pino'
import t from 'tap'
import { ReachedRecords, reachOf } from '../../src/database/reach.ts'
import { connect, type Query, type Queryable } from '../../src/database/connect.ts'
import { cursorOf, type Place } from '../../src/database/list.ts'
import { countedAtMost, tasksPage, type TaskFilter } from '../../src/tasks/records/task-list.ts'
import type { Anything } from '../support/anything.ts'
import { createDatabase } from '../support/database.ts'
import { openRecords } from '../support/records.ts'

// What a list of tasks looks at, whatever is asked for, must not grow with the tasks that there are.

const tasks = 120_000
const tenant = 'c1a7e2d0-1111-4a61-9b01-000000000007'
const customer = 'c1a7e2d0-2222-4a61-9b01-000000000007'
const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000)

/** Two years of tasks, 200 of them under way. */
const insertTasks = `
  insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller, ms_tenant_id, customer_id,
    created_at, step_entered_at, finished_at)
  select 1, 'wup_' || n, case when n % 10007 = 0 then 'rare' else 'upload-numbers' end, 'one',
    case when n > ${tasks - 200} then 'waiting' else 'finished' end,
    case when n > ${tasks - 200} then 'InProgress' when n % 1000 = 0 then 'Failed' else 'CompletedSuccess' end,
    'complete', '{}', 'x', ('c1a7e2d0-1111-4a61-9b01-' || lpad((n % 500)::text, 12, '0'))::uuid,
    ('c1a7e2d0-2222-4a61-9b01-' || lpad((n % 500)::text, 12, '0'))::uuid, at, at,
    case when n <= ${tasks - 200} then at + interval '1 minute' end
  from generate_series(1, ${tasks}) n
    cross join lateral (select now() - interval '730 days' * (${tasks} - n) / ${tasks} as at) made`

const asked: Readonly<Record<string, TaskFilter & Pick<Place, 'since' | 'until'>>> = {
  'no filter': {}, 'in progress': { status: 'InProgress' }, failed: { status: 'Failed' }, parked: { parked: true },
  'a common kind': { kind: 'upload-numbers' }, 'a rare kind': { kind: 'rare' }, 'no such kind': { kind: 'none' },
  'a tenant': { msTenantId: tenant }, 'a parent': { parentId: 'wup_1' },
  'made a year ago': { since: { created: ago(366) }, until: { created: ago(364) } },
  'made long ago': { until: { created: ago(700) } },
  'ended a year ago': { since: { finished: ago(366) }, until: { finished: ago(364) } },
  'ended in the last day': { since: { finished: ago(1) } }, 'moved in the last day': { since: { updated: ago(1) } }
}

/** Rows that a plan looked at, whether it took them or not. */
function lookedAt (node: Anything): number {
  const own = /Scan/.test(node['Node Type']) && !/Subquery|CTE|Function|Values/.test(node['Node Type'])
    ? ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) +
      (node['Rows Removed by Index Recheck'] ?? 0)) * (node['Actual Loops'] ?? 1)
    : 0
  return own + (node.Plans ?? []).reduce((sum: number, child: Anything) => sum + lookedAt(child), 0)
}

t.test('a list of tasks looks at no more rows than it counts, whatever is asked for', async t => {
  const { url } = await createDatabase(t)
  const records = await openRecords(t, url)
  await records.query(insertTasks)
  await records.query('analyze task')
  const db = connect(url, 2, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  /** The rows that the statement of a list looks at. */
  async function cost (reach: Parameters<typeof reachOf>[0], filter: TaskFilter, place: Place): Promise<number> {
    let asked: Query | undefined
    const listening: Queryable = { query: query => { asked = query; return db.query(query) } }
    await tasksPage(new ReachedRecords(listening, reachOf(reach)), filter, place)
    const [{ 'QUERY PLAN': [{ Plan: plan }] }] =
      await records.query(`explain (analyze, format json) ${asked?.text}`, [...asked?.values ?? []])
    if (/"Filter": "[^"]*task_sequence_at/.test(JSON.stringify(plan))) throw new Error('A search is made for each row')
    return lookedAt(plan)
  }
  const most = 3 * countedAtMost
  const first = { offset: 0, limit: 50 }
  for (const [name, { since, until, ...filter }] of Object.entries(asked)) {
    const rows = await cost({ providerId: 1 }, filter, { ...first, since, until })
    t.ok(rows < most, `${name}: ${rows} rows`)
  }
  t.ok(await cost({ providerId: 1, customerId: customer }, {}, first) < most, 'of a customer, with few tasks')
  t.ok(await cost({ providerId: 1 }, {}, { ...first, sort: 'createTime' }) < most, 'the oldest first')
  const cursor = cursorOf('-createTime', ['60000'])
  t.ok(await cost({ providerId: 1 }, {}, { ...first, cursor }) < most, 'in the middle, by cursor')
  t.ok(await cost({ providerId: 1 }, {}, { ...first, offset: countedAtMost - 50 }) < most, 'the last page by number')
})
