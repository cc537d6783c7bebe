import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { mutate } from '../../scripts/mutation/mutant.ts'
import { mutants } from '../../scripts/mutation/mutants.ts'
import { verdictOf } from '../../scripts/mutation/verdict.ts'
import { projectRoot } from '../../src/database/project-root.ts'

const sourceOf = (file: string): string => readFileSync(join(projectRoot(), file), 'utf8')

t.test('every mutant has a name of its own, a place in its file and a test file that is there', async t => {
  const names = mutants.map(({ name }) => name)
  t.same(names.filter((name, index) => names.indexOf(name) !== index), [], 'no name twice')
  for (const mutant of mutants) {
    const changed = existsSync(join(projectRoot(), mutant.file))
      ? mutate(sourceOf(mutant.file), mutant)
      : { fault: 'there is no such file' }
    t.notOk('fault' in changed && changed.fault, `${mutant.name}: ${mutant.file}`)
    t.ok(existsSync(join(projectRoot(), mutant.test[0])), `${mutant.name}: ${mutant.test[0]}`)
  }
})

t.test('the test of every mutant is there by its name', async t => {
  for (const { name, test: [file, title] } of mutants) {
    const text = sourceOf(file).replaceAll(/['`] \+\s+['`]/g, '')
    // A name may be put together, as in `a ${device} is not told`.
    const pattern = new RegExp(
      text.match(/t\.test\(\s*(['`]).*?\1,/g)?.map(call => {
        const quoted = call.replace(/^t\.test\(\s*['`]/, '').replace(/['`],$/, '')
        return quoted.split(/\$\{.*?\}/).map(part => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.+')
      }).map(one => `^${one}$`).join('|') ?? '^$'
    )
    t.match(title, pattern, `${name}: ${file}`)
  }
})

t.test('a mutant is found whatever the white space, once, and changes something', async t => {
  const mutant = {
    name: 'one', promise: 'One.', file: 'one.ts', search: 'a (b)', replace: 'c', test: ['t', 'n'] as const
  }
  t.same(mutate('x\na\n  (b) y', mutant), { text: 'x\nc y' })
  t.same(mutate('nothing', mutant), { fault: 'search text not found' })
  t.same(mutate('a (b) a (b)', mutant), { fault: 'search text found 2 times' })
  t.same(mutate('a (b)', { ...mutant, replace: 'a (b)' }), { fault: 'it changes nothing' })
})

t.test('only an assertion that failed counts as noticed', async t => {
  const outer = (inner: string): string => `TAP version 14\n# Subtest: outer\n    # Subtest: inner\n${inner}\n`
  const failed = '        not ok 1 - should be equal\n          ---\n          compare: ===\n          ...'
  const timeout = '        not ok 2 - timeout!\n          ---\n          expired: inner\n          ...'
  const thrown = '        not ok 1 - thrown\n          ---\n          tapCaught: uncaughtException\n          ...'
  const end = '    not ok 1 - inner # time=3ms\n      ---\n      at:\n        lineNumber: 3\n      ...'
  const noticed = { type: 'noticed', test: 'outer › inner', assertion: 'should be equal' } as const
  t.same(verdictOf(outer(`${failed}\n${end}`), false), noticed)
  t.same(verdictOf(outer(`${failed}\n${timeout}\n${end}`), true), noticed, 'whatever happened afterwards')
  t.same(verdictOf(outer(`${timeout}\n${end}`), false), { type: 'timed out' })
  t.same(verdictOf(outer('        ok 1 - fine'), true), { type: 'timed out' })
  t.same(verdictOf(outer(`${thrown}\n${end}`), false), { type: 'threw', message: 'thrown' })
  t.same(verdictOf(outer('        ok 1 - fine\n    ok 1 - inner # time=3ms'), false), { type: 'passed' })
  t.same(verdictOf('TAP version 14\nok 1 - outer # SKIP filter: /x/\n', false), { type: 'not run' })
})
