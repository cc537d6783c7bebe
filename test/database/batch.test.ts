import t from 'tap'
import { batch } from '../../src/database/batch.ts'

t.test('calls that arrive while a batch is running go together in the next one, and each gets its own ' +
  'result', async t => {
  const batches: number[][] = []
  const first = gate()
  const double = batch<number, number>(async batch => {
    batches.push([...batch])
    if (batches.length === 1) await first.opened
    return batch.map(input => input * 2)
  }, { maxConcurrent: 1 })
  const one = double(1)
  await turn()
  const others = [double(2), double(3)]
  first.open()
  t.same(await Promise.all([one, ...others]), [2, 4, 6], 'each call has its own result')
  t.same(batches, [[1], [2, 3]], 'the calls that had to wait went in one batch')
})

t.test('a call that is refused fails alone, and the others of its batch succeed', async t => {
  const run = batch<string, string>(async batch => {
    if (batch.includes('bad')) throw new Error('refused')
    return batch
  }, { maxConcurrent: 1, divisible: () => true })
  const results = await Promise.allSettled(['a', 'bad', 'b', 'c'].map(run))
  t.same(
    results.map(result => result.status), ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    'only the bad call is rejected'
  )
})

t.test('a slow batch does not keep the next one waiting, and several slow ones keep the rest waiting', async t => {
  const blocked = gate()
  const begun: string[] = []
  const run = batch<string, string>(async batch => {
    begun.push(batch.join(' '))
    if (batch.some(input => input.startsWith('slow'))) await blocked.opened
    return batch
  }, { maxConcurrent: 1, maxSize: 1, maxWaitMs: 1 })
  const slow = run('slow 1')
  t.equal(await run('quick'), 'quick', 'it went on while the slow one was under way')
  const more = ['slow 2', 'slow 3', 'slow 4', 'last'].map(run)
  while (begun.length < 5) await turn()
  blocked.open()
  t.same(
    await Promise.all([slow, ...more]), ['slow 1', 'slow 2', 'slow 3', 'slow 4', 'last'], 'each call has its own result'
  )
  t.same(
    begun, ['slow 1', 'quick', 'slow 2', 'slow 3', 'slow 4', 'last'], 'the batches began in the order of the calls'
  )
})

t.test('a batch that became impatient when the limit was reached makes room when another one ends', async t => {
  const gates = new Map([1, 2, 3, 4].map(input => [input, gate()]))
  const begun: number[] = []
  const run = batch<number, number>(async batch => {
    begun.push(...batch)
    await gates.get(batch[0] ?? 0)?.opened
    return batch
  }, { maxConcurrent: 1, maxSize: 1, maxWaitMs: 1 })
  const calls = [1, 2, 3, 4, 5].map(run)
  while (begun.length < 4) await turn()
  // Timers of one length end in the order of their start: the fourth has become impatient by then, too.
  await new Promise(resolve => setTimeout(resolve, 1))
  t.same(begun, [1, 2, 3, 4], 'no more than four batches run')
  gates.get(2)?.open()
  t.equal(await calls[4], 5, 'the fifth call goes on when one of them has ended')
  for (const { open } of gates.values()) open()
  t.same(await Promise.all(calls), [1, 2, 3, 4, 5], 'each call has its own result')
})

t.test('a batch that has made room once does not take the turn of one that has not', async t => {
  const gates = new Map(['a0 a1', 'a0', 'b0 b1', 'c0 c1', 'd0 d1 d2 d3', 'd0 d1'].map(batch => [batch, gate()]))
  const refused = ['a0 a1 a2 a3', 'a0 a1', 'b0 b1 b2 b3', 'c0 c1 c2 c3', 'd0 d1 d2 d3']
  const begun: string[] = []
  const run = batch<string, string>(async inputs => {
    const batch = inputs.join(' ')
    begun.push(batch)
    await gates.get(batch)?.opened
    if (refused.includes(batch)) throw new Error('to be tried in parts')
    return inputs
  }, { maxConcurrent: 1, maxSize: 4, divisible: () => true })
  const begins = async (batch: string): Promise<void> => { while (!begun.includes(batch)) await turn() }
  const calls: Array<Promise<string>> = []
  for (const [name, reaches] of [['a', 'a0 a1'], ['b', 'b0 b1'], ['c', 'c0 c1'], ['d', 'd0 d1 d2 d3']] as const) {
    calls.push(...[0, 1, 2, 3].map(index => run(`${name}${index}`)))
    await begins(reaches)
  }
  const last = run('last') // four are under way, and of them only `d` has not made room
  gates.get('a0 a1')?.open()
  await begins('a0')
  gates.get('d0 d1 d2 d3')?.open()
  await begins('d0 d1')
  t.notOk(begun.includes('last'), 'the last call waits for a batch that has not made room')
  gates.get('b0 b1')?.open()
  t.equal(await last, 'last', 'when one has ended')
  for (const { open } of gates.values()) open()
  t.equal((await Promise.all(calls)).length, 16, 'all other calls end')
})

function gate (): { open: () => void, opened: Promise<void> } {
  let open = (): void => {}
  const opened = new Promise<void>(resolve => { open = resolve })
  return { open, opened }
}

function turn (): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
