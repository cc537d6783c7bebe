import type { FastifyInstance } from 'fastify'

/** What a browser may do with a page of ours: nothing from elsewhere, and no frame around it. */
const pagePolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'; " +
  "font-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self' 'unsafe-inline'"

/** Answers of the API are no pages. */
const answerPolicy = "default-src 'none'; frame-ancestors 'none'"

export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': pagePolicy, 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff'
}

/** What every answer carries: it is what it says it is, and nobody keeps it who is not asked to. */
export function responseHeaders (app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload: unknown, done) => {
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', answerPolicy)
    // Not modified: the answer has no body, and tells of none.
    done(null, reply.statusCode === 304 ? null : payload)
  })
}
