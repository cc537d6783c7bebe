import t from 'tap'
import { pathOf, readDocument, type Operation } from '../support/documents.ts'
import { startStack, tenants } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'

const takesJson = ({ requestBody }: Operation): boolean => requestBody?.content['application/json'] !== undefined
const takesFile = ({ requestBody }: Operation): boolean => requestBody?.content['text/csv'] !== undefined

t.test('names that an operation does not know', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const ask = (operation: Operation, query: string, body?: object): ReturnType<typeof stack.call> => {
    const path = pathOf(operation, 'nothing')
    const asked = query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`
    return stack.call(operation.method, asked, { ...(takesJson(operation) && { body: body ?? {} }) })
  }

  await t.test('every operation of version 3 refuses them in the query and in the body', async t => {
    const { operations } = await readDocument(stack, 'v3')
    t.ok(operations.length > 80, 'all operations are walked')
    for (const operation of operations) {
      t.match(await ask(operation, 'zzunknown=1'), {
        status: 400, body: { errors: { zzunknown: ['The query of this operation has no zzunknown.'] } }
      }, `${operation.operationId}: query`)
      if (operation.method === 'GET' || takesFile(operation)) continue
      const { status, body } = takesJson(operation)
        ? await ask(operation, '', { zzunknown: 1 })
        : await stack.call(operation.method, pathOf(operation, 'nothing'), { body: { zzunknown: 1 } })
      t.match({ status, body }, {
        status: 400, body: { errors: { zzunknown: ['The body of this operation has no zzunknown.'] } }
      }, `${operation.operationId}: body`)
    }
  })

  await t.test('every operation of the older interfaces warns of them and answers all the same', async t => {
    for (const version of ['v2', 'ovoc'] as const) {
      for (const operation of (await readDocument(stack, version)).operations) {
        const answer = await ask(operation, 'zzunknown=1')
        t.match(
          answer.headers['warning'], '299 - "The query of this operation has no zzunknown."', operation.operationId
        )
        t.notOk(answer.body?.errors?.zzunknown, `${operation.operationId} does not refuse it`)
      }
    }
  })

  await t.test('the nearest known name is in the message', async t => {
    for (const path of ['/api/v3/oc/numbers', '/api/v3/oc/numbers/export', '/api/v3/task']) {
      t.match((await stack.call('GET', `${path}?tenantId=${tenants.israeli}`)), {
        status: 400, body: { errors: { tenantId: [/Did you mean msTenantId\?$/] } }
      }, path)
    }
    const nested = { phoneNumberRanges: [{ start: '+61395556880', ende: '+61395556889' }] }
    for (const [body, field, meant] of [
      [{ contry: 'AU' }, 'contry', 'country'], [{ phoneNumber: [] }, 'phoneNumber', 'phoneNumbers'],
      [{ capabilites: [] }, 'capabilites', 'capabilities'], [nested, 'phoneNumberRanges[0].ende', 'end']
    ] as const) {
      t.match(await upload(stack, uploadBody(body)), {
        status: 400, body: { errors: { [field]: [new RegExp(`Did you mean ${meant}\\?$`)] } }
      }, field)
    }
    t.match(await upload(stack, uploadBody({ xyzzy: 1 })), {
      status: 400, body: { errors: { xyzzy: ['The body of this operation has no xyzzy.'] } }
    }, 'a name that is near to none gets no guess')
  })

  await t.test('names in any case, with blanks and by their aliases are known', async t => {
    const { usage, ...rest } = uploadBody()
    const body = { ...rest, Usage: usage, 'Ticket ID': 'SR-1', phoneNumbersList: ['+61395556881'] }
    t.match(await upload(stack, body), { status: 200 })
    t.match(await stack.call('GET', '/api/v3/oc/numbers?pagenumber=1&Page%20Size=5'), { status: 200 })
  })

  await t.test('an older client is served, told in a header field, and told again on the task', async t => {
    const answer = await upload(stack, uploadBody({ contry: 'AU', phoneNumbers: ['+61395556890'] }), {
      path: '/api/v2/oc/numbers/action/upload'
    })
    const told = 'The body of this operation has no contry. Did you mean country?'
    t.match(answer, { status: 200, headers: { warning: `299 - "${told}"` } })
    const task = await stack.finished(answer.body.taskId)
    t.match(task, {
      status: 'CompletedSuccess', executionMessages: [{ level: 'Warning', message: `${told} It was not looked at.` }]
    })
    t.ok(messagesOf(task).length > 5, 'and the messages of the steps follow')
  })

  await t.test('what is told is bounded, and printable', async t => {
    const long = `zz"\u202e${'z'.repeat(200)}`
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`${long}${index}`, 1]))
    const { body } = await upload(stack, { ...uploadBody(), ...many })
    t.ok(JSON.stringify(body).length < 10_000, 'a refusal stays small')
    const { headers } = await upload(stack, { ...uploadBody({ phoneNumbers: ['+61395556891'] }), ...many }, {
      path: '/api/v2/oc/numbers/action/upload'
    })
    t.ok(String(headers['warning']).length < 5_000, 'a warning stays small')
  })
})
