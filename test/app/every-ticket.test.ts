import t from 'tap'
import { readDocument } from '../support/documents.ts'
import { mutations, type Mutation } from '../support/mutations.ts'
import { openRecords } from '../support/records.ts'
import { startStack, type Answer } from '../support/stack.ts'

/** They change nothing. */
const without = ['previewScript', 'validateNumbers']

t.test('every mutation belongs to the service request that it names', async t => {
  const stack = await startStack(t)
  await stack.startApi() // and no worker: a task stays as it was made
  const records = await openRecords(t, stack.databaseUrl)
  const { operations } = await readDocument(stack, 'v3')
  const changing = operations.filter(({ method, operationId }) => method !== 'GET' && !without.includes(operationId))

  await t.test('every mutation has an example request that is accepted', async t => {
    t.same(
      changing.map(({ operationId }) => operationId).sort(), Object.keys(mutations).sort(),
      'each changing operation has its entry in test/support/mutations.ts, and no entry is left over'
    )
  })

  const send = (
    { method, path, query = '', body, headers = {} }: Mutation, more: string, sent = body
  ): Promise<Answer> =>
    stack.call(method, `${path}?${[query, more].filter(Boolean).join('&')}`, {
      ...(sent !== undefined && { body: sent }), headers: { prefer: 'wait=0', ...headers }
    })
  const found = async (ticketId: string): Promise<string[]> => {
    const { body } = await stack.call('GET', `/api/v3/task?ticketId=${ticketId}`)
    if (body.totalRecords !== body.data.length) {
      throw new Error(`${ticketId}: ${body.totalRecords} records, ${body.data.length} listed`)
    }
    return body.data.map(({ id }: { id: string }) => id)
  }
  /** What one request began is in the way of the next. */
  const clear = async (): Promise<void> => {
    await records.query(
      "update task set state = 'finished', status = 'CompletedSuccess', finished_at = now() where state <> 'finished'"
    )
    await records.query('update task_item set active = false where active')
    await records.query('delete from lead where is_direct')
    await records.query('delete from number_sync')
  }
  let serial = 100

  for (const { operationId, responses, tags } of changing) {
    await t.test(`${operationId} takes a ticket, is found by it, and is done once under an ` +
      `Idempotency-Key`, async t => {
      const way = mutations[operationId]
      if (way === undefined) throw new Error(`Give ${operationId} a request in test/support/mutations.ts`)
      const prepared = async (): Promise<Mutation> => {
        await clear()
        return way({ stack, records, serial: ++serial })
      }
      const accepted = (answer: Answer): string => {
        t.ok(
          [200, 201].includes(answer.status) || answer.body?.errorCode === 'task_unfinished',
          `is accepted: ${answer.status} ${JSON.stringify(answer.body)}`
        )
        return String(answer.headers['location']).split('/').at(-1) ?? ''
      }

      const request = await prepared()
      const first = await send(
        { ...request, headers: { ...request.headers, 'idempotency-key': `key-${serial}` } }, `ticketId=SR-${serial}`
      )
      const id = accepted(first)
      t.same(await found(`SR-${serial}`), [id], 'the task is found by the ticket of the query')
      t.match((await stack.call('GET', `/api/v3/task/${id}`)).body, { id }, 'the Location names the task')
      const { taskId: shown } =
        (responses['200']?.content?.['application/json']?.examples?.['example1']?.value ?? {}) as { taskId?: string }
      if (shown !== undefined && tags?.[0] === 'Numbers') {
        t.equal(
          shown.slice(0, shown.lastIndexOf('_')), id.slice(0, id.lastIndexOf('_')),
          'the example of its answer shows such an id'
        )
      }

      const again = await send(
        { ...request, headers: { ...request.headers, 'idempotency-key': `key-${serial}` } }, `ticketId=SR-${serial}`
      )
      t.same([again.status, again.headers['location'], again.headers['idempotency-replayed']], [
        first.status, first.headers['location'], 'true'
      ], 'the same request again is answered again')
      t.same(await found(`SR-${serial}`), [id], 'and makes nothing more')

      const told = await prepared()
      if (told.body === undefined || typeof told.body !== 'object' || Array.isArray(told.body)) return
      const inBody = accepted(await send(told, '', { ...told.body, ticketId: `IN-${serial}` }))
      t.same(await found(`IN-${serial}`), [inBody], 'and by that of the body')
    })
  }
})
