import t from 'tap'
import { approval, isSamePerson } from '../../src/engine/approval.ts'
import { next, reject, wait } from '../../src/engine/define.ts'
import {
  decideTask, releaseTask, requestCancellation, type NewDecision
} from '../../src/engine/records/task-control.ts'
import { engineOf, kindOf, type Engine } from '../support/engine.ts'
import { until } from '../support/until.ts'

const key = { providerId: 1, id: 'tst_1' }
const parked = (engine: Engine): Promise<unknown> =>
  until('it is parked', async () => (await engine.row(key.id))?.state === 'parked')
const decide = (engine: Engine, verdict: NewDecision['verdict'], by = 'boss@org'): ReturnType<typeof decideTask> =>
  engine.db.transaction(trx => decideTask(trx, key, { verdict, by, reason: 'Why not.', ticketId: undefined }))
const eventsOf = async ({ db }: Engine): Promise<string[]> =>
  (await db.query<{ events: string[] }>({ text: 'select events from event order by sequence' }))
    .rows.flatMap(({ events }) => events)

/** Removes as many things as there are; more than five need an approval. */
const removing = (found: () => number, removed: number[]) => kindOf('remove', {
  remove: async ({ approved }) => {
    const count = found()
    if (count > 5 && count > (approved?.count ?? 0)) return approval({ what: `${count} would go.`, count })
    removed.push(count)
    return next()
  }
})

t.test('a step that asks for an approval runs again when somebody else has given it', async t => {
  const removed: number[] = []
  const engine = await engineOf(t, [removing(() => 9, removed)])
  await engine.start()
  await engine.add({ ...key, caller: 'asker@org' })
  await parked(engine)
  t.match(await engine.row(key.id), { asked: { what: '9 would go.', count: 9, since: String }, attempt: 0 })
  t.same(removed, [], 'nothing was done')
  t.equal(await decide(engine, 'approved', 'asker@org'), 'own', 'not by the one who asked')
  t.notOk(await releaseTask(engine.db, key), 'releasing is no way around it')
  t.equal(await decide(engine, 'approved'), 'decided')
  t.match(await engine.finished(key.id), {
    status: 'CompletedSuccess', asked: null,
    decision: { verdict: 'approved', by: 'boss@org', count: 9, what: '9 would go.', step: 'remove' },
    messages: [{ message: /^9 would go\. Another person/ }, { message: 'Approved by boss@org: Why not.' }]
  })
  t.same(removed, [9])
  t.same(await eventsOf(engine), ['accepted', 'started', 'awaiting_approval', 'approved', 'finished'])
  t.equal(await decide(engine, 'approved'), 'unfit', 'there is nothing to decide any more')
})

t.test('an approval is for what was asked: a step that finds more asks again', async t => {
  const removed: number[] = []
  let found = 9
  const engine = await engineOf(t, [removing(() => found, removed)])
  await engine.start()
  await engine.add(key)
  await parked(engine)
  found = 10
  await decide(engine, 'approved')
  const row = await until('it asks again, or does without', async () => {
    const { state, asked } = await engine.row(key.id)
    return (state === 'finished' || asked?.count === 10) && { state, asked }
  })
  t.match(row, { state: 'parked', asked: { count: 10 } }, 'it asks again')
  await decide(engine, 'approved')
  await engine.finished(key.id)
  t.same(removed, [10])
})

t.test('a refusal undoes the task, and says who refused and why', async t => {
  const undone: string[] = []
  const engine = await engineOf(t, [kindOf('work', {
    first: { run: async () => next(), undo: async () => { undone.push('first'); return next() } },
    second: async () => approval({ what: 'All would go.', count: 1 })
  })])
  await engine.start()
  await engine.add(key)
  await parked(engine)
  await decide(engine, 'refused')
  t.match(await engine.finished(key.id), {
    status: 'Failed', failure: { code: 'approval_refused', reason: 'Refused by boss@org: Why not.', step: 'second' }
  })
  t.same(undone, ['first'])
})

t.test('a task that waits for an approval can be canceled by who asked for it', async t => {
  const engine = await engineOf(t, [removing(() => 9, [])])
  await engine.start()
  await engine.add(key)
  await parked(engine)
  t.equal(await requestCancellation(engine.db, key), 'requested')
  t.match(await engine.finished(key.id), { status: 'Canceled', asked: null })
})

t.test('an approval says nothing about a later step', async t => {
  const engine = await engineOf(t, [kindOf('work', {
    one: async ({ approved }) => approved === undefined ? approval({ what: 'One.', count: 1 }) : next(),
    two: async ({ approved }) => approved === undefined ? approval({ what: 'Two.', count: 1 }) : next()
  })])
  await engine.start()
  await engine.add(key)
  await parked(engine)
  await decide(engine, 'approved')
  const row = await until('the second step asks, or does without', async () => {
    const { state, asked } = await engine.row(key.id)
    return (state === 'finished' || asked?.what === 'Two.') && { state, asked }
  })
  t.match(row, { state: 'parked', asked: { what: 'Two.' } }, 'the second step asks for itself')
  await decide(engine, 'approved')
  t.match(await engine.finished(key.id), { status: 'CompletedSuccess' })
})

t.test('what a person decides of a task whose step is gone parks it, and harms no other', async t => {
  const engine = await engineOf(t, [kindOf('work', { one: async () => next() })])
  await engine.start()
  await engine.add({ ...key, step: 'gone' })
  await parked(engine)
  await engine.db.query({ text: `update task set asked = '{"what": "Much.", "count": 9}' where id = 'tst_1'` })
  await decide(engine, 'refused')
  await until('it is parked again', async () => {
    const { state, asked } = await engine.row(key.id)
    return state === 'parked' && asked === null
  })
  await engine.add({ id: 'tst_2' })
  t.match(await engine.finished('tst_2'), { status: 'CompletedSuccess' }, 'the worker goes on')
})

t.test('a person closes a parked undo as it is', async t => {
  const engine = await engineOf(t, [kindOf('work', {
    one: { run: async () => next(), undo: async () => wait(1), undoFor: 0 },
    two: async () => reject('no', 'No.')
  })])
  await engine.start()
  await engine.add(key)
  await parked(engine)
  t.equal(await decide(engine, 'approved'), 'unfit', 'it asks for nothing')
  t.equal(await decide(engine, 'closed'), 'decided')
  t.match(await engine.finished(key.id), {
    status: 'Failed', failure: { code: 'undo_closed', reason: /step one .* Closed by boss@org: Why not\./ }
  })
})

t.test('a person is the same one behind another application', async t => {
  t.ok(isSamePerson('app@org', 'app@org'))
  t.ok(isSamePerson('app@org/ada', 'other@org/ada'))
  t.ok(isSamePerson('ada@org', 'other@org/ada'), 'a person that is registered itself')
  t.notOk(isSamePerson('app@org/ada', 'app@org/otto'), 'two persons behind one application')
  t.notOk(isSamePerson('app@org', 'app@org/ada'))
  t.notOk(isSamePerson('dialplane', 'app@org'))
})
