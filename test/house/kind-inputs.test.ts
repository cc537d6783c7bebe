import { TypeCompiler } from '@sinclair/typebox/compiler'
import t from 'tap'
import { taskKinds } from '../../src/app/domains.ts'

t.test('the input of every kind can be checked, for a worker that cannot check one starts none', async t => {
  for (const { name, input } of taskKinds) {
    t.doesNotThrow(() => TypeCompiler.Compile(input), `${name}: without Type.Unsafe, which only documents know`)
  }
})
