import t from 'tap'
import { SharedReads } from '../../src/upstreams/guarded/shared-reads.ts'

t.test('whoever asks gets a reading that began after the question, and those who wait share one', async t => {
  const reads = new SharedReads<number>()
  const ends: Array<(value: number | Error) => void> = []
  const look = (): Promise<number> => new Promise((resolve, reject) => {
    ends.push(value => { if (value instanceof Error) reject(value); else resolve(value) })
  })
  const first = reads.read('a', look)
  const [second, third] = [reads.read('a', look), reads.read('a', look)]
  const other = reads.read('b', look)
  t.equal(ends.length, 2, 'one reading of each thing is under way')
  ends[1]?.(9)
  t.equal(await other, 9, 'another thing waits for nobody')
  ends[0]?.(1)
  t.equal(await first, 1, 'the first question is answered')
  await new Promise(setImmediate)
  t.equal(ends.length, 3, 'those who waited share the next one')
  const fourth = reads.read('a', look)
  ends[2]?.(new Error('away'))
  await t.rejects(second, { message: 'away' })
  await t.rejects(third, { message: 'away' })
  await new Promise(setImmediate)
  ends[3]?.(4)
  t.equal(await fourth, 4, 'a reading that fails is not kept')
  const fifth = reads.read('a', look)
  t.equal(ends.length, 5, 'and nothing is remembered of one that is over')
  ends[4]?.(5)
  t.equal(await fifth, 5, 'it is read anew')
})
