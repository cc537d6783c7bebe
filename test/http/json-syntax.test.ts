import fc from 'fast-check'
import t from 'tap'
import { scanJson } from '../../src/http/json-scanner.ts'
import { locateSyntaxError } from '../../src/http/json-syntax.ts'

t.test('a syntax error is worded as in the documented samples', async t => {
  const numbers = Array.from({ length: 11 }, (_, index) => `"+972397645${30 + index}"`).join(',')
  const upload = [
    '{',
    '"callingProfile": "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",',
    '"usage": "CallingUserAssignment",',
    '"additionalUsages": ["FirstPartyAppAssignment"],',
    '"capabilities": ["InboundCalling", "OutboundCalling"],',
    `"phoneNumbers": [${numbers},,"+97239764550"],`,
    '"workflowVersion": 3',
    '}'
  ].join('\n')
  t.same(locateSyntaxError(upload), {
    path: 'phoneNumbers[11]',
    line: 6,
    position: 183,
    message: "Unexpected character encountered while parsing value: ,. Path 'phoneNumbers[11]', line 6, position 183."
  }, 'a missing element is reported at the comma')
  t.same(locateSyntaxError('{\r\n  "tenantId": "3a7d"\r\n  "companyName": "Contoso"\r\n}'), {
    path: 'tenantId',
    line: 3,
    position: 2,
    message: "After parsing a value an unexpected character was encountered: \". Path 'tenantId', line 3, position 2."
  }, 'a missing comma is reported at the next name')
})

t.test('each kind of syntax error is reported with its path, line and position', async t => {
  const deep = '['.repeat(40)
  const cases: Array<[text: string, path: string, line: number, position: number, what: string]> = [
    ['', '', 1, 0, 'Unexpected end when reading JSON.'],
    [' \n ', '', 2, 1, 'Unexpected end when reading JSON.'],
    ['{"a":1', 'a', 1, 6, 'Unexpected end when deserializing object.'],
    ['{"a"', 'a', 1, 4, 'Unexpected end when deserializing object.'],
    ['{"a":[1,', 'a[1]', 1, 8, 'Unexpected end when deserializing array.'],
    ['{"a":"b', 'a', 1, 7, 'Unterminated string. Expected delimiter: ".'],
    ['{"a":"b\n"c":1}', 'a', 1, 7, 'Unterminated string. Expected delimiter: ".'],
    ['{"a":"b\\', 'a', 1, 7, 'Bad JSON escape sequence: \\.'],
    ['{"a":"\\x"}', 'a', 1, 6, 'Bad JSON escape sequence: \\x.'],
    ['{"a":"\\u12g4"}', 'a', 1, 6, 'Invalid Unicode escape sequence: \\u12g4.'],
    ['{"a":"b\tc"}', 'a', 1, 7, 'Unescaped control character in a string: U+0009.'],
    ['[1,2,]', '[2]', 1, 5, 'Unexpected character encountered while parsing value: ].'],
    ['[,1]', '[0]', 1, 2, 'Unexpected character encountered while parsing value: ,.'],
    ['{"a":1,}', 'a', 1, 7, 'Invalid property identifier character: }.'],
    ["{'a':1}", '', 1, 1, "Invalid property identifier character: '."],
    ['{a:1}', '', 1, 1, 'Invalid property identifier character: a.'],
    ['{"a" 1}', 'a', 1, 5, "Invalid character after parsing property name. Expected ':' but got: 1."],
    ['{"a":tru}', 'a', 1, 5, 'Error parsing boolean value.'],
    ['{"a":nul}', 'a', 1, 5, 'Error parsing null value.'],
    ['{"a":True}', 'a', 1, 5, 'Unexpected character encountered while parsing value: T.'],
    ['{"a":+61395556880}', 'a', 1, 5, 'Unexpected character encountered while parsing value: +.'],
    ['{"a":061}', 'a', 1, 5, "Input string '061' is not a valid number."],
    ['{"a":1.}', 'a', 1, 5, "Input string '1.' is not a valid number."],
    ['{"a":-}', 'a', 1, 5, "Input string '-' is not a valid number."],
    ['[1}', '[0]', 1, 2, 'JsonToken EndObject is not valid for closing JsonType Array.'],
    ['{"a":1]', 'a', 1, 6, 'JsonToken EndArray is not valid for closing JsonType Object.'],
    ['{}}', '', 1, 2, 'Additional text encountered after finished reading JSON content: }.'],
    ['{"a":\u00a01}', 'a', 1, 5, 'Unexpected character encountered while parsing value: U+00A0.'],
    ['\ufeff{}', '', 1, 0, 'Unexpected character encountered while parsing value: U+FEFF.'],
    ['[😀]', '[0]', 1, 1, 'Unexpected character encountered while parsing value: 😀.'],
    ['{"a":{"b":[{},{"c":x}]}}', 'a.b[1].c', 1, 19, 'Unexpected character encountered while parsing value: x.'],
    ['{"a":1,"a":x}', 'a', 1, 11, 'Unexpected character encountered while parsing value: x.'],
    ['{"a b\'":x}', "['a b\\'']", 1, 8, 'Unexpected character encountered while parsing value: x.'],
    ['{"\\u0061":x}', 'a', 1, 10, 'Unexpected character encountered while parsing value: x.'],
    [`${deep}x`, `${'[0]'.repeat(32)}…`, 1, 40, 'Unexpected character encountered while parsing value: x.'],
    ['1\r2', '', 2, 0, 'Additional text encountered after finished reading JSON content: 2.']
  ]
  for (const [text, path, line, position, what] of cases) {
    t.throws(() => JSON.parse(text), `${text} is not JSON`)
    const message = `${what} Path '${path}', line ${line}, position ${position}.`
    t.same(locateSyntaxError(text), { path, line, position, message }, text)
  }
})

t.test('hostile bodies get a short answer', async t => {
  for (
    const text of [
      '['.repeat(1_000_000), '{"a":'.repeat(200_000), `{"${'k'.repeat(1_000_000)}":x}`, `[${'9'.repeat(1_000_000)}x]`
    ]
  ) {
    const { message, position } = locateSyntaxError(text)
    t.ok(message.length < 500, message.slice(0, 80))
    t.ok(position > 0, 'the position lies in the text')
  }
})

const damage = fc.record({
  value: fc.jsonValue({ maxDepth: 4 }),
  indent: fc.constantFrom(0, 2),
  ending: fc.constantFrom('\n', '\r\n', '\r'),
  place: fc.nat(),
  inserted: fc.option(
    fc.oneof(fc.constantFrom(...'{}[],:"\\\n\t-0e.tn '), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
  )
})

function damaged (
  { value, indent, ending, place, inserted }: typeof damage extends fc.Arbitrary<infer Value> ? Value : never
): string {
  const text = JSON.stringify(value, undefined, indent).replaceAll('\n', ending)
  const at = place % (text.length + 1)
  return inserted === null ? text.slice(0, at) + text.slice(at + 1) : text.slice(0, at) + inserted + text.slice(at)
}

function isJson (text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

t.test('a lost or added character is reported at a place inside the text', async t => {
  let broken = 0
  fc.assert(
    fc.property(damage, sample => {
      const text = damaged(sample)
      const isSound = isJson(text)
      if (isSound !== (scanJson(text) === undefined)) throw new Error('JSON.parse is of another opinion')
      if (isSound) return
      broken++
      const { path, line, position, message } = locateSyntaxError(text)
      const lines = text.split(/\r\n|\r|\n/)
      const content = lines[line - 1]
      if (content === undefined || position < 0 || position > content.length) {
        throw new Error(`${line}:${position} is outside`)
      }
      if (!message.endsWith(`. Path '${path}', line ${line}, position ${position}.`)) throw new Error(message)
    }),
    { seed: 20260707, numRuns: 20_000 }
  )
  t.ok(broken > 5_000, `${broken} broken texts`)
})
