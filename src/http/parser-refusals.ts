import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Problem, problems } from '../problems.ts'
import { describe } from './render-problem.ts'
import { traceOf } from './trace.ts'

/** How long a connection that was given up stays open for its client to read the answer. */
const lingerSeconds = 2

/**
 * What is refused before there is a request, because the parser of HTTP has given it up: a problem like any other, with
 * a trace. Nothing else can be read from the connection after that.
 */
export class ParserRefusals {
  /** What is being answered on a connection. */
  readonly #answers = new WeakMap<Socket, ServerResponse>()
  /** Connections that are given up. What had been read of them already is not done. */
  readonly #refused = new WeakSet<Socket>()

  readonly refuse = (error: NodeJS.ErrnoException, socket: Socket): void => {
    const answer = this.#answers.get(socket)
    // In the middle of an answer a second one would be taken for a part of it.
    const isWithinAnswer = answer?.headersSent === true && !answer.writableFinished
    if (this.#refused.has(socket)) return
    if (error.code === 'ECONNRESET' || !socket.writable || isWithinAnswer) {
      socket.destroy()
      return
    }
    this.#answer(socket, problemOf(error))
  }

  #answer (socket: Socket, problem: Problem): void {
    this.#refused.add(socket)
    const { status } = problems[problem.code]
    const traceId = traceOf({ headers: {} })
    const body = JSON.stringify(describe(problem, '/', traceId))
    socket.end([
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, 'Connection: close', 'Cache-Control: no-store',
      'Content-Type: application/problem+json', `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${traceId}`, 'X-Content-Type-Options: nosniff', '', body
    ].join('\r\n'))
    // Not at once: what the client still sends would reset the connection before it has read why.
    const closing = setTimeout(() => { socket.destroy() }, lingerSeconds * 1000)
    socket.once('close', () => { clearTimeout(closing) })
  }

  /** Follows the answers of an app. Requests without a host are refused here: Node would do it without a word. */
  follow (app: FastifyInstance): void {
    app.addHook('onRequest', async ({ raw: { socket, headers, httpVersion } }, reply) => {
      const hasHost = headers.host !== undefined || httpVersion !== '1.1'
      if (hasHost && !this.#refused.has(socket)) {
        this.#answers.set(socket, reply.raw)
        return
      }
      reply.hijack()
      if (!hasHost && !this.#refused.has(socket)) {
        this.#answer(socket, new Problem('request_unreadable', 'The header field Host is missing.'))
      }
    })
  }
}

function problemOf (error: NodeJS.ErrnoException): Problem {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('request_timeout', 'The request was not whole in time.')
    case 'HPE_HEADER_OVERFLOW':
      return new Problem('headers_too_large', 'The header fields are larger than 16 KiB together.')
    case 'HPE_INVALID_EOF_STATE':
      return new Problem('request_unreadable', 'The connection ended before the request was whole.')
    default:
      return new Problem('request_unreadable', `${error.message.replace(/^Parse Error: /, '')}.`)
  }
}
