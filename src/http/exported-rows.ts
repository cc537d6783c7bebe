import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toCsv, type Cell } from './csv-cells.ts'
import { sendAsIs } from './send-as-is.ts'

/** Rows of an export: as cells of a table, and as what they say. */
export interface ExportedRows { readonly cells: readonly Cell[][], readonly objects: readonly object[] }

const lines = /(^|,)\s*application\/(x-)?nd-?json\s*(;|,|$)/i

/** Whether a client asks for one JSON object a line. */
export const wantsLines = ({ headers: { accept = '' } }: FastifyRequest): boolean => lines.test(accept)

/** Streams an export, as a table, or with `Accept: application/x-ndjson` as one JSON object a line. */
export function sendRows (
  request: FastifyRequest, reply: FastifyReply, name: string, columns: readonly string[],
  chunks: AsyncIterable<ExportedRows>
): never {
  const isLines = wantsLines(request)
  const text = async function * (): AsyncGenerator<string> {
    if (!isLines) yield toCsv([[...columns]])
    for await (const { cells, objects } of chunks) {
      yield isLines ? objects.map(object => `${JSON.stringify(object)}\n`).join('') : toCsv(cells)
    }
  }
  reply.type(isLines ? 'application/x-ndjson; charset=utf-8' : 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.${isLines ? 'ndjson' : 'csv'}"`)
  return sendAsIs(reply, Readable.from(text()))
}
