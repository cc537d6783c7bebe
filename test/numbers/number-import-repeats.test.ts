import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { startStack, tenants } from '../support/stack.ts'
import { imported, numberFile } from '../support/files.ts'
import { australianNumbers } from '../support/uploads.ts'

t.test('a number that a file holds several times is uploaded once', async t => {
  const stack = await startStack(t)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await stack.startApi()
  await stack.startWorker()
  const bad = { msTenantId: tenants.unlicensed }

  await t.test('the first row that nothing else speaks against uploads the number', async t => {
    const [one = '', other = ''] = australianNumbers(64001, 2)
    const { task, rows } = await imported(
      stack,
      numberFile([
        { telephoneNumber: one, ...bad }, { telephoneNumber: one }, { telephoneNumber: other },
        { telephoneNumber: one }, { telephoneNumber: other, ...bad }, { telephoneNumber: one, usage: 'Fax' }
      ])
    )
    t.match(task, { status: 'CompletedWithErrors', outputData: { SucceededCount: 2, FailedCount: 4 } })
    t.match(rows, [
      { result: 'failed', errorCode: 'row_refused', errorColumn: 'msTenantId' },
      { result: 'succeeded', error: '' },
      { result: 'succeeded', error: '' },
      {
        result: 'failed', errorCode: 'number_repeated', errorColumn: 'telephoneNumber',
        error: `${one} is on line 3 already.`, taskId: ''
      },
      { result: 'failed', errorCode: 'row_refused', errorColumn: 'msTenantId' },
      { result: 'failed', errorCode: 'row_invalid', errorColumn: 'usage' }
    ])
  })

  await t.test('a number is uploaded once if any of its rows is good, whatever their order', async () => {
    let first = 65_000
    const row = fc.record({
      number: fc.integer({ min: 0, max: 19 }), fault: fc.constantFrom({}, {}, bad, { usage: 'Fax' })
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 40, maxLength: 80 }), async given => {
        const numbers = australianNumbers(first += 20, 20)
        const { rows } = await imported(
          stack, numberFile(given.map(({ number, fault }) => ({ telephoneNumber: numbers[number] ?? '', ...fault })))
        )
        const taken = new Map<number, number>()
        const expected = given.map(({ number, fault }, index) => {
          if (Object.keys(fault).length > 0) return 'usage' in fault ? 'row_invalid' : 'row_refused'
          if (taken.has(number)) return `'${numbers[number]} is on line ${taken.get(number)} already.`
          taken.set(number, index + 2)
          return ''
        })
        assert.deepEqual(
          rows.map(({ errorCode, error }) => errorCode === 'number_repeated' ? error : errorCode), expected
        )
      }),
      { numRuns: 4, endOnFailure: true }
    )
  })
})
