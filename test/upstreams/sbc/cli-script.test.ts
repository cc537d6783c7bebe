import fc from 'fast-check'
import t from 'tap'
import { fill, line, placeholders, words } from '../../../src/upstreams/sbc/cli-script.ts'

t.test('a text becomes one quoted word of its line, and a number stands as it is', async t => {
  t.equal(line`ip-group ${5}`, 'ip-group 5', 'a number is not quoted')
  t.equal(line`name ${'a"b\\c'}`, 'name "a\\"b\\\\c"', 'quotes and backslashes are escaped')
  for (const index of [-1, 1.5, NaN, 2 ** 60]) t.throws(() => line`ip-group ${index}`, `${index} is not an index`)
  for (const code of [0, 10, 13, 0x85, 0xfc, 0x2028]) {
    t.throws(() => line`name ${`a${String.fromCharCode(code)}b`}`, `not code ${code}`)
  }
})

t.test('placeholders are filled inside of quotes, as words, and with numbers', async t => {
  const values = { Tenant: 'c1a7', Name: 'acme "west"', Index: 7, Evil: '"\\" exit' }
  t.equal(
    fill('  tags "Trunk={{Tenant}}"', values), 'tags "Trunk=c1a7"', 'a value inside of quotes is a part of the word'
  )
  t.equal(fill('name {{Name}}', values), 'name "acme \\"west\\""', 'a value without quotes is quoted')
  t.equal(fill('ip-group {{Index}}', values), 'ip-group 7', 'a number is not quoted')
  t.equal(
    fill('ip-group-name {{Name}}-c', values), 'ip-group-name "acme \\"west\\"-c"',
    'a value at the beginning of a word is quoted with the rest'
  )
  t.same(
    words(fill('tags "a={{Evil}};b"', values)), ['tags', 'a="\\" exit;b'], 'a quote in a value does not end the word'
  )
  t.same(
    placeholders('name "{{Name}}-{{CustomVar.Site}}"'), ['Name', 'CustomVar.Site'],
    'placeholders are named in their order'
  )
})

t.test('a broken template line or a missing value is an error', async t => {
  for (const template of ['name "{{Name}}', 'a\nb', 'name {{Absent}}', 'name {{toString}}', 'name {{__proto__}}']) {
    t.throws(() => fill(template, { Name: 'x' }), template)
  }
})

t.test('any value is one word of its line, unchanged', async t => {
  const value = fc.string({
    unit: fc.constantFrom('"', '\\', ' ', '{{', '}}', 'Name', 'exit', 'activate', '#', '!', "'", 'a', '$', '%s')
  })
  fc.assert(fc.property(value, value, (one, other) => {
    t.same(
      words(fill('tags "x={{Name}};y={{Other}}"', { Name: one, Other: other })), ['tags', `x=${one};y=${other}`],
      'both values are in one word'
    )
    t.same(words(fill('name {{Name}}', { Name: one })), ['name', one], 'the filled value is one word')
    t.same(words(line`name ${one}`), ['name', one], 'the written value is one word')
  }))
})
