import { Type } from '@sinclair/typebox'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { DatabaseClock } from '../../src/database/clock.ts'
import { connect, type Database } from '../../src/database/connect.ts'
import { kindsWith, next, reject, wait, type AnyTaskKind, type Outcome } from '../../src/engine/define.ts'
import { ItemsHeld, newTaskId, openQueue } from '../../src/engine/enqueue.ts'
import { requestCancellation } from '../../src/engine/records/task-control.ts'
import { insertTasks } from '../../src/engine/records/enqueue.ts'
import { EngineContext } from '../../src/engine/step-context.ts'
import type { WorkerDependencies } from '../../src/engine/worker-dependencies.ts'
import { openUpstreams } from '../../src/engine/upstreams.ts'
import { startWorker } from '../../src/engine/worker.ts'
import { UpstreamFault } from '../../src/problems.ts'
import { createDatabase } from '../support/database.ts'

const log = pino({ level: 'silent' })

interface Move { taskId: string, event: string, step: string }

/** What the log tells of tasks, in the order in which it was written, with or without places. */
async function moves (db: Database): Promise<Move[]> {
  const { rows } = await db.query<Move>({
    text: `select e."taskId", e.event, e.step from event o cross join lateral
        unnest(o.task_ids, o.events, o.steps) with ordinality as e ("taskId", event, step, place)
      order by o.sequence, e.place`
  })
  return rows
}

interface Line { name: string, effects?: 'none', outcomes: Array<() => Outcome<object>>, undo?: boolean }

/** A kind whose steps come to these outcomes, one after another. */
function kindOf (name: string, lines: Line[]): AnyTaskKind {
  return kindsWith<object>()({
    name,
    idPrefix: 'tst',
    requiredScope: 'provider', partitionKey: () => 'one',
    title: 'Test',
    input: Type.Object({}),
    progress: Type.Object({ seen: Type.Integer() }),
    steps: lines.map(({ name, effects, outcomes, undo }) => ({
      name,
      message: name,
      attempts: 3,
      ...(effects !== undefined && { effects }),
      run: async context => {
        context.say('Information', `${name} runs`)
        const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0]
        return outcome?.() as ReturnType<typeof next> ?? next()
      },
      ...(undo === true && { undo: async () => next() })
    })),
    conclude: ({ failure }) => ({ status: failure?.status ?? 'CompletedSuccess', details: [], output: {} })
  })
}

function dependenciesOf (db: Database): WorkerDependencies {
  const clock = new DatabaseClock()
  const resources = { db, now: clock.now }
  return {
    db, clock, upstreams: openUpstreams(db, () => 0), openContext: execution => new EngineContext(execution, resources)
  }
}

async function openDatabase (t: Test): Promise<{ db: Database, url: string }> {
  const { url } = await createDatabase(t)
  const db = connect(url, 6, log)
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })
  return { db, url }
}

/** Runs one task of a kind to its end; answers what the outbox and the row tell of it. */
async function story (
  t: Test, kind: AnyTaskKind, canceled = false
): Promise<{ events: string[], messages: string[], writes: number }> {
  const { db, url } = await openDatabase(t)
  const { taskId } = await openQueue(db).enqueue({
    kind: { ...kind, inputType: {} }, input: {}, providerId: 1, caller: 'test'
  })
  if (canceled) await requestCancellation(db, { providerId: 1, id: taskId })
  let writes = 0
  const watched: Database = {
    ...db,
    query: statement => {
      if (statement.name?.startsWith('write-journal') === true) writes += 1
      return db.query(statement)
    }
  }
  const worker = startWorker([kind], () => dependenciesOf(watched), log, {
    databaseUrl: url, version: 'test', concurrency: 4, leaseSeconds: 5, shutdownSeconds: 1, crashLimit: 2
  })
  try {
    for (;;) {
      const { rows: [row] } = await db.query<{ messages: Array<{ message: string }> }>({
        text: `select messages from task where id = $1 and state in ('finished', 'parked')`, values: [taskId]
      })
      if (row !== undefined) {
        const events = await moves(db)
        t.same([...new Set(events.map(event => event.taskId))], [taskId], 'the outbox tells of this task only')
        return {
          events: events.map(({ event, step }) => `${event} ${step}`),
          messages: row.messages.map(({ message }) => message), writes
        }
      }
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  } finally {
    await worker.stop()
  }
}

t.test('the outbox tells what happens to a task, in the statement that makes it happen', async t => {
  await t.test('a task that runs through is accepted, started and finished', async t => {
    const { events } = await story(t, kindOf('through', [
      { name: 'one', outcomes: [() => next()] }, { name: 'two', outcomes: [() => next()] }
    ]))
    t.same(events, ['accepted one', 'started one', 'finished two'], 'its way from step to step is not told')
  })

  await t.test('a task that waits and is tried again says so each time', async t => {
    const { events } = await story(t, kindOf('patient', [{
      name: 'one',
      outcomes: [
        () => wait(0.01),
        () => { throw new UpstreamFault('Microsoft', 'busy', 'Microsoft is busy.', { retryAfterSeconds: 0.01 }) },
        () => next()
      ]
    }]))
    t.same(events, ['accepted one', 'started one', 'waiting one', 'retried one', 'finished one'])
  })

  await t.test('a task that fails is undone before it is finished', async t => {
    const { events } = await story(t, kindOf('failing', [
      { name: 'one', outcomes: [() => next()], undo: true },
      { name: 'two', outcomes: [() => reject('no', 'It cannot be done.')] }
    ]))
    t.same(events, ['accepted one', 'started one', 'undone one', 'finished one'])
  })

  await t.test('a task that is canceled before it starts is finished', async t => {
    const { events } = await story(t, kindOf('canceled', [{ name: 'one', outcomes: [() => next()] }]), true)
    t.same(events, ['accepted one', 'started one', 'finished one'])
  })

  await t.test('a task that does not fit its kind is parked', async t => {
    const kind = kindOf('strict', [{ name: 'one', outcomes: [() => next()] }])
    const { events } = await story(t, { ...kind, input: Type.Object({ needed: Type.String() }) })
    t.same(events, ['accepted one', 'started one', 'parked one'])
  })
})

t.test('a statement that accepts no task tells of none', async t => {
  const { db } = await openDatabase(t)
  const kind = kindOf('held', [{ name: 'one', outcomes: [() => next()] }])
  const order = {
    kind: { ...kind, inputType: {} }, input: {}, providerId: 1, caller: 'test', items: ['+61395550000']
  }
  await openQueue(db).enqueue(order)
  await t.rejects(openQueue(db).enqueue(order), ItemsHeld, 'the number belongs to the first task')
  t.equal((await moves(db)).length, 1, 'only the accepted task is told of')
})

t.test('one row of the log tells of all tasks of a statement', async t => {
  const { db } = await openDatabase(t)
  await insertTasks(db, Array.from({ length: 1500 }, (_, index) => ({
    providerId: 1, id: newTaskId('tst'), kind: 'many', partitionKey: `${index % 7}`, step: 'one', input: {}, items: [],
    caller: 'test'
  })))
  const events = await moves(db)
  t.equal(new Set(events.map(event => event.taskId)).size, 1500, 'each task is told of')
})

t.test('steps without effects are written with the next durable write', async t => {
  await t.test('their messages and progress are kept, in order', async t => {
    const { messages, events, writes } = await story(t, kindOf('reading', [
      { name: 'look', effects: 'none', outcomes: [() => next({ seen: 1 })] },
      { name: 'compute', effects: 'none', outcomes: [() => next({ seen: 2 })] },
      { name: 'act', outcomes: [() => next()] },
      { name: 'complete', outcomes: [() => next()] }
    ]))
    t.same(messages, ['look runs', 'compute runs', 'act runs', 'complete runs'], 'nothing that they said is lost')
    t.same(events, ['accepted look', 'started look', 'finished complete'], 'the outbox is as without them')
    t.equal(writes, 2, 'two of four steps cost a write')
  })

  await t.test('a step that says it has no effects and has one fails', async t => {
    const { messages } = await story(t, kindOf('lying', [
      { name: 'look', effects: 'none', outcomes: [() => next({}, async () => {})] }
    ]))
    t.ok(messages.at(-1)?.includes('Step look failed unexpectedly'), `the task says so: ${messages.join(' ')}`)
  })

  await t.test('a kind cannot give such a step an undo', async t => {
    t.throws(
      () => kindOf('odd', [{ name: 'look', effects: 'none', outcomes: [() => next()], undo: true }]),
      { message: /nothing to undo/ }, 'it is refused where it is defined'
    )
  })
})
