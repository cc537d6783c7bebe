import { Type } from '@sinclair/typebox'
import { BadFields } from '../../http/bad-fields.ts'
import { administering, type Caller } from '../../http/caller.ts'
import { sendRows, type ExportedRows } from '../../http/exported-rows.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { timeIn } from '../../http/query-time.ts'
import { ref } from '../../schemas/ref.ts'
import { Text } from '../../schemas/value.ts'
import { auditListing, entriesPage, takePending, type EntryFilter } from '../records/audit-entries.ts'
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
      querystring: Type.Object({ ...listQuery(auditListing), ...filterQuery }),
      response: { 200: ref(AuditPage) }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const filter = filterOf(query)
    await takeWaiting(caller)
    return answerList(request, reply, auditListing, place => entriesPage(records(caller), filter, place))
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
      for (let cursor: string | undefined; ;) {
        const { data, next } = await entriesPage(records(caller), filter, { offset: 0, limit: rowsPerChunk, cursor })
        yield { cells: data.map(entry => columns.map(column => cellOf(entry[column]))), objects: data }
        if (next === undefined) return
        cursor = next
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
  { since, until, verdict, caller, operation, object }: Partial<Record<keyof typeof filterQuery, string>>
): EntryFilter {
  const bad = new BadFields()
  if (verdict !== undefined && !verdicts.some(word => word === verdict)) {
    bad.add({ Verdict: [`The value must be one of ${verdicts.join(', ')}.`] })
  }
  const times = { since: bad.read(() => timeIn('Since', since)), until: bad.read(() => timeIn('Until', until)) }
  bad.refuse()
  return { caller, operation, object, verdict, ...times }
}
