import t from 'tap'
import { readDocument } from '../support/documents.ts'
import { mutations } from '../support/mutations.ts'
import { openRecords } from '../support/records.ts'
import { startStack } from '../support/stack.ts'

/** They change nothing. */
const without = ['previewScript', 'validateNumbers']

/** Tables that note that somebody asked, or how often. */
const ofAsking = ['audit_entry', 'audit_pending', 'audit_head', 'credential', 'rate_use', 'minute_use']

t.test('every mutation can be asked what it would do, and then does nothing', async t => {
  const stack = await startStack(t)
  await stack.startApi() // and no worker: a task stays as it was made
  const records = await openRecords(t, stack.databaseUrl)
  const { operations } = await readDocument(stack, 'v3')
  const tables = await records.query(`select c.relname as name from pg_class c join pg_namespace n
    on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = current_schema() and c.relname <> all ($1)
    and not c.relispartition order by 1`, [ofAsking])
  /** What every table holds, as one digest each. */
  const everything = async (): Promise<Record<string, string>> => {
    const digests = tables.map(({ name }) =>
      `(select md5(coalesce(string_agg(x::text, ',' order by x::text), '')) from "${name}" x) as "${name}"`)
    const [row] = await records.query(`select ${digests.join(', ')}`)
    return row
  }
  let serial = 500
  for (const { operationId, method, parameters = [] } of operations) {
    if (method === 'GET' || without.includes(operationId)) continue
    await t.test(operationId, async t => {
      const way = mutations[operationId]
      if (way === undefined) throw new Error(`Give ${operationId} a request in test/support/mutations.ts`)
      await records.query(`update task set state = 'finished', status = 'CompletedSuccess', finished_at = now()
        where state <> 'finished'`)
      const { method, path, query = '', body, headers = {} } = await way({ stack, records, serial: ++serial })
      const before = await everything()
      const offers = parameters.some(({ name }: { name?: string }) => name === 'validateOnly')
      const ways = [
        { more: '', headers: { ...headers, prefer: 'plan, wait=0' } },
        ...offers ? [{ more: 'validateOnly=true', headers }] : []
      ]
      for (const { more, headers } of ways) {
        const answer = await stack.call(method, `${path}?${[query, more].filter(Boolean).join('&')}`, {
          ...(body !== undefined && { body }), headers
        })
        const told = `${answer.status} ${JSON.stringify(answer.body)}`
        if (answer.status === 200) {
          t.match(answer.headers['content-type'], /^application\/vnd\.dialplane\.plan\+json/, told)
          t.match(answer.body, { kind: /./, itemCount: Number, totals: {}, notes: [] }, told)
        } else t.match(answer, { status: 400, body: { errors: { Prefer: [/there is no plan/] } } }, told)
        t.same(await everything(), before, 'and every table is as it was')
      }
      // And the task that it makes when it is meant is the one of which it spoke, about the same things.
      const said = await stack.call(method, `${path}?${query}`, {
        ...(body !== undefined && { body }), headers: { ...headers, prefer: 'plan, wait=0' }
      })
      if (said.status === 200) {
        const { status, body: made } = await stack.call(method, `${path}?${query}`, {
          ...(body !== undefined && { body }), headers: { ...headers, prefer: 'wait=0' }
        })
        // Some answer only when their task is over, which nobody runs here.
        if (made.errorCode !== 'task_unfinished') t.equal(status, 200, JSON.stringify(made))
        const [task] = await records.query(
          `select t.kind, t.item_count as "itemCount", (select coalesce(jsonb_agg(i.key order by i.ordinal), '[]')
            from task_item i where i.task_id = t.id) as keys from task t order by t.sequence desc limit 1`
        )
        const { kind, itemCount, items } = said.body
        t.same({ kind, itemCount }, { kind: task?.kind, itemCount: task?.itemCount }, 'the task is the one it spoke of')
        // Rows of a file are no items of its task.
        if (items !== null && task?.keys.length > 0) {
          t.same(items.map(({ key }: { key: string }) => key).sort(), [...task?.keys].sort(), 'about the same things')
        }
        await records.query('update task_item set active = false')
      }
      const afterwards = await everything()
      // Judged beside a field that nobody can read, the rest of it is as right as before.
      const spoilt = Object.entries(typeof body === 'object' && !Array.isArray(body) ? { ...body } : {})
      for (const [field, value] of headers['content-type'] === undefined ? spoilt : []) {
        const wrong = typeof value === 'object' && !Array.isArray(value) ? 'x' : {}
        const answer = await stack.call(method, `${path}?${query}`, { body: { ...Object(body), [field]: wrong } })
        t.equal(answer.status, 400, `${field} of ${JSON.stringify(wrong)} is refused`)
        const told = Object.keys(answer.body.errors ?? {})
        t.notOk(told.find(name => !name.toLowerCase().startsWith(field.toLowerCase())), `${field}: ${told.join()}`)
      }
      if (spoilt.length > 0) t.same(await everything(), afterwards, 'and nothing came of what was refused')
    })
  }
})
