import t from 'tap'
import { next } from '../../src/engine/define.ts'
import { engineOf, gate, kindOf } from '../support/engine.ts'
import { until } from '../support/until.ts'

t.test('tasks of one partition begin in the order in which they came, also when they are claimed together', async t => {
  const begun: string[] = []
  const engine = await engineOf(t, [kindOf('work', {
    async one ({ task }) {
      begun.push(task.id)
      return next()
    }
  })])
  const ids = Array.from({ length: 8 }, (_, index) => `tst_${(index * 3) % 8}`) // in no order of their names
  for (const id of ids) await engine.add({ id })
  // Rewritten in the opposite order, so that they do not lie in the order in which they came.
  for (const id of ids.toReversed()) {
    await engine.db.query({ text: "update task set trace_id = 'x' where id = $1", values: [id] })
  }
  await engine.start()
  for (const id of ids) await engine.finished(id)
  t.same(begun, ids)
})

t.test('one partition takes four fifths of the places of a worker at most, so that the next one finds one', async t => {
  const ends = gate()
  const begun: string[] = []
  const engine = await engineOf(t, [kindOf('work', {
    async one ({ task }) {
      begun.push(task.id)
      if (task.id.startsWith('stuck')) await ends.opened
      return next()
    }
  })])
  await engine.add(...Array.from({ length: 20 }, (_, index) => ({ id: `stuck_${index}` })))
  const worker = await engine.start({ concurrency: 10 })
  const stuck = (): number => begun.filter(id => id.startsWith('stuck')).length
  await until('it is so', async () => stuck() >= 8)
  await engine.add({ id: 'other', partitionKey: 'other' })
  worker.wake()
  await until('it is so', async () => stuck() === 10 || begun.includes('other'))
  t.same([stuck(), begun.includes('other')], [8, true])
  ends.open()
})

t.test('tasks whose worker died run one at a time, each marked so that it is the one to blame', async t => {
  let running = 0
  const seen: Array<{ running: number, poisonSuspects: string[] }> = []
  const engine = await engineOf(t, [kindOf('work', {
    async one ({ db }) {
      running += 1
      const { rows } = await db.query<{ id: string }>({ text: 'select id from task where poison_suspect' })
      seen.push({ running, poisonSuspects: rows.map(row => row.id) })
      running -= 1
      return next()
    }
  })])
  const suspects = ['tst_1', 'tst_2', 'tst_3']
  await engine.add(...suspects.map(id => ({ id })))
  await engine.db.query({ text: 'update task set crashes = 1' })
  await engine.start()
  for (const id of suspects) await engine.finished(id)
  t.same(seen, suspects.map(id => ({ running: 1, poisonSuspects: [id] })))
})

t.test('a suspect that only waits for somebody keeps the others from running for a second, and no longer', async t => {
  const ends = gate()
  const begun: number[] = []
  const engine = await engineOf(t, [kindOf('work', {
    async one ({ task }) {
      begun.push(performance.now())
      if (task.id === 'tst_slow') await ends.opened
      return next()
    }
  })])
  await engine.add({ id: 'tst_slow' }, { id: 'tst_quick' })
  await engine.db.query({ text: 'update task set crashes = 1' })
  await engine.start()
  t.match(await engine.finished('tst_quick'), { status: 'CompletedSuccess' })
  t.match(await engine.row('tst_slow'), { state: 'ready' })
  const [slow = 0, quick = 0] = begun
  t.ok(quick - slow > 500, 'the second one begins when the first one has had its time')
  ends.open()
})

t.test('a task that was taken from its worker before it ran is not run by it', async t => {
  const ran: string[] = []
  const [begun, ends] = [gate(), gate()]
  const engine = await engineOf(t, [kindOf('work', {
    async one ({ task }) {
      ran.push(task.id)
      begun.open()
      await ends.opened
      return next()
    }
  })])
  await engine.add({ id: 'tst_1' }, { id: 'tst_2' })
  await engine.db.query({ text: 'update task set crashes = 1' })
  const worker = await engine.start()
  await begun.opened // the other suspect waits behind it
  await engine.db.query({ text: "update task set state = 'parked', claimed_by = null where id = 'tst_2'" })
  ends.open()
  await until('it is so', async () => worker.running() === 0)
  t.same(ran, ['tst_1'])
})
