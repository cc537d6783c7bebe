import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Fault } from './faults.ts'

const compress = promisify(gzip)

export const isShaped = ({ gzip, drip, length }: Fault) =>
  gzip === true || drip !== undefined || length !== undefined

/** The body as a fault wants it on the wire: compressed, in drops, or of another length than is stated. */
export async function shapeBody (fault: Fault, request: FastifyRequest, reply: FastifyReply, payload: unknown) {
  if (typeof payload !== 'string' || payload === '') return payload
  const bytes = fault.gzip === true ? await compress(payload) : Buffer.from(payload)
  if (fault.gzip === true) reply.header('content-encoding', 'gzip')
  if (fault.drip === undefined && fault.length === undefined) {
    reply.removeHeader('content-length')
    return bytes
  }
  reply.header('content-length', fault.length ?? bytes.length)
  // Whoever waits for the rest, or has too much, must not wait for ever: nothing else comes on this connection.
  if (fault.length !== undefined) reply.raw.once('finish', () => request.raw.socket.destroy())
  return Readable.from(pieces(bytes, fault.drip ?? { bytes: bytes.length, milliseconds: 0 }), { objectMode: false })
}

async function * pieces (bytes: Buffer, { bytes: size, milliseconds }: NonNullable<Fault['drip']>) {
  for (let from = 0; from < bytes.length; from += size) {
    if (from > 0) await delay(milliseconds)
    yield bytes.subarray(from, from + size)
  }
}
