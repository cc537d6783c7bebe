import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Answers with a CSV file while its rows are made. */
export function sendCsv (reply: FastifyReply, filename: string, rows: AsyncIterable<string>): void {
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${filename}"`)
    .send(Readable.from(rows))
}
