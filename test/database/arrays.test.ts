import fc from 'fast-check'
import { pino } from 'pino'
import t from 'tap'
import { array, bigint, bool, float8, int, text, type Element } from '../../src/database/arrays.ts'
import { connect } from '../../src/database/connect.ts'
import { createDatabase } from '../support/database.ts'

const nothing = null
const withNulls = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Array<Value | null>> =>
  fc.array(fc.oneof({ weight: 5, arbitrary: values }, fc.constant(nothing)), { maxLength: 40 })
/** PostgreSQL keeps no NUL in a text, and no half of a surrogate pair. */
const words = fc.string({ unit: 'grapheme' }).map(word => word.replaceAll('\0', ''))

t.test('PostgreSQL reads an array as it was given, nulls, quotes, braces and every other sign included', async t => {
  const db = connect((await createDatabase(t)).url, 2, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  const reads = <Value>(element: Element<Value>, type: string, values: fc.Arbitrary<Value>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(withNulls(values), async given => {
        const { rows: [row] } = await db.query<{ read: Array<Value | null> }>({
          text: `select $1::${type}[] as read`, values: [array(element, given)]
        })
        t.same(row?.read, given, 'the array reads back as it was given')
      }),
      { numRuns: 60 }
    )
  await reads(int, 'int', fc.integer())
  await reads(bigint, 'bigint', fc.maxSafeInteger())
  await reads(float8, 'float8', fc.double({ noNaN: true, noDefaultInfinity: true }).map(number => number + 0))
  await reads(bool, 'bool', fc.boolean())
  await reads(text, 'text', fc.oneof(words, fc.constantFrom('', 'NULL', '{"}', '\\"', 'a,b', '🙂', 'ä\r\n')))
})
