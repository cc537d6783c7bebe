import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { Problem, problems } from '../problems.ts'
import { describe } from './render-problem.ts'
import { traceOf } from './trace.ts'

/**
 * What is refused before there is a request, because the parser of HTTP has given it up: a problem like any other, with
 * a trace. Nothing else can be read from the connection after that.
 */
export function refuseUnparsed (error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = problemOf(error)
  const { status } = problems[problem.code]
  const traceId = traceOf({ headers: {} })
  const body = JSON.stringify(describe(problem, '/', traceId))
  socket.end([
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, 'Connection: close', 'Cache-Control: no-store',
    'Content-Type: application/problem+json', `Content-Length: ${Buffer.byteLength(body)}`, `X-Request-Id: ${traceId}`,
    'X-Content-Type-Options: nosniff', '', body
  ].join('\r\n'), () => { socket.destroy() })
}

function problemOf (error: NodeJS.ErrnoException): Problem {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('request_timeout', 'The request was not whole in time.')
    case 'HPE_HEADER_OVERFLOW':
      return new Problem('headers_too_large', 'The header fields are larger than 16 KiB together.')
    default:
      return new Problem('request_unreadable', `${error.message.replace(/^Parse Error: /, '')}.`)
  }
}
