import type { Role } from '../../scripts/stack/demo.ts'
import { parse } from 'csv-parse/sync'
import { profiles, tenants, type Answer, type Stack } from './stack.ts'
import type { Anything } from './anything.ts'

export const importPath = '/api/v3/oc/numbers/import'

/** A file of numbers: the usual columns, with what is given in place of the usual cells. */
export function numberFile (
  rows: ReadonlyArray<Record<string, string>>,
  columns: readonly string[] = ['telephoneNumber', 'msTenantId', 'callingProfileId', 'usage', 'country']
): string {
  const usual: Record<string, string> = {
    msTenantId: tenants.australian, callingProfileId: profiles.withSbcs, usage: 'CallingUserAssignment', country: 'AU'
  }
  return [
    columns.join(','), ...rows.map(row => columns.map(column => row[column] ?? usual[column] ?? '').join(',')), ''
  ].join('\r\n')
}

export function importFile (
  stack: Stack, file: string | Buffer,
  { query = '', role = 'admin', headers = {} }: { query?: string, role?: Role, headers?: Record<string, string> } = {}
): Promise<Answer> {
  return stack.call('POST', `${importPath}${query}`, {
    body: file, role, headers: { 'content-type': 'text/csv', ...headers }
  })
}

/** The rows of a result or of an export, by column. */
export function readFile (text: string): Array<Record<string, string>> {
  return parse(text, { columns: true })
}

/** Imports, waits for the end and reads the result: the task as version 3 shows it, and the rows. */
export async function imported (
  stack: Stack, file: string | Buffer, options: Parameters<typeof importFile>[2] = {}
): Promise<{ task: Anything, rows: Array<Record<string, string>> }> {
  const { status, body } = await importFile(stack, file, options)
  if (status !== 200) throw new Error(`The import was refused: ${JSON.stringify(body)}`)
  const task = await stack.finished(body.taskId)
  return { task, rows: readFile((await stack.call('GET', `${importPath}/${task.id}/result.csv`)).body) }
}
