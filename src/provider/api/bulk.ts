import { Type } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { badFile } from '../../http/bad-file.ts'
import { changing, reading, type Caller } from '../../http/caller.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { fileOf, takeFiles } from '../../http/uploaded-file.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import type { PlannedItem } from '../../schemas/request-plan.ts'
import { TaskReference } from '../../schemas/task.ts'
import { OneOf } from '../../schemas/value.ts'
import { bulkLoad, type StoredLoad } from '../records/bulk-loads.ts'
import { BulkLoad, resultColumns } from '../schemas/bulk-load.ts'
import type { LoadedRow } from '../schemas/loaded-row.ts'
import { loadSheets } from '../tasks/load-sheets.ts'
import { askAs, judgeRows, requestsAtMost } from './judge-rows.ts'
import { readSheets, rowsAtMost, sheetCalled } from './read-sheets.ts'
import { sheets } from './sheets/all.ts'
import { columnsOf, sendTables } from './send-tables.ts'
import { bytesOf, xlsxType, type Table } from './workbook.ts'

const tags = ['Bulk files']
const ofProvider = { from: 'provider', about: 'provider', versions: ['v3'] } as const
const format = Type.Optional(OneOf(['xlsx', 'csv'], { description: 'A workbook, unless you want one sheet as CSV.' }))
const sheet = Type.Optional(Type.String({
  maxLength: 40, description: `One of ${sheets.map(({ name }) => name).join(', ')}; for CSV it must be named.`
}))
const only = Type.Optional(OneOf(['failed'], { description: 'Only rows that were refused, or whose task failed.' }))
const params = Type.Object({
  taskid: Type.String({ description: 'The task of the load.', examples: ['blk_0199c0de'] })
})
const exampleFile = 'country,numberType,days,maximumDays\r\nUS,*,45,90\r\n'
const binary = {
  200: {
    content: {
      [xlsxType]: { schema: Type.String({ format: 'binary', examples: ['PK…'] }) },
      'text/csv': { schema: Type.String({ examples: [exampleFile] }) }
    }
  }
}

const load: Resource = (scope, means) => {
  takeFiles(scope, files => files.post('/bulk/load', {
    config: {
      roles: changing, from: 'provider', about: 'nobody', versions: ['v3'], makes: loadSheets, file: exampleFile,
      problems: ['out_of_scope']
    },
    schema: {
      operationId: 'loadSheets', summary: 'Load the rows of a workbook',
      description:
        `Takes a workbook (XLSX) with the sheets of an export, or one of them as CSV, with up to ${rowsAtMost} rows. ` +
        'The sheets are read from left to right in their own order, whatever that of the file. Each row is the ' +
        'request of a single operation, and judged as that; rows that say what is so already ask for nothing. The ' +
        `tasks of up to ${requestsAtMost} requests become children of one task, sheet after sheet. A bad row does ` +
        'not stop the others. Correct what the result file says, and send it again.',
      tags,
      querystring: Type.Object({
        sheet,
        onlyIfAllValid: Type.Optional(Type.Boolean({ description: 'Begin only if no row is refused.' })),
        ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'Your service request; kept on the tasks.' }))
      }),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { query: { sheet, onlyIfAllValid = false, ticketId } } = request
    const file = fileOf(request)
    const all = await readSheets(await bytesOf(file.bytes), sheet)
    request.body = { file: file.digest() } // the digest stands for the file in the request's fingerprint
    const judged = await judgeRows(request, all)
    if (judged.rows.length === 0) throw badFile('The file has no rows below its headers.')
    const bad = judged.rows.filter(({ error }) => error !== undefined)
    if (onlyIfAllValid && bad.length > 0) throw refused(bad)
    return acceptTask(means.queue, request, reply, {
      kind: loadSheets, input: judged, ticketId, itemCount: judged.rows.length,
      plan: async () => ({ items: judged.rows.map(plannedRow), notes: [] })
    })
  }))
}

const exported: Resource = scope => {
  scope.get('/bulk/export', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope'] },
    schema: {
      operationId: 'exportSheets', summary: 'Export documents as a workbook',
      description: 'What there is, as rows that can be edited and sent in again. Sheets that only ask are empty.',
      tags, querystring: Type.Object({ format, sheet }), response: binary
    }
  }, async (request, reply) => {
    const { query: { format = 'xlsx', sheet } } = request
    const wanted = sheet === undefined ? sheets : [sheetCalled(sheet)]
    const tables: Table[] = []
    for (const kind of wanted) {
      const columns = columnsOf(kind)
      const rows = await kind.current?.(askAs(request)) ?? []
      tables.push({ name: kind.name, columns, rows: rows.map(cells => columns.map(column => cells[column] ?? '')) })
    }
    return sendTables(reply, 'dialplane', format, tables)
  })
}

const results: Resource = (scope, means) => {
  scope.get('/bulk/loads/:taskid', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope', 'task_not_found'] },
    schema: {
      operationId: 'getBulkLoad', summary: 'Get what became of a workbook', tags, params,
      response: { 200: ref(BulkLoad) }
    }
  }, async ({ caller, params }) => {
    const { status, rows } = await ownLoad(means, caller, params.taskid)
    const count = (result: string): number => rows.filter(row => row.result === result).length
    return {
      taskId: params.taskid, status,
      rows: {
        total: rows.length, succeeded: count('succeeded'), unchanged: count('unchanged'), failed: count('failed'),
        pending: count('pending')
      },
      failures: rows.filter(({ result }) => result === 'failed').slice(0, 100)
        .map(({ sheet, line, error, taskId }) => ({ sheet, line, error: error ?? '', taskId }))
    }
  })

  scope.get('/bulk/loads/:taskid/result', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope', 'task_not_found'] },
    schema: {
      operationId: 'getBulkLoadResult', summary: 'Get the result of a workbook as one',
      description: `Every row as it was sent, with ${resultColumns.join(', ')} behind it. It can be sent in again.`,
      tags, params, querystring: Type.Object({ format, sheet, only }), response: binary
    }
  }, async ({ caller, params, query: { format = 'xlsx', sheet, only } }, reply) => {
    const { rows } = await ownLoad(means, caller, params.taskid)
    const meant = only === undefined ? rows : rows.filter(({ result }) => result === 'failed')
    const kinds = sheet === undefined ? sheets : [sheetCalled(sheet)]
    const tables = kinds.filter(({ name }) => meant.some(row => row.sheet === name)).map((kind): Table => {
      const columns = columnsOf(kind)
      return {
        name: kind.name, columns: [...columns, ...resultColumns],
        rows: meant.filter(row => row.sheet === kind.name).map(({ cells, result, error, taskId }) =>
          [...columns.map(column => cells[column] ?? ''), result, error, taskId])
      }
    })
    const nothing: Table = { name: 'Result', columns: [], rows: [] }
    return sendTables(reply, params.taskid, format, tables.length > 0 ? tables : [nothing])
  })
}

/** Documents of the provider's side as rows of workbooks. */
export const bulk: Resource = (scope, means) => {
  for (const routes of [load, exported, results]) routes(scope, means)
}

async function ownLoad ({ records }: ApiDependencies, caller: Caller, id: string): Promise<StoredLoad> {
  const load = await bulkLoad(records(caller), id)
  if (load === undefined) throw new Problem('task_not_found', `There is no load ${id}.`)
  return load
}

function refused (rows: readonly LoadedRow[]): Problem {
  return invalid(Object.fromEntries(
    rows.slice(0, 100).map(({ sheet, line, error = '' }) => [`${sheet}[${line}]`, [error]])
  ))
}

const plannedRow = ({ sheet, line, request, error }: LoadedRow): PlannedItem => ({
  key: `${sheet} ${line}`, code: null, reason: error ?? null, effects: [],
  outcome: error !== undefined ? 'failed' : request === undefined ? 'unchanged' : 'succeeded'
})
