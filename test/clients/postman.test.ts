import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import { readDocument } from '../support/documents.ts'
import { openRecords } from '../support/records.ts'
import { startStack, tenants, type Stack } from '../support/stack.ts'

interface Execution {
  readonly request: { readonly url: Url }
  readonly item: { readonly name: string, readonly request: { readonly method: string, readonly url: Url } }
  readonly response?: { readonly code: number, readonly stream?: { readonly data: readonly number[] } }
  readonly assertions?: ReadonlyArray<{ readonly assertion: string, readonly error?: { readonly message: string } }>
}
interface Url { readonly path?: readonly string[] }

const versions = ['ovoc', 'v2', 'v3'] as const

t.test('the Postman collections run from their first request to their last', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await prepareWhatHappens(t, stack)
  for (const version of versions) {
    await t.test(`each request of ${version} succeeds, and reads are answered as the document says`, async t => {
      const executions = await run(t, stack, version)
      for (const { item, response, assertions = [] } of executions) {
        t.ok(response !== undefined && response.code < 300, `${item.name}: ${response?.code ?? 'no answer'}`)
        for (const { assertion, error } of assertions) t.equal(error?.message, undefined, `${item.name}: ${assertion}`)
      }
      const document = await readDocument(stack, version)
      const operations = new Map(document.operations.map(one => [`${one.method} ${one.path}`, one]))
      const asked = new Set<string>()
      let judged = 0
      for (const { item: { name, request: { method, url } }, request: sent, response } of executions) {
        const pattern = `/${url.path?.join('/') ?? ''}`
        const place = `${method} ${pattern.replace(/:(\w+)/g, '{$1}')}`
        asked.add(place)
        // The report has the last answer of a request: that of a mutation is of its task, which its script asked for.
        if (!new RegExp(`${pattern.replace(/:\w+/g, '[^/]+')}$`).test(sent.url.path?.join('/') ?? '')) continue
        const answers = operations.get(place)?.responses[response?.code ?? 0]?.content
        const schema = answers?.['application/json']?.schema
        if (schema === undefined) continue
        const body: unknown = JSON.parse(Buffer.from(response?.stream?.data ?? []).toString())
        judged += 1
        t.same(document.faults(schema, body), [], `${name} answers what the document says`)
      }
      t.same([...operations.keys()].filter(one => !asked.has(one)), [], 'no operation is left out')
      const reads = document.operations.filter(({ method, path }) => method === 'GET' && !path.includes('dialplan'))
      t.ok(judged > reads.length / 2, `${judged} answers were compared with the document`)
    })
  }
})

/** What nobody can ask for: numbers that Microsoft has no more, and tasks that wait for a person. */
async function prepareWhatHappens (t: Test, { databaseUrl }: Stack): Promise<void> {
  const records = await openRecords(t, databaseUrl)
  await records.query(
    `insert into number (provider_id, number, source, ms_tenant_id, usage, country)
      select 1, '+972397648' || n, 'webapi', $1, 'CallingUserAssignment', 'IL' from generate_series(10, 12) n`,
    [tenants.israeli]
  )
  await records.query(
    `insert into task (provider_id, id, kind, partition_key, step, state, status, input, caller)
      values (1, 'wld_parked', 'synchronize-leads', 'leads', 'read', 'parked', 'InProgress', '{}', 'somebody')`
  )
  await records.query(
    `insert into task (provider_id, id, kind, partition_key, step, state, status, input, caller, asked, direction,
        messages)
      select 1, id, 'synchronize-leads', 'leads', 'read', 'parked', 'InProgress', '{}', 'somebody', asked::jsonb,
        direction, messages::jsonb
      from (values
        ('wld_asking', '{"what": "Much.", "count": 9, "since": "2026-01-01T00:00:00Z"}', 'forward', '[]'),
        ('wld_doubted', '{"what": "All.", "count": 9, "since": "2026-01-01T00:00:00Z"}', 'forward', '[]'),
        ('wld_undone', null, 'undo', '[{"level": "Error", "message": "What step x did is not taken back yet."}]'))
        as t (id, asked, direction, messages)`
  )
}

async function run (t: Test, stack: Stack, version: string): Promise<Execution[]> {
  const report = join(t.testdir(), 'report.json')
  const values = { baseUrl: `${stack.baseUrl}/tenantui`, loginUrl: stack.microsoft.url, sbcUrl: stack.sbcs[0].url }
  const child = spawn(process.execPath, [
    fileURLToPath(import.meta.resolve('newman/bin/newman.js')), 'run', `postman/${version}.postman_collection.json`,
    '-e', `postman/${version}.postman_environment.json`,
    ...Object.entries(values).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]),
    '--reporters', 'json', '--reporter-json-export', report
  ], { cwd: projectRoot(), stdio: 'inherit' })
  await once(child, 'exit')
  const { run }: { run: { executions: Execution[] } } = JSON.parse(await readFile(report, 'utf8'))
  return run.executions
}
