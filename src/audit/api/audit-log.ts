import { Type } from '@sinclair/typebox'
import { administering, type Caller } from '../../http/caller.ts'
import { sendRows, type ExportedRows } from '../../http/exported-rows.ts'
import type { Resource } from '../../http/resource.ts'
import { timeIn } from '../../http/query-time.ts'
import { invalid } from '../../problems.ts'
import { pageQuery } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { Text } from '../../schemas/value.ts'
import { entriesPage, takePending, type EntryFilter } from '../records/audit-entries.ts'
import { AuditPage, verdicts, type AuditEntry } from '../schemas/audit-entry.ts'

const tags = ['Audit']
const filterQuery = {
  caller: Type.Optional(Text({ description: 'Only of this application, by `id@directory` or by its name.' })),
  operation: Type.Optional(Text({ description: 'Only of this `operationId`.' })),
  object: Type.Optional(Text({ description: 'Only of paths that begin so.' })),
  verdict: Type.Optional(Text({ 'x-values': verdicts, description: `One of ${verdicts.join(', ')}.` })),
  since: Type.Optional(Text({ description: 'Not before this time, as in 2026-08-12T07:00:00Z.' })),
  until: Type.Optional(Text({ description: 'Before this time.' }))
}
const columns = [
  'sequence', 'at', 'caller', 'callerName', 'channelId', 'umpCustomerGuid', 'address', 'operation', 'object', 'verdict',
  'status', 'errorCode', 'taskId', 'traceId', 'request', 'before', 'person', 'digest'
] as const satisfies ReadonlyArray<keyof AuditEntry>
const example = `${columns.join(',')}\r\n`
const rowsPerChunk = 500

export const auditLog: Resource = (scope, { records }) => {
  const takeWaiting = (caller: Caller): Promise<void> =>
    takePending(records(caller).beyondReach('entries that wait are taken into the log, whose ever they are'))

  scope.get('/audit', {
    config: { roles: administering, versions: ['v3'] },
    schema: {
      operationId: 'listAuditEntries',
      summary: 'List what was asked for',
      description:
        'Every request that changed something or was refused, every read of what secrets belong to, what tasks ' +
        'changed, as it was before and after, and the secrets that workers opened; for the caller\'s part of the tree.',
      tags,
      querystring: Type.Object({ ...pageQuery, ...filterQuery }),
      response: { 200: ref(AuditPage) }
    }
  }, async ({ caller, query: { PageNumber = 1, PageSize = 200, ...asked } }) => {
    await takeWaiting(caller)
    const { total, data } = await entriesPage(
      records(caller), filterOf(asked), (PageNumber - 1) * PageSize, PageSize
    )
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data
    }
  })

  scope.get('/audit/export', {
    config: { roles: administering, versions: ['v3'] },
    schema: {
      operationId: 'exportAuditEntries',
      summary: 'Export what was asked for as CSV',
      description: 'All that the filters let through, streamed, the newest first; as JSON lines with ' +
        '`Accept: application/x-ndjson`. Reading it is itself remembered.',
      tags,
      produces: ['text/csv'],
      querystring: Type.Object(filterQuery),
      response: { 200: { content: { 'text/csv': { schema: Type.String({ examples: [example] }) } } } }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const filter = filterOf(query)
    await takeWaiting(caller)
    const chunks = async function * (): AsyncGenerator<ExportedRows> {
      for (let before: number | undefined; ;) {
        const { data } = await entriesPage(records(caller), filter, 0, rowsPerChunk, before)
        yield { cells: data.map(entry => columns.map(column => cellOf(entry[column]))), objects: data }
        if (data.length < rowsPerChunk) return
        before = data.at(-1)?.sequence
      }
    }
    return sendRows(request, reply, 'audit', columns, chunks())
  })
}

function cellOf (value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function filterOf (
  { since, until, verdict, ...rest }: Partial<Record<keyof typeof filterQuery, string>>
): EntryFilter {
  if (verdict !== undefined && !verdicts.some(word => word === verdict)) {
    throw invalid({ Verdict: [`The value must be one of ${verdicts.join(', ')}.`] })
  }
  return { ...rest, verdict, since: timeIn('Since', since), until: timeIn('Until', until) }
}
