import { Type } from '@sinclair/typebox'
import fc from 'fast-check'
import t from 'tap'
import { coercionOf } from '../../src/http/coerce.ts'
import type { UnknownName } from '../../src/http/unknown-names.ts'
import { NumberingOverrides } from '../../src/numbers/schemas/numbering-override.ts'
import { UploadBody } from '../../src/numbers/schemas/upload.ts'
import { OneOf } from '../../src/schemas/value.ts'
import { Brakes } from '../../src/tenancy/schemas/brake.ts'

const coerce = coercionOf(UploadBody)
const names = Object.keys(UploadBody.properties)

/** The name with each letter in either case. */
const anyCase = (name: string): fc.Arbitrary<string> =>
  fc.array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map(uppers =>
      [...name].map((letter, index) => uppers[index] === true ? letter.toUpperCase() : letter.toLowerCase()).join('')
    )

t.test('names are coerced in any case', async t => {
  const body = fc.dictionary(
    fc.constantFrom(...names), fc.oneof(fc.string(), fc.array(fc.string()), fc.integer(), fc.boolean())
  )
  fc.assert(
    fc.property(
      body.chain(body => fc.tuple(fc.constant(body), fc.tuple(...Object.keys(body).map(anyCase)))),
      ([body, spellings]) => {
        t.same(
          coerce(Object.fromEntries(Object.values(body).map((value, index) => [spellings[index], value]))),
          coerce(body),
          'any spelling of the names binds to the same body'
        )
      }
    )
  )
})

t.test('coercing a coerced body changes nothing', async t => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), body => {
    t.same(coerce(coerce(body)), coerce(body), 'a second binding changes nothing')
  }))
})

t.test('only names of the schema come through', async t => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), body => {
    const bound = coerce(body) as object
    t.equal(Object.getPrototypeOf(bound), Object.prototype, 'the bound body is a plain object')
    t.ok(Object.keys(bound).every(name => names.includes(name)), 'it has only names of the schema')
  }))
  t.same(
    coerce(JSON.parse('{"__proto__": {"usage": "x"}, "constructor": 1, "toString": 2}')), {},
    'names of the prototype do not come through'
  )
})

t.test('a body that is not an object is left for the validator to refuse', async t => {
  for (const value of [null, undefined, 7, 'text', true, ['list']]) {
    t.equal(coerce(value), value, `${String(value)} comes through unchanged`)
  }
})

t.test('numeric strings become numbers where the schema wants a number, and nowhere else', async t => {
  t.same(coerce({ workflowVersion: ' 3 ', country: '61', ticketId: '7' }), {
    workflowVersion: 3, country: '61', ticketId: '7'
  }, 'only the version becomes a number')
  for (const text of ['', '3x', '0x3', '1e3', 'NaN', 'Infinity', '--3']) {
    t.same(
      coerce({ workflowVersion: text }), { workflowVersion: text },
      `${JSON.stringify(text)} is no number and stays a string`
    )
  }
  t.same(coerce({ allowTenantAddressUpdate: 'TRUE' }), { allowTenantAddressUpdate: true }, 'true is known in any case')
  t.same(coerce({ allowTenantAddressUpdate: '1' }), { allowTenantAddressUpdate: '1' }, '1 is no boolean')
})

t.test('a value of an enumeration is known in any case, and with the blanks of a label', async t => {
  const coerce = coercionOf(Type.Object({ status: OneOf(['InProgress', 'CompletedSuccess', 'rolled-back']) }))
  for (const text of ['CompletedSuccess', 'completedsuccess', 'Completed Success', ' COMPLETED  SUCCESS ']) {
    t.same(coerce({ status: text }), { status: 'CompletedSuccess' }, text)
  }
  t.same(coerce({ status: 'Rolled-Back' }), { status: 'rolled-back' }, 'a hyphen belongs to the value')
  for (const value of ['Completed', '', 7, ['InProgress']]) {
    t.same(coerce({ status: value }), { status: value }, 'what is none is left for the validator')
  }
})

t.test('null counts as left out, except where it has a meaning', async t => {
  t.same(
    coerce({ country: null, usage: null, phoneNumbers: null }), { usage: null },
    'only the required field keeps its null'
  )
  const brakes = coercionOf(Brakes)({ brakes: [{ action: 'purge', countMax: null, isDefault: false }], ticketId: null })
  t.same(brakes, { brakes: [{ action: 'purge', countMax: null, isDefault: false }] }, 'any number, or the usual one')
})

t.test('what only a read shows is passed over, and not unknown', async t => {
  const unknown: UnknownName[] = []
  const said = { country: 'AU', start: '+61', end: '+62', source: 'x' }
  const shown = { overrides: [{ ...said, InForce: true, needless: false, needed: 1 }] }
  t.same(coercionOf(NumberingOverrides)(shown, unknown), { overrides: [said] })
  t.match(unknown, [{ path: 'overrides[0].needed' }])
  t.equal(unknown.length, 1)
})

t.test('a list that comes under several of its names becomes one list', async t => {
  t.same(coerce({ phoneNumbers: ['1'], PhoneNumbersList: ['2'], telephonenumbers: '3' }), {
    phoneNumbers: ['1', '2', '3']
  }, 'the entries of all names are in the list')
  t.same(
    coerce({ usage: 'first', Usage: 'last' }), { usage: 'last' },
    'of a single value that comes twice the last one counts'
  )
})

t.test('the names inside lists are coerced as well', async t => {
  t.same(
    coerce({ phoneNumberRanges: { Start: '1', END: '2' } }), { phoneNumberRanges: [{ start: '1', end: '2' }] },
    'a single object becomes a list of one'
  )
  t.same(
    coercionOf(Type.Object({ list: Type.Array(Type.Integer()) }))({ LIST: ['1', 'x'] }), { list: [1, 'x'] },
    'numeric strings in a list become numbers'
  )
})

t.test("an object whose names are the caller's own is taken as it is", async t => {
  const parameters = { ProxySet: 'SIPTrunk', 'CustomVar.Variable1': '1' }
  t.same(
    coercionOf(Type.Object({ scriptParameters: Type.Record(Type.String(), Type.String()) }))({
      ScriptParameters: parameters
    }),
    { scriptParameters: parameters }, 'the names of the parameters are unchanged'
  )
})
