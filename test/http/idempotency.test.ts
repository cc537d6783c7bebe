import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack, tenants, type Answer } from '../support/stack.ts'
import { upload, uploadBody, type UploadOptions } from '../support/uploads.ts'

t.test('a mutation with an Idempotency-Key happens once', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const send = (key: string, phoneNumbers: string[], options: UploadOptions = {}): Promise<Answer> =>
    upload(stack, uploadBody({ phoneNumbers }), { ...options, headers: { 'Idempotency-Key': key } })

  await t.test('a repeated request gets the first answer, also while its numbers are busy', async t => {
    const first = await send('order-1', ['+61395550001'])
    t.equal(first.headers['idempotency-replayed'], undefined, 'the first answer is not marked as a replay')
    const again = await send('order-1', ['+61395550001'])
    t.same(
      [again.status, again.body, again.headers['location']], [200, first.body, first.headers['location']],
      'status, body and Location are those of the first answer'
    )
    t.equal(again.headers['idempotency-replayed'], 'true', 'the second answer is marked as a replay')
  })

  await t.test('another request under the same key is refused', async t => {
    const before = await records.counts()
    t.match(await send('order-1', ['+61395550002']), {
      status: 422, headers: { 'content-type': /problem/ }, body: { errorCode: 'idempotency_key_reused' }
    })
    t.match(await send('order-1', ['+61395550001', '+61395550002']), {
      status: 422, body: { errorCode: 'idempotency_key_reused' }
    }, 'also when one of its numbers is busy')
    t.same(await records.counts(), before, 'no row was written')
  })

  await t.test('a key whose fingerprint another version reckoned in another way gets its answer again', async t => {
    const { body } = await send('order-3', ['+61395550003'])
    await records.query("update idempotency_key set fingerprint = '\\x09' || fingerprint where key = 'order-3'")
    t.match((await send('order-3', ['+61395550003'])).body, { taskId: body.taskId }, 'and makes no second task')
  })

  await t.test('fifty equal requests at the same time make one task', async t => {
    const before = await records.counts()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send('order-2', ['+61395550010', '+61395550011']))
    )
    t.same(new Set(answers.map(answer => answer.status)), new Set([200]), 'all are answered with 200')
    t.equal(new Set(answers.map(answer => answer.body.taskId)).size, 1, 'all name the same task')
    t.equal(
      answers.filter(answer => answer.headers['idempotency-replayed'] === undefined).length, 1,
      'only one is not marked as a replay'
    )
    t.same(await records.counts(), {
      ...before, tasks: (before['tasks'] ?? 0) + 1, items: (before['items'] ?? 0) + 2, keys: (before['keys'] ?? 0) + 1
    }, 'one task, its items and one key were written')
  })

  await t.test('fifty equal requests without a key make one task too, because a number is in one task ' +
    'only', async t => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => upload(stack, uploadBody({ phoneNumbers: ['+61395550020'] })))
    )
    t.same(
      answers.map(answer => answer.status).sort(), [200, ...Array.from({ length: 49 }, () => 409)],
      'one request is accepted, the others are told that the number is busy'
    )
  })

  await t.test('two applications may use the same key independently', async t => {
    const admin = await send('order-3', ['+61395550030'])
    const operator = await send('order-3', ['+61395550031'], { role: 'operator' })
    t.equal(operator.status, 200, "the second application's request is accepted")
    t.not(operator.body.taskId, admin.body.taskId, 'it has a task of its own')
  })

  await t.test('a refused request is not remembered, so that its key can be used for the corrected one', async t => {
    t.equal((await send('order-4', ['no number'])).status, 400, 'an invalid request is refused')
    t.equal((await send('order-4', ['+61395550020'])).status, 409, 'a request with a busy number is refused')
    t.equal((await send('order-4', ['+61395550040'])).status, 200, 'a correct request under the same key is accepted')
  })

  await t.test('an answer is given again also when the records have changed since', async t => {
    const first = await send('order-5', ['+61395550060'])
    await records.query(`update lead set status = 'Suspended' where ms_tenant_id = $1`, [tenants.australian])
    t.match(await send('order-5', ['+61395550060']), {
      status: 200, body: first.body, headers: { 'idempotency-replayed': 'true' }
    })
    t.equal((await send('order-6', ['+61395550061'])).status, 400, 'a new request is judged by the changed records')
    await records.query(`update lead set status = 'Active' where ms_tenant_id = $1`, [tenants.australian])
  })

  await t.test('a key that is empty, too long or not ASCII is refused', async t => {
    for (const key of ['', 'x'.repeat(256), 'two words', 'schlüssel']) {
      t.match(await send(key, ['+61395550050']), { status: 400, body: { errorCode: 'idempotency_key_invalid' } }, key)
    }
    t.equal((await send('x'.repeat(255), ['+61395550050'])).status, 200, 'a key of 255 characters is accepted')
  })
})
