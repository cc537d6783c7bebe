import { pino } from 'pino'
import t from 'tap'
import { claimTasks, type ClaimedTask } from '../../src/engine/records/claims.ts'
import { connect, type Queryable } from '../../src/database/connect.ts'
import { insertTasks } from '../../src/engine/records/enqueue.ts'
import { writeJournal, type JournalEntry } from '../../src/engine/records/journal.ts'
import { heartbeat, endWorkers, registerWorker, returnOrphans, retireWorker } from '../../src/engine/records/workers.ts'
import { createDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'

t.test('a journal entry that was made under a lost claim changes nothing', async t => {
  const db = connect((await createDatabase(t)).url, 2, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await insertTasks(db, [{
    id: 'wup_1', providerId: 1, kind: 'bench', step: 'first', input: {}, items: [], partitionKey: '1', caller: 'test'
  }])
  const register = (processId: number): Promise<number> =>
    registerWorker(db, { host: 'here', boot: 'now', processId, version: 'test' })
  const claim = async (worker: number): Promise<number> =>
    (await claimTasks(db, worker, 1, '', { busy: new Map(), most: 1 }, ['bench']))[0]?.fencingToken ?? 0
  const task = async (): Promise<unknown> => (await db.query({ text: 'select * from task' })).rows
  const entry = (fencingToken: number, state: JournalEntry['state']): JournalEntry => ({
    providerId: 1, id: 'wup_1', fencingToken, state, seconds: 0,
    status: state === 'finished' ? 'CompletedSuccess' : 'InProgress', step: 'second', direction: 'forward',
    failure: null, attempt: 0, entered: true, progress: '{"late":true}', messages: null, details: null, output: null,
    event: null, asked: null, defaultResult: null
  })
  const refuses = async (what: string, worker: number, fencingToken: number): Promise<void> => {
    const before = await task()
    for (const state of ['claimed', 'waiting', 'finished'] as const) {
      t.match(await writeJournal(db, worker, [entry(fencingToken, state)]), [{ held: false }], `${what}: ${state}`)
      t.same(await task(), before, 'and the task is as it was')
    }
  }

  const first = await register(1)
  const second = await register(2)
  const old = await claim(first)
  await endWorkers(db, [first])
  await returnOrphans(db, 5)
  await refuses('it was taken away and nobody has it', first, old)
  const fencingToken = await claim(second)
  await refuses('another worker has it', first, old)
  await refuses('the worker itself has it, under a later claim', second, old)
  t.match(
    await writeJournal(db, second, [entry(fencingToken, 'claimed')]), [{ held: true }], 'the one that holds it writes'
  )
})

t.test('the end of a task closes its items in the same statement, and no items of other tasks', async t => {
  const worked = await Promise.all([4, 1].map(async together => {
    const db = connect((await createDatabase(t)).url, 2, pino({ level: 'silent' }))
    t.teardown(() => db.close())
    const worker = await registerWorker(db, { host: 'here', boot: 'now', processId: 1, version: 'test' })
    const ids = [1, 2, 3, 4]
    await insertTasks(
      db,
      ids.map(task => ({
        id: `wup_${task}`, providerId: 1, kind: 'bench', step: 'first', input: {},
        items: [`+6139500000${task}`, `+6139600000${task}`], partitionKey: '1', caller: 'test'
      }))
    )
    t.equal(
      (await claimTasks(db, worker, 4, '', { busy: new Map(), most: 4 }, ['bench'])).length, 4,
      'all four tasks are claimed'
    )
    await db.query({
      text:
        `update task_item set outcome = 'failed', step = 'confirm', error_code = 'lost', error = 'It was lost.'
          where key = '+61396000001'`
    })
    const succeeded: JournalEntry['defaultResult'] = {
      outcome: 'succeeded', step: 'last', errorCode: null, error: null
    }
    const defaultResults = [
      succeeded, { outcome: 'failed', step: 'first', errorCode: 'gave_up', error: 'Gave up.' } as const, succeeded, null
    ]
    const entries = ids.map((task, index): JournalEntry => ({
      providerId: 1, id: `wup_${task}`, fencingToken: task === 3 ? 7 : 1, state: 'finished', seconds: 0,
      status: 'CompletedSuccess', step: 'last', direction: 'forward', failure: null, attempt: 0, entered: false,
      progress: null, messages: null, details: null, output: null, event: null, asked: null,
      defaultResult: defaultResults[index] ?? null
    }))
    const held: boolean[] = []
    for (let from = 0; from < entries.length; from += together) {
      held.push(
        ...(await writeJournal(db, worker, entries.slice(from, from + together))).map(journaled => journaled.held)
      )
    }
    t.same(held, [true, true, false, true], 'only the entry with an old fencing token is not written')
    return (await db.query({
      text: 'select task_id, key, active, outcome, step, error_code, error from task_item order by key'
    })).rows.map(row => Object.values(row).join(' '))
  }))
  const expected = [
    'wup_1 +61395000001 false succeeded last  ',
    'wup_2 +61395000002 false failed first gave_up Gave up.',
    'wup_3 +61395000003 true pending   ',
    'wup_4 +61395000004 true pending   ',
    'wup_1 +61396000001 false failed confirm lost It was lost.',
    'wup_2 +61396000002 false failed first gave_up Gave up.',
    'wup_3 +61396000003 true pending   ',
    'wup_4 +61396000004 true pending   '
  ]
  t.same(worked, [expected, expected], 'together, and one by one')
})

t.test('a waiting step does not sleep through a cancellation that came while it ran', async t => {
  const db = connect((await createDatabase(t)).url, 2, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await insertTasks(db, [{
    id: 'wup_1', providerId: 1, kind: 'bench', step: 'first', input: {}, items: [], partitionKey: '1', caller: 'test'
  }])
  const worker = await registerWorker(db, { host: 'here', boot: 'now', processId: 1, version: 'test' })
  const write = async (direction: string): Promise<unknown> => {
    const [task] = await claimTasks(db, worker, 1, '', { busy: new Map(), most: 1 }, ['bench'])
    await db.query({ text: 'update task set cancellation_requested = true' })
    await writeJournal(db, worker, [{
      providerId: 1, id: 'wup_1', fencingToken: task?.fencingToken ?? 0, state: 'waiting', seconds: 3600,
      status: 'InProgress',
      step: 'first', direction, failure: null, attempt: 0, entered: false, progress: null, messages: null,
      details: null, output: null, event: null, asked: null, defaultResult: null
    }])
    return (await db.query({ text: 'select state, claimed_by from task' })).rows
  }
  t.same(await write('forward'), [{ state: 'ready', claimed_by: null }], 'it is carried on at once')
  t.same(await write('undo'), [{ state: 'waiting', claimed_by: null }], 'but what is taken back already may wait')
})

t.test('everything that an ended worker held is given back', async t => {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  const first = await registerWorker(db, { host: 'here', boot: 'now', processId: 1, version: 'test' })
  const other = await registerWorker(db, { host: 'here', boot: 'now', processId: 2, version: 'test' })
  const insert = (id: string): Promise<unknown> =>
    insertTasks(db, [{
      id, providerId: 1, kind: 'bench', step: 'first', input: {}, items: [], partitionKey: '1', caller: 'test'
    }])
  const claim = (trx: Queryable, worker: number): Promise<ClaimedTask[]> =>
    claimTasks(trx, worker, 5, '', { busy: new Map(), most: 5 }, ['bench'])
  const holders = async (): Promise<unknown> =>
    (await db.query({ text: 'select id, state, claimed_by, crashes from task order by id' })).rows
  await insert('wup_1')

  await t.test('a task that the worker is just claiming is given back too, because the worker ends after ' +
    'that', async t => {
    const claiming = gate()
    const ending = db.transaction(async trx => {
      t.equal((await claim(trx, first)).length, 1, 'the task is claimed')
      claiming.open()
      await waitsForLock(db)
    })
    await claiming.opened
    await endWorkers(db, [first])
    await ending
    t.equal(await returnOrphans(db, 5), 1, 'one task is given back')
    t.same(
      await holders(), [{ id: 'wup_1', state: 'ready', claimed_by: null, crashes: 1 }],
      'the task is ready and has one crash more'
    )
    t.same(await claim(db, first), [], 'and it claims nothing any more')
    t.match(
      await heartbeat(db, other, 60, true), { alive: true, ready: true, orphans: false },
      'a worker is told that a task is ready'
    )
  })

  await t.test('a task that somebody is just writing to is given back by the next look', async t => {
    t.equal((await claim(db, other)).length, 1, 'the task is claimed')
    const third = await registerWorker(db, { host: 'here', boot: 'now', processId: 3, version: 'test' })
    await db.transaction(async trx => {
      await trx.query({ text: 'update task set cancellation_requested = true' })
      await endWorkers(db, [other])
      t.equal(await returnOrphans(db, 5), 0, 'the locked task is passed over')
      t.match(
        await heartbeat(db, third, 60, true), { ready: false, orphans: true },
        'the heartbeat says that tasks of ended workers are left'
      )
    })
    t.equal(await returnOrphans(db, 5), 1, 'the task is given back when it is free')
    t.match(await heartbeat(db, third, 60, true), { ready: true, orphans: false }, 'no task of an ended worker is left')
  })

  await t.test('a worker that stops hands its tasks back without counting a crash', async t => {
    await db.query({ text: 'update task set crashes = 0' })
    const fourth = await registerWorker(db, { host: 'here', boot: 'now', processId: 4, version: 'test' })
    t.equal((await claim(db, fourth)).length, 1, 'the task is claimed')
    await retireWorker(db, fourth)
    t.same(
      await holders(), [{ id: 'wup_1', state: 'ready', claimed_by: null, crashes: 0 }],
      'the task is ready and has no crash'
    )
    t.match(
      await db.query({
        text: 'select from worker where id = $1 and ended_at is not null and returned_at is not null', values: [fourth]
      }),
      { rowCount: 1 }, 'the worker has ended and given back'
    )
  })
})

function gate (): { open: () => void, opened: Promise<void> } {
  let open = (): void => {}
  const opened = new Promise<void>(resolve => { open = resolve })
  return { open, opened }
}

async function waitsForLock (db: Queryable): Promise<void> {
  await until('somebody waits for a lock', async () =>
    (await db.query({
      text: "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    })).rowCount !== 0
  )
}
