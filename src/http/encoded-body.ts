import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Readable, Transform } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../problems.ts'

const decoders: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip], ['x-gzip', createGunzip], ['deflate', createInflate], ['br', createBrotliDecompress]
])

/**
 * Bodies may come compressed. The limits hold for what comes out, so that a small body that becomes a large one is
 * refused as soon as it is too large.
 */
export function decodeBodies (app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? ''
    if (coding === '' || coding === 'identity') return payload
    const decoder = decoders.get(coding)
    if (decoder === undefined) {
      throw new Problem(
        'media_type_unsupported', `A body encoded as ${coding.slice(0, 40)} is not taken; gzip, deflate and br are.`,
        { headers: { 'accept-encoding': 'gzip, deflate, br' } }
      )
    }
    return decoded(payload, decoder())
  })
}

/** Fastify compares `receivedEncodedLength` with Content-Length, and counts what comes out against the limit. */
function decoded (encoded: Readable, decoder: Transform): Transform {
  const counting = Object.assign(decoder, { receivedEncodedLength: 0 })
  encoded.on('data', (chunk: Buffer) => { counting.receivedEncodedLength += chunk.length })
  encoded.on('error', error => counting.destroy(error))
  counting.on('error', () => encoded.resume()) // the rest is let go by: else the client would not read its answer
  return encoded.pipe(counting)
}
