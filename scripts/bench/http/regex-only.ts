import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import { Type, type Static } from '@sinclair/typebox'
import pg from 'pg'
import { tuneHeap } from '../../../src/heap.ts'

// The least that an upload can be: the form of each number, no numbering plan, and one statement for the task and its
// numbers, refused by the same unique index. No authentication, no rules, no idempotency.

tuneHeap(true)
const Body = Type.Object({
  callingProfile: Type.String(), usage: Type.String(), phoneNumbers: Type.Array(Type.String(), { maxItems: 10_000 })
})
const form = /^\+[1-9]\d{6,14}$/

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 8 })
const app = fastify({ bodyLimit: 2 * 1024 * 1024 })

app.post<{ Body: Static<typeof Body> }>('/api/v3/oc/numbers/action/upload', {
  schema: { body: Body, response: { 200: Type.Object({ taskId: Type.String() }) } }
}, async request => {
  const { phoneNumbers, ...rest } = request.body
  const numbers = [...new Set(phoneNumbers)]
  if (!numbers.every(number => form.test(number))) throw new Error('A number is not a number')
  const taskId = `wup_${randomUUID()}`
  await pool.query({
    name: 'upload',
    text: `
      with items as (
        insert into task_item (provider_id, task_id, ordinal, key)
        select 1, $1, place - 1, number from unnest($2::text[]) with ordinality as n (number, place)
      )
      insert into task (provider_id, id, kind, partition_key, step, input, caller, item_count)
      values (1, $1, 'upload-numbers', 'partition', 'validate', $3, 'bench', $4)`,
    values: [taskId, numbers, rest, numbers.length]
  })
  return { taskId }
})
await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
console.log(`listening ${typeof address === 'object' ? address?.port ?? 0 : 0}`)
