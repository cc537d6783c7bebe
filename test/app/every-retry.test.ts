import t from 'tap'
import { taskKinds } from '../../src/app/domains.ts'
import type { AnyTaskKind } from '../../src/engine/define.ts'
import { sealedPaths } from '../../src/engine/sealed-paths.ts'
import { exampleOf, prepare, runKind, runTask, startGround } from './run-kind.ts'

t.setTimeout(1_200_000)

const tried = taskKinds.filter(kind => kind.name === (process.env['KIND'] ?? kind.name))

/** The kind with a first step that fails before it does anything. */
const failing = (kind: AnyTaskKind): AnyTaskKind => ({
  ...kind, conclude: kind.conclude.bind(kind),
  steps: kind.steps.map((step, index) => ({
    ...step, ...(index === 0 && { attempts: 1, run: async () => { throw new Error('for good') } })
  }))
})

t.test('whatever failed can be tried again, whichever kind it is', async t => {
  const ground = await startGround(t)
  const { stack, services } = ground
  await stack.startApi()
  for (const kind of tried) {
    await t.test(kind.name, async t => {
      const place = await prepare(ground, kind)
      const failed = await runKind(place, failing(kind))
      t.equal(failed.status, 'Failed', 'it fails')
      const { status, body } = await stack.call('POST', `/api/v3/task/${failed.id}/retry`)
      // A password or a key is gone with the task.
      if (sealedPaths(exampleOf(kind).input(place)).length > 0) {
        t.match({ status, body }, { status: 409, body: { errorCode: 'secrets_not_kept' } })
        return
      }
      t.equal(status, 200, JSON.stringify(body))
      if (status !== 200) return
      t.match(await runTask(services, kind, body.taskId), { status: /^Completed/ }, 'and is done the second time')
    })
  }
})
