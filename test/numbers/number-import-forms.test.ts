import { FormData, request } from 'undici'
import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { type Answer } from '../support/stack.ts'
import { importFile, importPath, numberFile, readFile } from '../support/files.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)

t.test('a file of numbers may come in a form', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const file = numberFile([{ telephoneNumber: "'+61395551001" }, { telephoneNumber: '+61395551002' }])

  const post = async (fill: (form: FormData) => void, headers: Record<string, string> = {}): Promise<Answer> => {
    const form = new FormData()
    fill(form)
    const answer = await request(stack.baseUrl + importPath, {
      method: 'POST', headers: { authorization: `Bearer ${await stack.token()}`, ...headers }, body: form
    })
    return { status: answer.statusCode, headers: answer.headers, body: await answer.body.json() }
  }

  await t.test('a file in a form is the same file as without a form, also for its Idempotency-Key', async t => {
    const headers = { 'idempotency-key': 'form-1' }
    const { status, body } = await post(
      form => form.append('file', new Blob([file], { type: 'text/csv' }), 'numbers.csv'), headers
    )
    t.equal(status, 200, 'the form is accepted')
    t.same(
      (await importFile(stack, file, { headers })).body, body, 'the file without a form gets the answer of the form'
    )
    t.same(
      (await post(form => form.append('upload', new Blob([file]), 'other name.csv'), headers)).body, body,
      'the name of the part and of the file do not matter'
    )
    const { body: rows } = await stack.call('GET', `${importPath}/${body.taskId}/result.csv`)
    t.match(readFile(rows), [{ line: '2', telephoneNumber: "'+61395551001", result: 'pending' }, {
      line: '3', result: 'pending'
    }])
  })

  await t.test('a form that does not hold one file is refused', async t => {
    const before = await records.counts()
    const blob = new Blob([file])
    t.match(await post(form => form.append('ticketId', 'INC-1')), {
      status: 400, body: { errors: { File: [/"ticketId".*options in the query/] } }
    })
    t.match(
      await post(form => {
        form.append('file', blob, 'a.csv')
        form.append('ticketId', 'INC-1')
      }),
      { status: 400, body: { errors: { File: [/"ticketId"/] } } }
    )
    t.match(
      await post(form => {
        form.append('file', blob, 'a.csv')
        form.append('file', blob, 'b.csv')
      }),
      { status: 400, body: { errors: { File: [/a second file/] } } }
    )
    t.match(await post(form => form.append('file', new Blob(['a,b\r\n1,2\r\n']), 'a.csv')), {
      status: 400, body: { errors: { File: [/"a" is not a known column/] } }
    })
    for (
      const body of [
        '', '--x--\r\n', `--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${file}`
      ]
    ) {
      t.match(await importFile(stack, body, { headers: { 'content-type': 'multipart/form-data; boundary=x' } }), {
        status: 400, body: { errors: { File: [/./] } }
      }, body)
    }
    t.match(await importFile(stack, file, { headers: { 'content-type': 'multipart/form-data' } }), {
      status: 400, body: { errors: { File: [/form cannot be read/] } }
    })
    t.same(await records.counts(), before, 'no row was written')
    t.same(
      await records.query('select from number_import i where not exists (select from task where id = i.task_id)'), [],
      'nothing is left behind'
    )
  })
})

t.test('a client that goes away in the middle of its file leaves nothing behind', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const controller = new AbortController()
  async function * endless (): AsyncGenerator<string> {
    yield numberFile([])
    for (let row = 0; ; row++) {
      yield numberFile([{ telephoneNumber: '+61395551001' }]).split('\r\n')[1] + '\r\n'
      if (row % 1000 === 0) await new Promise(resolve => setImmediate(resolve))
    }
  }
  const sent = request(stack.baseUrl + importPath, {
    method: 'POST', headers: { authorization: `Bearer ${await stack.token()}`, 'content-type': 'text/csv' },
    body: endless() as never, signal: controller.signal
  })
  sent.catch(() => {})
  await until('rows are stored', async () => (await records.query('select from number_import_row limit 1'))[0])
  controller.abort()
  await t.rejects(sent, 'the request is broken off')
  await until('the import is gone', async () => (await records.query('select from number_import')).length === 0)
  t.match(await records.query('select count(*) from number_import_row'), [{ count: '0' }], 'no row of the file is left')
  t.match(await records.query('select count(*) from task'), [{ count: '0' }], 'no task was made')
})
