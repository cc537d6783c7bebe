import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import { openRecords } from './records.ts'
import { tenants, type Stack } from './stack.ts'

interface Execution {
  readonly request: { readonly url: Url }
  readonly item: { readonly name: string, readonly request: { readonly method: string, readonly url: Url } }
  readonly response?: { readonly code: number, readonly stream?: { readonly data: readonly number[] } }
  readonly assertions?: ReadonlyArray<{ readonly assertion: string, readonly error?: { readonly message: string } }>
}
interface Url { readonly path?: readonly string[] }

export const answerOf = ({ response }: Execution): string => Buffer.from(response?.stream?.data ?? []).toString()

/** What nobody can ask for: numbers that Microsoft has no more, and tasks that wait for a person. */
export async function prepareWhatHappens (t: Test, { databaseUrl }: Stack): Promise<void> {
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

/** Runs the Postman collection of a version, from its first request to its last. */
export function runCollection (t: Test, stack: Stack, version: string): Promise<Execution[]> {
  const values = { baseUrl: `${stack.baseUrl}/tenantui`, loginUrl: stack.microsoft.url, sbcUrl: stack.sbcs[0].url }
  const environment = `postman/${version}.postman_environment.json`
  return runFile(t.testdir(), `postman/${version}.postman_collection.json`, values, ['-e', environment])
}

/** Runs a collection with these values of its variables; its report goes to the folder. */
export async function runFile (
  folder: string, collection: string, values: Readonly<Record<string, string>>, more: readonly string[] = []
): Promise<Execution[]> {
  const report = join(folder, 'report.json')
  const child = spawn(process.execPath, [
    fileURLToPath(import.meta.resolve('newman/bin/newman.js')), 'run', collection, ...more,
    ...Object.entries(values).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]),
    '--reporters', 'json', '--reporter-json-export', report
  ], { cwd: projectRoot(), stdio: 'inherit' })
  await once(child, 'exit')
  const { run }: { run: { executions: Execution[] } } = JSON.parse(await readFile(report, 'utf8'))
  return run.executions
}
