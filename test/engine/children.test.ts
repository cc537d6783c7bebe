import t from 'tap'
import { isOver, longLook, statusOf, stopped, type Children } from '../../src/engine/children.ts'
import { next, reject, wait, type Outcome } from '../../src/engine/define.ts'
import { ItemsHeld } from '../../src/engine/enqueue.ts'
import { sweep } from '../../src/engine/records/retention.ts'
import { requestCancellation } from '../../src/engine/records/task-control.ts'
import { recordsOfProvider } from '../../src/database/reach.ts'
import { itemsPage } from '../../src/tasks/records/task-items.ts'
import { engineOf, gate, kindOf, type Engine, type TestStep } from '../support/engine.ts'
import { until } from '../support/until.ts'

// A parent begins children, waits for them without a worker, and ends as they did.

type Kind = ReturnType<typeof kindOf>

const parent = { id: 'tst_parent' }

/** Waits until none of the children runs any more; gives up long before it would look by itself. */
const untilOver: TestStep = {
  name: '', message: '', giveUpAfter: 30,
  run: async ({ children }) => (await children.list()).every(isOver) ? next() : wait(3600)
}

const begin = (kind: Kind, keys: readonly string[], items: (key: string) => string[] = () => []) =>
  async (children: Children): Promise<void> => {
    for (const key of keys) await children.begin({ key, kind, input: {}, items: items(key) })
  }

/** A parent that begins children of a kind, waits for them, and takes back by stopping them. */
function parentOf (child: Kind, keys: readonly string[], items?: (key: string) => string[]): Kind {
  return {
    ...kindOf('parent', {
      begin: {
        async run ({ children }) {
          await begin(child, keys, items)(children)
          return next()
        },
        undo: async ({ children }) => await stopped(children) === undefined ? wait(longLook) : next()
      },
      await: untilOver,
      tell: async ({ children }): Promise<Outcome<object>> => {
        const status = statusOf(await children.list())
        return status === 'Failed' ? reject('children_failed', 'No child came to a good end.') : next({ status })
      }
    }),
    partitionKey: () => 'parents',
    conclude: ({ failure, progress }) => ({
      status: failure?.status ?? progress['status'] as 'CompletedSuccess', details: [], output: {}
    })
  }
}

const childrenOf = async ({ db }: Engine, id = parent.id): Promise<Array<{ id: string, child_key: string }>> =>
  (await db.query<{ id: string, child_key: string }>({
    text: 'select * from task where parent_id = $1 order by sequence', values: [id]
  })).rows

const waits = async (engine: Engine, id = parent.id): Promise<void> => {
  await until('the task waits', async () => (await engine.row(id))?.state === 'waiting')
}

t.test('a parent waits for its children without holding a worker, and goes on when the last one has ended', async t => {
  const ends = [gate(), gate()]
  const child = kindOf('child', { work: async ({ task }) => { await ends[task.itemCount]?.opened; return next() } })
  let looks = 0
  const kind = parentOf(child, ['a', 'b'], key => key === 'b' ? ['one'] : [])
  const counted = kind.steps.map(step => step.name !== 'await'
    ? step
    : {
        ...step,
        run: (context: Parameters<typeof step.run>[0]) => {
          looks += 1
          return step.run(context)
        }
      })
  const engine = await engineOf(t, [{ ...kind, steps: counted }, child])
  const worker = await engine.start()
  await engine.add(parent)
  await waits(engine)
  await until('the children run', () => worker.running() === 2)
  const [a] = await childrenOf(engine)
  t.match(await childrenOf(engine), [
    { child_key: 'a', parent_id: parent.id, caller: 'test', kind: 'child' }, { child_key: 'b' }
  ], 'its places are those of the children')
  ends[0]?.open()
  await engine.finished(a?.id ?? '')
  await waits(engine)
  t.equal(looks, 2, 'it has looked again because a child ended')
  ends[1]?.open()
  t.match(await engine.finished(parent.id), { status: 'CompletedSuccess' }, 'long before it would look by itself')
})

t.test('with one place in all, a parent and its children in one partition get through', async t => {
  const child = kindOf('child', { work: async () => next() })
  const engine = await engineOf(t, [{ ...parentOf(child, ['a', 'b', 'c']), partitionKey: () => 'one' }, child])
  await engine.start({ concurrency: 1 })
  await engine.add(parent)
  t.match(await engine.finished(parent.id), { status: 'CompletedSuccess' })
})

t.test('a child that ends while its parent is just looking makes it look again', async t => {
  const [looked, ended] = [gate(), gate()]
  const child = kindOf('child', { work: async () => { await looked.opened; return next() } })
  let looks = 0
  const engine = await engineOf(t, [kindOf('parent', {
    async begin ({ children }) {
      await begin(child, ['a'])(children)
      return next()
    },
    await: {
      giveUpAfter: 3600,
      async run ({ children }) {
        looks += 1
        const over = (await children.list()).every(isOver)
        if (looks === 1) {
          looked.open()
          await ended.opened
        }
        return over ? next() : wait(3600)
      }
    }
  }), child])
  await engine.start()
  await engine.add(parent)
  await until('the child is over', async () => (await childrenOf(engine)).length === 1 &&
    (await engine.row((await childrenOf(engine))[0]?.id ?? '')).state === 'finished')
  ended.open()
  const { state } = await until('the first look has ended', async () => {
    const row = await engine.row(parent.id)
    return (looks > 1 || row.state === 'waiting') && row
  })
  t.not(state, 'waiting', 'it does not sleep')
  t.match(await engine.finished(parent.id), { status: 'CompletedSuccess' })
  t.equal(looks, 2, 'its second look follows the first one')
})

t.test('a worker lost between beginning a child and saying so makes no second child', async t => {
  const [begun, lost] = [gate(), gate()]
  const child = kindOf('child', { work: async () => next() })
  let runs = 0
  const engine = await engineOf(t, [kindOf('parent', {
    async begin ({ children }) {
      runs += 1
      await begin(child, ['a', 'b'])(children)
      if (runs > 1) return next()
      begun.open()
      await lost.opened
      return next()
    },
    await: untilOver
  }), child])
  await engine.start()
  await engine.add(parent)
  await begun.opened
  await engine.takeAway(parent.id)
  t.match(await engine.finished(parent.id), { status: 'CompletedSuccess' })
  lost.open()
  t.same((await childrenOf(engine)).map(row => row.child_key), ['a', 'b'], 'each of them once')
  t.equal(runs, 2, 'although the step ran twice')
})

t.test('a worker that loses the parent while it begins a child begins none', async t => {
  const [begun, locked, tried] = [gate(), gate(), gate()]
  const child = kindOf('child', { work: async () => next() })
  let runs = 0
  const engine = await engineOf(t, [kindOf('parent', {
    async begin ({ children }) {
      runs += 1
      if (runs > 1) return next()
      begun.open()
      await locked.opened
      await begin(child, ['a'])(children).finally(tried.open)
      return next()
    }
  }), child])
  await engine.start()
  await engine.add(parent)
  await begun.opened
  await engine.db.transaction(async trx => {
    await trx.query({ text: 'select from task where id = $1 for update', values: [parent.id] })
    locked.open()
    await until('it waits for the row of the parent', async () => (await engine.db.query({
      text: `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%for no key update%'
        and datname = current_database()`
    })).rows.length > 0)
    await trx.query({
      text: 'update task set fencing_token = fencing_token + 1, claimed_by = null where id = $1', values: [parent.id]
    })
  })
  await tried.opened
  await engine.finished(parent.id)
  t.same(await childrenOf(engine), [])
})

t.test('a worker that lost the parent begins no child for it', async t => {
  const [begun, again, lost, tried] = [gate(), gate(), gate(), gate()]
  const child = kindOf('child', { work: async () => next() })
  let runs = 0
  const engine = await engineOf(t, [kindOf('parent', {
    async begin ({ children }) {
      runs += 1
      if (runs > 1) {
        again.open()
        await tried.opened
        return next()
      }
      begun.open()
      await lost.opened
      await begin(child, ['a'])(children).finally(tried.open)
      return next()
    }
  }), child])
  await engine.start()
  await engine.add(parent)
  await begun.opened
  await engine.takeAway(parent.id)
  await again.opened
  lost.open()
  await engine.finished(parent.id)
  t.same(await childrenOf(engine), [])
})

t.test('who cancels a parent cancels the tree, and the parent ends after its children', async t => {
  const undone: string[] = []
  const leaf = kindOf('leaf', {
    work: { giveUpAfter: 30, run: async () => wait(3600), undo: async () => { undone.push('leaf'); return next() } }
  })
  const branch = { ...parentOf(leaf, ['x']), name: 'branch' }
  const engine = await engineOf(t, [parentOf(branch, ['a']), branch, leaf])
  await engine.start()
  await engine.add(parent)
  await until('the leaf waits', async () =>
    (await engine.db.query({ text: `select from task where kind = 'leaf' and state = 'waiting'` })).rowCount === 1
  )
  await requestCancellation(engine.db, { providerId: 1, id: parent.id })
  t.match(await engine.finished(parent.id), { status: 'Canceled' })
  const { rows } = await engine.db.query({ text: 'select kind, status from task order by finished_at' })
  t.same(rows, [
    { kind: 'leaf', status: 'Canceled' }, { kind: 'branch', status: 'Canceled' },
    { kind: 'parent', status: 'Canceled' }
  ], 'the leaf first')
  t.same(undone, ['leaf'], 'what it did is taken back')
})

t.test('what finished children did is taken back by further children, each once', async t => {
  const child = kindOf('child', { work: async () => next() })
  const back = kindOf('back', { work: async () => next() })
  let undos = 0
  const engine = await engineOf(t, [kindOf('parent', {
    begin: {
      async run ({ children }) {
        await begin(child, ['a', 'b'])(children)
        return next()
      },
      async undo ({ children }) {
        undos += 1
        const done = await stopped(children, ({ key }) => !key.startsWith('undo '))
        if (done === undefined) return wait(longLook)
        await begin(back, done.map(({ key }) => `undo ${key}`))(children)
        return (await children.list()).every(isOver) ? next() : wait(longLook)
      }
    },
    await: untilOver,
    fail: async () => reject('no', 'It cannot be done.')
  }), child, back])
  await engine.start()
  await engine.add(parent)
  t.match(await engine.finished(parent.id), { status: 'Failed' })
  t.same((await childrenOf(engine)).map(row => row.child_key), ['a', 'b', 'undo a', 'undo b'])
  t.ok(undos > 1, 'it waited for those that take back')
})

t.test('a child whose items another task holds is refused, and nothing of it is made', async t => {
  const number = '+61395550000'
  const child = kindOf('child', { work: async () => next() })
  let refusal: unknown
  const engine = await engineOf(t, [kindOf('parent', {
    async begin ({ children }) {
      await begin(child, ['a'], () => [number])(children).catch((error: unknown) => { refusal = error })
      return next()
    }
  }), child])
  await engine.add({ id: 'tst_other', items: [number], kind: 'unknown' }, parent)
  await engine.start()
  t.match(await engine.finished(parent.id), { status: 'CompletedSuccess' }, 'the parent decides what that means')
  t.ok(refusal instanceof ItemsHeld, 'it was told')
  t.same(await childrenOf(engine), [])
})

t.test('a step that says it has no effects begins no child', async t => {
  const child = kindOf('child', { work: async () => next() })
  const engine = await engineOf(t, [kindOf('parent', {
    look: {
      effects: 'none', attempts: 1,
      async run ({ children }) {
        await begin(child, ['a'])(children)
        return next()
      }
    }
  }), child])
  await engine.start()
  await engine.add(parent)
  t.match(await engine.finished(parent.id), { status: 'Failed' })
  t.same(await childrenOf(engine), [])
})

t.test('a parent ends as its children did', async t => {
  const how = (...statuses: Array<'CompletedSuccess' | 'CompletedWithErrors' | 'Failed' | 'Canceled'>): string =>
    statusOf(statuses.map(status => ({ status })))
  t.equal(how('CompletedSuccess', 'CompletedSuccess'), 'CompletedSuccess', 'all well')
  t.equal(how('CompletedSuccess', 'Failed'), 'CompletedWithErrors', 'one badly')
  t.equal(how('Canceled', 'CompletedWithErrors'), 'CompletedWithErrors', 'one partly')
  t.equal(how('Failed', 'Canceled'), 'Failed', 'none well')
  t.equal(how(), 'CompletedSuccess', 'nothing to do is no failure')
})

t.test('the items of a tree are one list', async t => {
  const child = kindOf('child', { work: async () => next() })
  const engine = await engineOf(t, [parentOf(child, ['a', 'b'], key => [`${key}1`, `${key}2`]), child])
  await engine.start()
  await engine.add({ ...parent, items: ['own'] })
  await engine.finished(parent.id)
  const { total, data } = await itemsPage(recordsOfProvider(engine.db, 1), parent.id, {
    offset: 1, limit: 3, outcome: 'succeeded'
  })
  t.equal(total, 5, 'those of the parent and of its children')
  const [a, b] = await childrenOf(engine)
  t.same(
    data.map(({ number, taskId }) => [number, taskId]), [['a1', a?.id], ['a2', a?.id], ['b1', b?.id]],
    'in the order in which they began, each with its task'
  )
})

t.test('children are kept as long as their parent, and go with it', async t => {
  const leaf = kindOf('leaf', { work: async () => next() })
  const branch = { ...parentOf(leaf, ['x']), name: 'branch', retentionDays: 1 }
  const engine = await engineOf(t, [parentOf(branch, ['a']), branch, leaf])
  await engine.start()
  await engine.add(parent)
  await engine.finished(parent.id)
  const age = async (days: number, condition = ''): Promise<void> => {
    await engine.db.query({
      text: `update task set finished_at = now() - make_interval(days => $1) ${condition}`, values: [days]
    })
  }
  const policy = { taskDays: 30, eventDays: 30, idempotencyHours: 72 }
  await age(40, 'where parent_id is not null')
  t.equal(await sweep(engine.db, policy), 0, 'an old child waits for its parent')
  await age(40)
  await engine.db.query({ text: `update task set state = 'waiting' where kind = 'leaf'` })
  t.equal(await sweep(engine.db, policy), 0, 'a parent waits for whatever still runs below it')
  await engine.db.query({ text: `update task set state = 'finished' where kind = 'leaf'` })
  t.equal(await sweep(engine.db, policy), 3, 'the tree goes as a whole')
})
