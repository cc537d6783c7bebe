import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import { importCounts, resultsAfter, uploadsOf, type ImportResult } from '../records/import-results.ts'
import type { StoredTask } from '../../engine/records/task-reads.ts'
import { Problem } from '../../problems.ts'
import { NumberImport } from '../schemas/number-import.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf } from '../../schemas/value.ts'
import { importNumbers } from '../tasks/import-numbers/index.ts'
import { reading, type Caller } from '../../http/caller.ts'
import { toCsv, type Cell } from '../../http/csv-cells.ts'
import { results, settings } from './number-columns.ts'
import type { Resource } from '../../http/resource.ts'

const rowsPerChunk = 200
/** Errors and uploads that a summary names. */
const namedAtMost = 100

const params = Type.Object({
  taskid: Type.String({
    description: 'The task of the import.', examples: ['imp_019a2f60-6f0e-7c0a-9a51-3f2b8d1c7e90']
  })
})
const exampleResult =
  `${[...settings, ...results].join(',')}\r\n6.13955E+10,c1a7e2d0-1111-4a61-9b01-0000000000a1,` +
  '5f3fbb3b-df9b-483d-b294-c7eb01e22aac,CallingUserAssignment,,,AU,,,,,3,failed,telephoneNumber,row_invalid,' +
  'A spreadsheet rounded the number to 6.13955E+10.,\r\n'

export const importResults: Resource = (scope, { records, readTask }) => {
  async function ownImport (caller: Caller, id: string): Promise<StoredTask> {
    const task = /^[\w-]+$/.test(id) ? await readTask({ reach: caller.reach, id }) : undefined
    if (task === undefined || task.kind !== importNumbers.name) {
      throw new Problem('task_not_found', `Import ${id} does not exist, or its time of keeping is over.`)
    }
    return task
  }

  scope.get('/oc/numbers/import/:taskid', {
    config: { roles: reading, versions: ['v3'], problems: ['task_not_found'] },
    schema: {
      operationId: 'getNumberImport',
      summary: 'Get what became of an import',
      description: 'How many rows came to what, the first errors by line and column, and the uploads that were made.',
      tags: ['Numbers'],
      params,
      response: { 200: ref(NumberImport) }
    }
  }, async ({ caller, params }) => {
    const { id, status } = await ownImport(caller, params.taskid)
    const own = records(caller)
    const [{ rows, ...counts }, failed, uploads] = await Promise.all([
      importCounts(own, id), resultsAfter(own, id, 0, namedAtMost, true), uploadsOf(own, id, namedAtMost)
    ])
    const errors = failed.map(({ line, errorColumn, cells, errorCode, error }) => ({
      line, column: errorColumn, telephoneNumber: cells['telephoneNumber'] ?? null, code: errorCode, error
    }))
    return {
      taskId: id, status, rows: { total: rows, ...counts }, errors,
      uploads: uploads.map(({ taskId, rows, status }) => ({ taskId, rows, status }))
    }
  })

  scope.get('/oc/numbers/import/:taskid/result.csv', {
    config: { roles: reading, versions: ['v3'], problems: ['task_not_found'] },
    schema: {
      operationId: 'getNumberImportResult',
      summary: 'Get the result of an import as CSV',
      description:
        `Every row as it was sent, with ${results.join(', ')} behind it, streamed. Correct it and import it again: ` +
        'what a result adds is not looked at. While the import runs, rows that are not decided are `pending`.',
      tags: ['Numbers'],
      params,
      querystring: Type.Object({
        only: Type.Optional(
          OneOf(['failed'], { description: 'Only rows that failed, were canceled or were taken back.' })
        )
      }),
      response: { 200: { content: { 'text/csv': { schema: Type.String({ examples: [exampleResult] }) } } } }
    }
  }, async ({ caller, params, query }, reply) => {
    const { id } = await ownImport(caller, params.taskid)
    const rows = async function * (): AsyncGenerator<string> {
      yield toCsv([[...settings, ...results]])
      for (let line = 0; ;) {
        const found = await resultsAfter(records(caller), id, line, rowsPerChunk, query.only === 'failed')
        if (found.length > 0) yield toCsv(found.map(toCells))
        if (found.length < rowsPerChunk) return
        line = found.at(-1)?.line ?? line
      }
    }
    reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${id}.csv"`)
    return reply.send(Readable.from(rows()) as never)
  })
}

function toCells ({ line, cells, outcome, errorColumn, errorCode, error, uploadTaskId }: ImportResult): Cell[] {
  return [...settings.map(column => cells[column] ?? null), line, outcome, errorColumn, errorCode, error, uploadTaskId]
}
