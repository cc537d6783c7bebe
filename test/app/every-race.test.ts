import t from 'tap'
import { readDocument } from '../support/documents.ts'
import { finishAll, mutations, type Mutation } from '../support/mutations.ts'
import { openRecords } from '../support/records.ts'
import { startStack, type Answer } from '../support/stack.ts'

/** They change nothing. */
const without = ['previewScript', 'validateNumbers']
const times = 4

t.test('of equal requests at once, each operation lets one make a task, and tells the others', async t => {
  const stack = await startStack(t)
  await stack.startApi() // and no worker: a task stays as it was made
  const records = await openRecords(t, stack.databaseUrl)
  const { operations } = await readDocument(stack, 'v3')
  const send = ({ method, path, query = '', body, headers = {} }: Mutation): Promise<Answer> =>
    stack.call(method, `${path}?${query}`, {
      ...(body !== undefined && { body }), headers: { prefer: 'wait=0', ...headers }
    })
  let serial = 800
  for (const { operationId, method, responses } of operations) {
    if (method === 'GET' || without.includes(operationId)) continue
    await t.test(operationId, async t => {
      const way = mutations[operationId]
      if (way === undefined) throw new Error(`Give ${operationId} a request in test/support/mutations.ts`)
      await finishAll(records)
      const request = await way({ stack, records, serial: ++serial })
      const before = await records.query('select id from task')
      const answers = await Promise.all(Array.from({ length: times }, () => send(request)))
      const told = answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`).join('\n')
      const accepted = answers.filter(({ status, body }) => status < 300 || body?.errorCode === 'task_unfinished')
      t.ok(accepted.length > 0, `one is accepted: ${told}`)
      t.equal(new Set(accepted.map(({ headers }) => headers['location'])).size, 1, `all by one task: ${told}`)
      for (const { status } of answers.filter(answer => !accepted.includes(answer))) {
        t.ok([400, 404, 409].includes(status) && String(status) in responses, `the others are told why: ${told}`)
      }
      const made = await records.query('select id from task where id <> all ($1)', [before.map(({ id }) => id)])
      t.ok(made.length <= 1, `and no other task is made: ${made.map(({ id }) => id).join()}`)
    })
  }
})
