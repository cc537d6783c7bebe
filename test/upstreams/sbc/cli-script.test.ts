import fc from 'fast-check'
import t from 'tap'
import { fill, line, placeholders, words } from '../../../src/upstreams/sbc/cli-script.ts'

t.test('a value is one quoted word of its line, and a number stands as it is', async t => {
  t.equal(line`ip-group ${5}`, 'ip-group 5')
  t.equal(line`name ${'a"b\\c'}`, 'name "a\\"b\\\\c"')
  for (const index of [-1, 1.5, NaN, 2 ** 60]) t.throws(() => line`ip-group ${index}`)
  for (const code of [0, 10, 13, 0x85, 0xfc, 0x2028]) {
    t.throws(() => line`name ${`a${String.fromCharCode(code)}b`}`, `not code ${code}`)
  }
})

t.test('a template line is filled inside of quotes, as a word, and with numbers', async t => {
  const values = { Tenant: 'c1a7', Name: 'acme "west"', Index: 7, Evil: '"\\" exit' }
  t.equal(fill('  tags "Trunk={{Tenant}}"', values), 'tags "Trunk=c1a7"')
  t.equal(fill('name {{Name}}', values), 'name "acme \\"west\\""')
  t.equal(fill('ip-group {{Index}}', values), 'ip-group 7')
  t.equal(fill('ip-group-name {{Name}}-c', values), 'ip-group-name "acme \\"west\\"-c"')
  t.same(words(fill('tags "a={{Evil}};b"', values)), ['tags', 'a="\\" exit;b'])
  t.same(placeholders('name "{{Name}}-{{CustomVar.Site}}"'), ['Name', 'CustomVar.Site'])
})

t.test('a template that is no line, or a value that is missing, is a mistake', async t => {
  for (const template of ['name "{{Name}}', 'a\nb', 'name {{Absent}}', 'name {{toString}}', 'name {{__proto__}}']) {
    t.throws(() => fill(template, { Name: 'x' }), template)
  }
})

t.test('whatever a value is, it is one word of its line, unchanged', async t => {
  const value = fc.string({
    unit: fc.constantFrom('"', '\\', ' ', '{{', '}}', 'Name', 'exit', 'activate', '#', '!', "'", 'a', '$', '%s')
  })
  fc.assert(fc.property(value, value, (one, other) => {
    t.same(words(fill('tags "x={{Name}};y={{Other}}"', { Name: one, Other: other })), ['tags', `x=${one};y=${other}`])
    t.same(words(fill('name {{Name}}', { Name: one })), ['name', one])
    t.same(words(line`name ${one}`), ['name', one])
  }))
})
