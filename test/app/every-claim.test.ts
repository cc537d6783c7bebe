import t from 'tap'
import { taskKinds } from '../../src/app/domains.ts'
import { prepare, runKind, startGround, whereabouts } from './kinds/run-kind.ts'

/**
 * What a task of each kind says when it is asked a second time for what is so already. A success is one that says that
 * nothing was to be done, or that does its work anew because it reads or looks.
 */
const again: Readonly<Record<string, string>> = {}

const words = ({ status, details }: { status: string, details: unknown[] }): string => `${status} ${details.join()}`

t.test('no kind claims to have done what was done before', async t => {
  const ground = await startGround(t)
  const tried = taskKinds.filter(kind => kind.name === (process.env['KIND'] ?? kind.name))
  for (const kind of tried) {
    await t.test(kind.name, async t => {
      const place = await prepare(ground, kind)
      t.match(await runKind(place, kind), { status: /^Completed/ }, 'the first time it does its work')
      const before = await whereabouts(place, kind)
      const second = await runKind(place, kind)
      t.equal(words(second), again[kind.name], 'the second time it says what is so')
      t.same(await whereabouts(place, kind), before, 'and changes nothing')
    })
  }
})
