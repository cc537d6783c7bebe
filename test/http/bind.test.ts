import { Type } from '@sinclair/typebox'
import fc from 'fast-check'
import t from 'tap'
import { binderOf } from '../../src/http/bind.ts'
import { UploadBody } from '../../src/numbers/schemas/upload.ts'
import { OneOf } from '../../src/schemas/value.ts'

const bind = binderOf(UploadBody)
const names = Object.keys(UploadBody.properties)

/** The name with each letter in either case. */
const anyCase = (name: string): fc.Arbitrary<string> =>
  fc.array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map(uppers =>
      [...name].map((letter, index) => uppers[index] === true ? letter.toUpperCase() : letter.toLowerCase()).join('')
    )

t.test('any casing of the names binds the same', async t => {
  const body = fc.dictionary(
    fc.constantFrom(...names), fc.oneof(fc.string(), fc.array(fc.string()), fc.integer(), fc.boolean())
  )
  fc.assert(
    fc.property(
      body.chain(body => fc.tuple(fc.constant(body), fc.tuple(...Object.keys(body).map(anyCase)))),
      ([body, spellings]) => {
        t.same(
          bind(Object.fromEntries(Object.values(body).map((value, index) => [spellings[index], value]))), bind(body)
        )
      }
    )
  )
})

t.test('binding twice is binding once', async t => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), body => {
    t.same(bind(bind(body)), bind(body))
  }))
})

t.test('nothing but names of the schema comes through', async t => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), body => {
    const bound = bind(body) as object
    t.equal(Object.getPrototypeOf(bound), Object.prototype)
    t.ok(Object.keys(bound).every(name => names.includes(name)))
  }))
  t.same(bind(JSON.parse('{"__proto__": {"usage": "x"}, "constructor": 1, "toString": 2}')), {})
})

t.test('what is not an object is left for the validator to refuse', async t => {
  for (const value of [null, undefined, 7, 'text', true, ['list']]) t.equal(bind(value), value)
})

t.test('numeric strings are numbers where the schema says so, and nowhere else', async t => {
  t.same(bind({ workflowVersion: ' 3 ', country: '61', ticketId: '7' }), {
    workflowVersion: 3, country: '61', ticketId: '7'
  })
  for (const text of ['', '3x', '0x3', '1e3', 'NaN', 'Infinity', '--3']) {
    t.same(bind({ workflowVersion: text }), { workflowVersion: text })
  }
  t.same(bind({ allowTenantAddressUpdate: 'TRUE' }), { allowTenantAddressUpdate: true })
  t.same(bind({ allowTenantAddressUpdate: '1' }), { allowTenantAddressUpdate: '1' })
})

t.test('one of a few words is known in any case, and with the blanks of a label', async t => {
  const bind = binderOf(Type.Object({ status: OneOf(['InProgress', 'CompletedSuccess', 'rolled-back']) }))
  for (const text of ['CompletedSuccess', 'completedsuccess', 'Completed Success', ' COMPLETED  SUCCESS ']) {
    t.same(bind({ status: text }), { status: 'CompletedSuccess' }, text)
  }
  t.same(bind({ status: 'Rolled-Back' }), { status: 'rolled-back' })
  for (const value of ['Completed', '', 7, ['InProgress']]) {
    t.same(bind({ status: value }), { status: value }, 'what is none is left for the validator')
  }
})

t.test('null is what was left out, except where something must be', async t => {
  t.same(bind({ country: null, usage: null, phoneNumbers: null }), { usage: null })
})

t.test('a list that comes under several of its names is one list', async t => {
  t.same(bind({ phoneNumbers: ['1'], PhoneNumbersList: ['2'], telephonenumbers: '3' }), {
    phoneNumbers: ['1', '2', '3']
  })
  t.same(bind({ usage: 'first', Usage: 'last' }), { usage: 'last' })
})

t.test('the names inside lists bind as well', async t => {
  t.same(bind({ phoneNumberRanges: { Start: '1', END: '2' } }), { phoneNumberRanges: [{ start: '1', end: '2' }] })
  t.same(binderOf(Type.Object({ list: Type.Array(Type.Integer()) }))({ LIST: ['1', 'x'] }), { list: [1, 'x'] })
})

t.test('an object whose names are the caller\'s own is taken as it is', async t => {
  const parameters = { ProxySet: 'SIPTrunk', 'CustomVar.Variable1': '1' }
  t.same(
    binderOf(Type.Object({ scriptParameters: Type.Record(Type.String(), Type.String()) }))({
      ScriptParameters: parameters
    }),
    { scriptParameters: parameters }
  )
})
