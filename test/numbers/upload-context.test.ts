import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { rememberUploadContexts } from '../../src/numbers/api/upload-context.ts'
import { reachOf } from '../../src/database/reach.ts'
import { connect, type Database } from '../../src/database/connect.ts'
import type { Precondition } from '../../src/engine/records/preconditions.ts'
import {
  uploadContextReader, type ReachedUploadQuestion, type UploadContext
} from '../../src/numbers/records/upload-context.ts'
import { invalid, Problem } from '../../src/problems.ts'
import { openQueue, PreconditionFailed } from '../../src/engine/enqueue.ts'
import { createDatabase } from '../support/database.ts'

const kind = { name: 'bench', idPrefix: 'bch', steps: [{ name: 'first' }], partitionKey: () => 'one' }

async function open (
  t: Test
): Promise<
  {
    db: Database
    question: ReachedUploadQuestion
    say: (status: string) => Promise<unknown>
    asked: () => number
    assume: ReturnType<typeof rememberUploadContexts>
  }
> {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  const question = { reach: reachOf({ providerId: 1 }), msTenantId: randomUUID(), callingProfile: 'none' }
  await db.query({ text: `insert into provider (name) values ('one')` })
  await db.query({
    text: `insert into lead (provider_id, ms_tenant_id, is_direct, status) values (1, $1, false, 'Active')`,
    values: [question.msTenantId]
  })
  let asked = 0
  const read = uploadContextReader(db)
  return {
    db,
    question,
    say: status => db.query({ text: 'update lead set status = $1', values: [status] }),
    asked: () => asked,
    assume: rememberUploadContexts(question => {
      asked += 1
      return read(question)
    })
  }
}

t.test('facts that were read for one request serve the next ones until the records change', async t => {
  const { db, question, say, asked, assume } = await open(t)
  const queue = openQueue(db)
  const judged: string[] = []
  const enqueue = (): Promise<string> =>
    assume(question, async ({ leads }, precondition) => {
      const status = leads[0]?.status ?? ''
      judged.push(status)
      if (status !== 'Active') throw invalid({ MsTenantId: [`It is ${status}.`] })
      return (await queue.enqueue({
        kind, input: {}, providerId: 1, caller: 'test', items: [], precondition
      }))
        .taskId
    })
  const stored = async (): Promise<number> => (await db.query({ text: 'select from task' })).rowCount ?? 0

  for (let request = 0; request < 3; request++) await enqueue()
  t.same([asked(), await stored(), judged.splice(0)], [1, 3, ['Active', 'Active', 'Active']], 'it was looked up once')

  await say('Suspended')
  await t.rejects(
    enqueue(), { code: 'validation_failed', errors: { MsTenantId: ['It is Suspended.'] } },
    'a request that the changed records speak against is refused'
  )
  t.same(
    [asked(), await stored(), judged.splice(0)], [2, 3, ['Active', 'Suspended']],
    'the statement that would have stored it noticed'
  )

  await t.rejects(
    enqueue(), { code: 'validation_failed' }, 'it is refused again while the records still speak against it'
  )
  t.same(
    [asked(), await stored(), judged.splice(0)], [3, 3, ['Suspended']],
    'what still speaks against it is not judged twice'
  )
  await say('Active')
  await enqueue()
  t.same(
    [asked(), await stored(), judged.splice(0)], [4, 4, ['Suspended', 'Active']],
    'and a refusal is looked up before it is told'
  )
  await enqueue()
  t.same([asked(), await stored(), judged.splice(0)], [4, 5, ['Active']], 'a request after that needs no new look')
})

t.test('of requests that are stored together, only those whose records changed are judged again', async t => {
  const { db, question, say, assume } = await open(t)
  const queue = openQueue(db)
  const old = await assume(question, async (_context, precondition) => precondition)
  await say('NotActive')
  const now = await rememberUploadContexts(uploadContextReader(db))(
    question, async (_context, precondition) => precondition
  )
  const order = (precondition: Precondition | undefined, key: string): ReturnType<typeof queue.enqueue> =>
    queue.enqueue({
      kind, input: {}, providerId: 1, caller: 'test', items: [], precondition,
      idempotency: { key, request: [key] }
    })
  const results = await Promise.allSettled([order(now, 'a'), order(old, 'b'), order(undefined, 'c'), order(now, 'd')])
  t.same(
    results.map(result => result.status), ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    'only the request with outdated facts is rejected'
  )
  t.ok(
    results[1]?.status === 'rejected' && results[1].reason instanceof PreconditionFailed,
    'it is rejected because the records changed'
  )
  t.same((await db.query({ text: 'select key from idempotency_key order by key' })).rows.map(row => row['key']), [
    'a', 'c', 'd'
  ], 'nothing of it is stored')
  t.match(await order(old, 'a'), { replayed: true }, 'but what was accepted before is answered as before')
})

t.test('a request whose records changed is not told who holds its numbers', async t => {
  const { db, question, say, assume } = await open(t)
  const queue = openQueue(db)
  const order = (precondition: Precondition | undefined): ReturnType<typeof queue.enqueue> =>
    queue.enqueue({
      kind, input: {}, providerId: 1, caller: 'test', items: ['+61395550000'], precondition
    })
  const precondition = await assume(question, async (_context, precondition) => precondition)
  await order(precondition)
  await t.rejects(order(precondition), { name: 'ItemsHeld' })
  await say('Removed')
  const late = await order(precondition).catch((error: unknown) => error)
  t.ok(late instanceof PreconditionFailed, 'it is rejected because the records changed')
})

t.test('a request is accepted although the records change each time before it is stored', async t => {
  const { question, assume } = await open(t)
  let judged = 0
  const accepted = await assume(question, async (_context: UploadContext, precondition) => {
    judged += 1
    if (precondition !== undefined) throw new PreconditionFailed()
    return 'accepted'
  })
  t.same([accepted, judged], ['accepted', 3], 'the third judgement needs no assumption and is accepted')
  await t.rejects(
    assume(question, async () => {
      throw new Problem('number_busy', 'It is busy.')
    }),
    { code: 'number_busy' },
    'what the records have no part in is not judged again'
  )
})
