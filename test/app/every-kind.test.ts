import t from 'tap'
import { taskKinds } from '../../src/app/domains.ts'
import { walkKinds } from './kind-walk.ts'
import { examples } from './kinds/index.ts'
import { exampleOf } from './run-kind.ts'

/** `KIND=upload-numbers ./scripts/test test/app/every-kind.test.ts` tries that one alone. */
const tried = taskKinds.filter(kind => kind.name === (process.env['KIND'] ?? kind.name))

t.test('every kind has an example', async t => {
  t.same(
    taskKinds.map(kind => kind.name).sort(), Object.keys(examples).sort(),
    'each kind has its example, and no example is left over'
  )
})

t.test('names, prefixes and steps of kinds change only on purpose, because running tasks depend on them', async t => {
  for (const kind of taskKinds) {
    t.equal(
      `${kind.idPrefix}: ${kind.steps.map(step => step.undo === undefined ? step.name : `${step.name}*`).join(' ')}`,
      exampleOf(kind).steps, kind.name
    )
  }
})

t.test('every step of every kind can be repeated and can fail', t => walkKinds(t, tried))
