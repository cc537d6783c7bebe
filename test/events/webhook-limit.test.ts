import { randomBytes } from 'node:crypto'
import t from 'tap'
import { startStack, type Answer } from '../support/stack.ts'

t.test('a node has as many webhooks as it may have, also when requests race', async t => {
  const stack = await startStack(t)
  await stack.startApi({ WEBHOOKS_PER_NODE: '2', WEBHOOK_ADDRESSES: 'loopback' })
  const add = (name: string): Promise<Answer> =>
    stack.call('POST', '/api/v3/webhooks', {
      body: { name, url: 'https://127.0.0.1/hook', secret: `whsec_${randomBytes(32).toString('base64')}` }
    })
  // None of the tasks has run yet, so that the door lets all three in.
  const accepted = [await add('one'), await add('two'), await add('three')]
  t.same(accepted.map(({ status }) => status), [200, 200, 200])
  await stack.startWorker()
  const tasks = await Promise.all(accepted.map(({ body }) => stack.finished(body.taskId)))
  t.same(tasks.map(({ status }) => status).sort(), ['CompletedSuccess', 'CompletedSuccess', 'Failed'])
  t.match(tasks.find(({ status }) => status === 'Failed').executionMessages.at(-1), { message: /2 webhooks/ })
  t.match(await add('four'), { status: 400, body: { errors: { '': [/2 webhooks, and has them/] } } })

  const { body: { data } } = await stack.call('GET', '/api/v3/webhooks')
  const removal = await stack.call('DELETE', `/api/v3/webhooks/${data[0].id}`)
  t.match(await stack.finished(removal.body.taskId), { status: 'CompletedSuccess' })
  const { body: { taskId } } = await add('five')
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' }, 'a place is free again')
})
