import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Stack } from '../support/stack.ts'
import { australianNumbers, upload, uploadBody } from '../support/uploads.ts'
import type { Anything } from '../support/anything.ts'

const numbers = australianNumbers(100, 4)
const byHand = { name: 'by hand, and long', prefix: '+4930[1-5]xx#', tag: 'Trunk=elsewhere' }

t.test('an SBC that lost its dial plans can be restored', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  const [sbc] = stack.sbcs
  const saved = async (): Promise<Record<string, Array<{ prefix: string, tag: string }>>> =>
    (await sbc.control('GET', '/_mock/state')).saved
  const holds = async (plan: string): Promise<string[]> =>
    ((await saved())[plan] ?? []).map(({ prefix, tag }) => `${prefix} ${tag}`).sort()
  /** What the device comes back with, besides what a new one has. */
  const comeBack = (rules: object[]): Promise<unknown> =>
    sbc.control('PUT', '/_mock/state', { rules, behaviour: { nameMax: 100 } })
  const restore = async (query = ''): Promise<Anything> => {
    const answer = await stack.call('POST', `/api/v3/sbc/8/action/restore${query}`)
    t.match(answer, { status: 200, body: { taskId: /^sbc_rst_/ } }, 'the restoration is accepted')
    return stack.finished(answer.body.taskId)
  }
  await finished(stack, upload(stack, uploadBody({ phoneNumbers: numbers })))
  await records.query(
    'insert into site (provider_id, id, customer_id, sbc_id, name, customer_type, deployment_state) values (1, $1, ' +
    "$2, 8, 'Haifa', 'IPGROUP_TYPE', 'Deployed')",
    [site, demo.israeliCustomer]
  )
  await finished(
    stack,
    stack.call('PATCH', `/api/v3/customer/${demo.israeliCustomer}/sitelocation/${site}/dialplan/CustDialPlan`, {
      body: { add: [{ name: 'Haifa', prefix: '+97248', tag: 'haifa' }] }
    })
  )
  const full = await holds('OCDialPlan')

  await t.test('a restored SBC gets every rule that the records say it holds, and keeps rules of others', async t => {
    await comeBack([{ plan: 'OCDialPlan', ...byHand }])
    const task = await restore('?ticketId=SR-7')
    t.match(task, {
      status: 'CompletedSuccess',
      outputData: {
        SbcId: 8,
        Plans: [{ plan: 'OCDialPlan', added: 4, unchanged: 0, conflicts: [], refused: [] }, {
          plan: 'CustDialPlan', added: 1, unchanged: 0
        }]
      }
    })
    t.same(
      await holds('OCDialPlan'), [`${byHand.prefix} ${byHand.tag}`, ...full].sort(),
      'the dial plan has the lost rules and the rule of somebody else'
    )
    t.same(await holds('CustDialPlan'), ['+97248 haifa'], 'the rule of the site is back')
    t.match((await stack.call('GET', '/api/v3/task?ticketId=SR-7')).body.data, [{ kind: 'restore-sbc' }])
    t.match(await restore(), {
      status: 'CompletedSuccess', outputData: { Plans: [{ added: 0, unchanged: 4 }, { added: 0, unchanged: 1 }] }
    }, 'and a second time nothing')
  })

  await t.test('a rule that differs from the records is kept and named as a conflict', async t => {
    await comeBack([{ plan: 'OCDialPlan', name: 'x', prefix: numbers[0], tag: 'Trunk=other' }])
    const task = await restore()
    t.match(task, {
      status: 'CompletedWithErrors',
      outputData: {
        Plans: [{
          added: 3, unchanged: 0,
          conflicts: [{ prefix: numbers[0], reason: /is there with tag Trunk=other; the records say / }]
        }, { added: 1 }]
      }
    })
    t.ok((await holds('OCDialPlan')).includes(`${numbers[0]} Trunk=other`), 'the differing rule is still there')
  })

  await t.test('a number that a running task is about to change is left to that task', async t => {
    await comeBack([])
    await records.query(`insert into task (provider_id, id, kind, partition_key, step, state, status, input, caller,
      ms_tenant_id, item_count)
      values (1, 'wup_1', 'upload-numbers', 'one', 'validate', 'parked', 'InProgress', '{}', 'somebody', $1, 1)`,
    [tenants.australian])
    await records.query(
      "insert into task_item (provider_id, task_id, ordinal, key, outcome, active) values (1, 'wup_1', 0, $1, " +
      "'pending', true)",
      [numbers[1]]
    )
    const task = await restore()
    t.match(task, { status: 'CompletedWithErrors', outputData: { Plans: [{ added: 3, inTasks: 1 }, { added: 1 }] } })
    t.ok(
      task.executionMessages.some(({ message }: { message: string }) =>
        /1 rules belong to tasks under way/.test(message)
      ), 'the task says how many rules belong to running tasks'
    )
    t.notOk(
      (await holds('OCDialPlan')).some(rule => rule.startsWith(`${numbers[1]} `)),
      'the number of the running task is not programmed'
    )
  })

  await t.test('only an administrator restores an SBC', async t => {
    t.match(await stack.call('POST', '/api/v3/sbc/8/action/restore', { role: 'operator' }), { status: 403 })
    t.match(await stack.call('POST', '/api/v3/sbc/99/action/restore'), {
      status: 404, body: { errorCode: 'sbc_not_found' }
    })
  })
})

const site = 'e0000000-0000-4000-8000-0000000000aa'

async function finished (stack: Stack, answer: ReturnType<Stack['call']>): Promise<void> {
  const { body } = await answer
  const task = await stack.finished(body.taskId)
  if (task.status !== 'CompletedSuccess') throw new Error(JSON.stringify(task))
}
