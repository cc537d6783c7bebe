import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { differences } from '../../scripts/openapi/differences.ts'
import { projectRoot } from '../../src/database/project-root.ts'

t.test('differences of two documents are named by their place', async t => {
  t.same(differences({ a: 1, b: [{ c: 2 }] }, { a: 1, b: [{ c: 2 }] }), [], 'equal documents do not differ')
  t.same(differences({ a: { b: 1 }, gone: [1] }, { a: { b: 2 }, added: null }), [
    '- a.b: 1', '+ a.b: 2', '- gone: [1]', '+ added: null'
  ], 'changed, missing and added members are named')
  t.same(differences({ list: [1, 2] }, { list: [1] }), ['- list.1: 2'], 'a missing element is named by its index')
  t.same(differences({ a: [] }, { a: {} }), ['- a: []', '+ a: {}'], 'an empty list differs from an empty object')
  t.same(differences(null, { a: 1 }), ['- : null', '+ : {"a":1}'], 'null differs from an object')
})

t.test('the documents are made without a database, a network or an environment', async t => {
  const run = spawnSync(process.execPath, [join(projectRoot(), 'dist/scripts/openapi.js'), '--check'], {
    env: {}, encoding: 'utf8'
  })
  t.same([run.status, run.stdout, run.stderr], [0, '', ''], 'and the committed ones are what the routes say')
})
