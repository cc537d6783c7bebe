import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { demo, startStack, tenants } from '../support/stack.ts'
import { uploadBody } from '../support/uploads.ts'

// Forms in which clients send what means the same, and what they are told when it does not.

const numberStatus = `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`

t.test('requests are read in every form that means the same', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const send = (body: string | Buffer, headers: Record<string, string> = {}): ReturnType<typeof stack.call> =>
    stack.call('POST', numberStatus, { body, headers: { 'content-type': 'application/json', ...headers } })
  const numbers = (index: number): string[] => [`+6139555690${index}`]

  await t.test('paths with doubled slashes, and with letters that become two', async t => {
    const upload = { body: uploadBody({ phoneNumbers: ['+61395556979'] }) }
    const answer = await stack.call('POST', `/${numberStatus}`, upload)
    t.match(answer, { status: 200, headers: { location: `/api/v3/task/${answer.body.taskId}` } }, '//api')
    for (const path of ['//tenantui//api/v2/customer', '/api//v2/customer/']) {
      t.equal((await stack.call('GET', path)).status, 200, path)
    }
    for (const id of ['%C4%B0', '\u0130stanbul', 'a%c4%b0b%C4%B0']) {
      t.match(await stack.call('GET', encodeURI(decodeURI(`/api/v3/customer/${id}/sitelocation`))), {
        status: 404, body: { errorCode: 'customer_not_found', detail: /\u0130/ }
      }, id)
    }
  })

  await t.test('compressed bodies', async t => {
    const encodings = [['gzip', gzipSync], ['deflate', deflateSync], ['br', brotliCompressSync]] as const
    for (const [index, [name, encode]] of encodings.entries()) {
      const answer = await send(
        encode(JSON.stringify(uploadBody({ phoneNumbers: numbers(index) }))), { 'content-encoding': name }
      )
      t.match(answer, { status: 200, body: { taskId: /^wup_/ } }, name)
    }
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, 'a'))
    t.match(await send(bomb, { 'content-encoding': 'gzip' }), { status: 413 }, 'the limit holds for what comes out')
    t.match(
      await send('{}', { 'content-encoding': 'gzip' }),
      { status: 400, body: { errors: { '': ['The body is not encoded as its Content-Encoding says.'] } } },
      'what is not gzip'
    )
    const unknown = await send('{}', { 'content-encoding': 'zstd' })
    t.match(unknown, { status: 415, body: { errorCode: 'media_type_unsupported' } }, 'an encoding that is not known')
    t.equal(unknown.headers['accept-encoding'], 'gzip, deflate, br', 'and those that are')
  })

  await t.test('JSON as Newtonsoft.Json takes it', async t => {
    const body = JSON.stringify({ ...uploadBody({ phoneNumbers: numbers(4) }), ticketId: 4711, country: 61 })
    const answer = await send(body.replace(/\}$/, ', /* by the night shift */ }'))
    t.match(answer, { status: 200, body: { taskId: /^wup_/ } }, 'numbers as texts, a comment and a last comma')
    const task = await stack.call('GET', `/api/v3/task/${answer.body.taskId}`)
    t.match(task.body, { ticketId: '4711' }, 'the number is the text')
  })

  await t.test('blanks behind the scheme of a token', async t => {
    const token = await stack.token()
    const read = (authorization: string): ReturnType<typeof stack.call> =>
      stack.call('GET', '/api/v3/oc/callingprofile', { role: null, headers: { authorization } })
    t.match(await read(`Bearer   ${token}`), { status: 200 })
    t.match(await read(`Bearer ${token} ${token}`), { status: 401 }, 'two tokens are none')
  })

  await t.test('the task that stands for nothing can be read', async t => {
    t.match(await stack.call('GET', '/api/v2/task/tsk_0'), {
      status: 200, body: { id: 'tsk_0', status: 'CompletedSuccess', details: [], outputData: {} }
    })
  })

  await t.test('a wrong method on a known path is told from a wrong path', async t => {
    const answer = await stack.call('GET', '/api/v2/oc/numbers/action/upload')
    t.match(answer, { status: 405, body: { errorCode: 'method_not_allowed' } })
    t.equal(answer.headers['allow'], 'POST', 'with the methods that it knows')
    t.match(await stack.call('PUT', '/api/v2/customer'), { status: 405 })
    t.match(await stack.call('GET', '/api/v2/oc/numbers/action/nothing'), { status: 404 })
  })

  await t.test('whole numbers beyond their column are refused by their field', async t => {
    for (const sbcId of [2_147_483_648, 1e20]) {
      const answer = await stack.call('POST', `/api/v3/customer/${demo.australianCustomer}/sitelocation`, {
        body: { name: 'Far', sbcId }
      })
      t.match(answer, { status: 400, body: { errors: { SbcId: [/<= 2147483647/] } } }, String(sbcId))
    }
  })
})
