import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { australianNumbers } from '../support/uploads.ts'

const numbers = australianNumbers(57000, 25)
const acquiredOn = '2026-02-16T16:15:02.4471180Z'
const calm = { hostile: false, pageSize: null, nextLinks: true }

t.test('a synchronization keeps what Microsoft has and marks what it lacks, however unkind it is', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const records = await openRecords(t, stack.databaseUrl)
  const hold = (held: readonly string[]): Promise<unknown> =>
    stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.australian]: { numbers: held.map(telephoneNumber => ({ telephoneNumber, acquiredOn })) } }
    })
  const synchronize = async (): Promise<object> => {
    const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.australian}`)
    const { status, outputData } = await stack.finished(body.taskId)
    return { status, ...outputData }
  }

  for (const behaviour of [{ hostile: true }, { pageSize: 1 }, { pageSize: 7, nextLinks: false }, { pageSize: 1000 }]) {
    await t.test(JSON.stringify(behaviour), async t => {
      await records.query('delete from number')
      await stack.microsoft.control('POST', '/_mock/behaviour', { ...calm, ...behaviour })
      await hold(numbers)
      t.match(await synchronize(), { status: 'CompletedSuccess', NumbersAdded: 25, NumbersMarkedForRemoval: 0 })
      // One in the middle is gone, so that later ones move up to other pages.
      await hold(numbers.filter((_, index) => index !== 12))
      t.match(await synchronize(), {
        status: 'CompletedSuccess', NumbersAdded: 0, NumbersUnchanged: 24, NumbersMarkedForRemoval: 1
      })
      t.same(
        await records.query('select number from number where removal_status <> 0'), [{ number: numbers[12] }],
        'the one that is gone is marked, and no other'
      )
    })
  }
})
