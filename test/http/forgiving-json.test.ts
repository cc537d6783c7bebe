import fc from 'fast-check'
import t from 'tap'
import { withoutComments } from '../../src/http/forgiving-json.ts'

t.test('comments and last commas become blanks, and nothing else moves', t => {
  const cases: Array<[text: string, value: unknown]> = [
    ['{"a":1,}', { a: 1 }],
    ['[1,2, ]', [1, 2]],
    ['[1, // one\n 2 /* two, ] */, ]', [1, 2]],
    ['/* first */ {"a": "// no comment, ]",} // last', { a: '// no comment, ]' }],
    ['{"a": "\\"/*", "b": [],}', { a: '"/*', b: [] }]
  ]
  for (const [text, value] of cases) {
    const plain = withoutComments(text)
    t.same(JSON.parse(plain), value, text)
    t.equal(plain.length, text.length, 'every other character keeps its place')
  }
  for (const text of ['{"a":1,,}', '[,]', '{,}', '[1 2]', '{"a":1,} x', '/* open']) {
    t.throws(() => JSON.parse(withoutComments(text)), `${text} stays wrong`)
  }
  t.end()
})

t.test('JSON without comments and last commas stays as it is', async () => {
  fc.assert(fc.property(fc.json(), text => withoutComments(text) === text))
})
