import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Recording } from './recording.ts'

const compress = promisify(gzip)

/** While there is a recording, it answers everything but `/_mock`; faults and barriers still come first. */
export function replay (app: FastifyInstance, mock: Mock) {
  app.addHook('onRequest', async (request, reply) => {
    if (mock.recording === null || request.url.startsWith('/_mock/') || reply.sent) return undefined
    const { status, headers, body, encoding } = mock.recording.answer(request.method, request.url, mock.baseUrl)
    reply.code(status).headers(headers)
    if (body === undefined) return await reply.send()
    if (encoding !== 'gzip') return await reply.send(body)
    return await reply.header('content-encoding', 'gzip').send(await compress(body))
  })
}

/** `/_mock/replay`: takes the lines of a recording, tells how many there are, forgets them. */
export function replayRoutes (app: FastifyInstance, mock: Mock) {
  const told = () => ({ exchanges: mock.recording?.length ?? 0 })
  app.addContentTypeParser(
    ['application/x-ndjson', 'application/jsonl', 'text/plain'], { parseAs: 'string', bodyLimit: 256 * 1024 * 1024 },
    (_request, body, done) => done(null, String(body))
  )
  app.get('/replay', async () => told())
  app.put<{ Body: unknown }>('/replay', async (request) => {
    if (typeof request.body !== 'string') {
      throw Object.assign(new Error('send the recording as application/x-ndjson'), { statusCode: 415 })
    }
    mock.recording = new Recording(request.body)
    return told()
  })
  app.delete('/replay', async () => {
    mock.recording = null
    return told()
  })
}
