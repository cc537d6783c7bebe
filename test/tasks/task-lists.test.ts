import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { startStack } from '../support/stack.ts'

t.test('lists of tasks are narrowed by dates, paged by cursor and show what is asked for', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await records.query(
    `insert into task (provider_id, id, kind, partition_key, step, state, status, input, caller, created_at,
        step_entered_at, finished_at)
      select 1, 'tst_' || n, 'kind', 'one', 'step', case when n > 8 then 'ready' else 'finished' end,
        case when n > 8 then 'InProgress' else 'Failed' end, '{}', 'somebody',
        timestamptz '2026-01-01' + n * interval '1 day', timestamptz '2026-01-01' + n * interval '1 day 12 hours',
        case when n <= 8 then timestamptz '2026-01-01' + n * interval '2 days' end
      from generate_series(1, 10) n`
  )
  const ask = async (query: string): Promise<Anything> =>
    (await stack.call('GET', `/api/v3/task?kind=kind&${query}`)).body
  const ids = ({ data }: Anything): number[] => data.map(({ id }: Anything) => Number(id.split('_')[1]))

  await t.test('by when they were made, ended or last moved', async t => {
    t.same(ids(await ask('createdSince=2026-01-09')), [10, 9, 8])
    t.same(ids(await ask('createdSince=2026-01-09&createdUntil=2026-01-10T00:00:00Z')), [8], 'until is not included')
    t.same(ids(await ask('finishedSince=2026-01-13&finishedUntil=2026-01-16')), [7, 6])
    t.same(ids(await ask('updatedSince=2026-01-15')), [10, 8, 7], 'one that runs counts by its step')
    t.match(await ask('createdSince=soon'), { status: 400, errors: { CreatedSince: [/not a time/] } })
    t.match(await ask('createdSinc=2026-01-09'), {
      status: 400, errors: { createdSinc: [/Did you mean createdSince/] }
    })
  })

  await t.test('by a cursor, behind which nothing moves when new tasks come', async t => {
    const first = await ask('PageSize=4')
    t.same(ids(first), [10, 9, 8, 7])
    await records.query(
      `insert into task (provider_id, id, kind, partition_key, step, input, caller)
        values (1, 'tst_11', 'kind', 'one', 'step', '{}', 'somebody')`
    )
    const second = await ask(`PageSize=4&cursor=${first.next}`)
    t.same(ids(second), [6, 5, 4, 3], 'the numbered page would begin with 7')
    const third = await ask(`PageSize=4&cursor=${second.next}`)
    t.same([ids(third), third.next], [[2, 1], undefined], 'the last page has no next')
    t.same(ids(await ask('sort=createTime&PageSize=3')), [1, 2, 3], 'the oldest first')
    t.match(await ask('cursor=x'), { status: 400, errors: { Cursor: [/next/] } })
  })

  await t.test('with the fields that are asked for, in every list', async t => {
    const { data, totalRecords } = await ask('fields=id,STATUS&PageSize=1')
    t.same([data, totalRecords], [[{ id: 'tst_11', status: 'InProgress' }], 11])
    t.match(await ask('fields=id,colour'), { status: 400, errors: { Fields: [/no field colour.*executionMessages/] } })
    const leads = await stack.call('GET', '/api/v3/oc/lead?fields=status')
    t.same(Object.keys(leads.body.data[0]), ['status'], 'of other things too')
  })
})
