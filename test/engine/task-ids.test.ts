import t from 'tap'
import { newTaskId } from '../../src/engine/enqueue.ts'

t.test('ids of tasks are UUIDs of version 7, all different and in the order of their time', async t => {
  const began = Date.now()
  const ids = Array.from({ length: 20_000 }, () => newTaskId('wup'))
  const ended = Date.now()
  t.same(
    ids.filter(id => !/^wup_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)), [],
    'each id is a UUID of version 7'
  )
  t.equal(new Set(ids).size, ids.length, 'no id stands twice')
  const times = ids.map(id => Number.parseInt(id.slice(4, 17).replace('-', ''), 16))
  t.same(times, times.toSorted((a, b) => a - b), 'the times are in order')
  t.ok((times[0] ?? 0) >= began && (times.at(-1) ?? Infinity) <= ended, 'the times are those of the test')
  for (const place of [19, 24, 30, 39]) t.equal(new Set(ids.map(id => id[place])).size, 16, `digit ${place} is random`)
})
