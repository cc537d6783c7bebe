import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { KnownPaths } from './known-paths.ts'
import { Planned, sendPlan } from './plan-only.ts'
import { judgedBeside } from './judge-beside.ts'
import { frameworkFaults, UnfitRequest } from './schema-faults.ts'
import { shortenerFor } from './shortened.ts'
import { PreconditionFailed } from '../engine/enqueue.ts'
import { Problem, problems, type FieldErrors, type ProblemCode } from '../problems.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that it was answered with. */
    answeredCode: ProblemCode | undefined
  }
}

/** Of validation errors, as clients know it; that of any other problem leads to a page about it. */
const validationType = 'https://tools.ietf.org/html/rfc7231#section-6.5.1'

/** Problems that clients know in the shape of a validation error: no `detail`, but `errors` by field. */
const validation: readonly ProblemCode[] = ['validation_failed', 'syntax_error']

/**
 * A body that is too large is still read up to so many bytes: a client whose connection is closed while it sends never
 * reads the answer.
 */
const heardOut = 64 * 1024 * 1024

/** Turns every error into problem details; the only error handler. Code below it knows no HTTP status. */
export function renderProblems (app: FastifyInstance, known: KnownPaths): void {
  app.decorateRequest('answeredCode', undefined)
  app.decorateRequest('isJudgedBeside', false)
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Planned) return sendPlan(error, request, reply)
    const problem = toProblem(error, request)
    return problem instanceof UnfitRequest
      ? judgedBeside(problem, request, reply).then(whole => send(whole, request, reply))
      : send(problem, request, reply)
  })
  app.setNotFoundHandler((request, reply) => {
    const methods = known.methodsOf(request.url.split('?', 1)[0] ?? '')
    const problem = methods.length > 0
      ? new Problem('method_not_allowed', `${pathOf(request)} knows ${methods.join(', ')}, not ${request.method}.`, {
        headers: { allow: methods.join(', ') }
      })
      : new Problem('route_not_found', `${request.method} ${pathOf(request)} does not exist.`)
    return send(problem, request, reply)
  })
}

/** What is wrong before there is a route: a path that cannot be decoded, or is too long. */
export function renderFrameworkError (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void send(
    new Problem('validation_failed', error.message, {
      errors: { '': ['The path of the request could not be read.'] }, cause: error
    }),
    request,
    reply
  )
}

function send (problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = request.routeOptions.config.statuses?.[problem.code] ?? problems[problem.code].status
  request.answeredCode = problem.code
  if (status >= 500) request.log.error({ err: problem.cause ?? problem, errorCode: problem.code }, problem.message)
  else request.log.debug({ errorCode: problem.code, cause: problem.cause }, problem.message)
  if (problem.code === 'body_too_large' && Number(request.headers['content-length']) <= heardOut) {
    reply.removeHeader('connection')
  }
  if (problem.bare !== undefined) {
    return reply.code(status).headers(problem.headers).type('application/json').serializer(JSON.stringify).send(
      problem.bare
    )
  }
  const shorten = shortenerFor(request.params, request.query, request.body)
  return reply.code(status).headers(problem.headers).type('application/problem+json').serializer(JSON.stringify).send(
    describe(problem, shorten(pathOf(request)), request.id, { shorten, status })
  )
}

export function describe (
  problem: Problem, instance: string, traceId: string,
  { shorten = message => message, status = problems[problem.code].status }:
  { shorten?: (message: string) => string, status?: number } = {}
): object {
  const { title } = problems[problem.code]
  const errors = problem.errors && shortened(problem.errors, shorten)
  if (validation.includes(problem.code)) return { errors: errors ?? {}, type: validationType, title, status, traceId }
  return {
    type: `/problems/${problem.code}`,
    title,
    status,
    detail: shorten(problem.message),
    instance,
    errorCode: problem.code,
    errorTicket: traceId.slice(3, 35),
    traceId,
    ...(errors !== undefined && { errors })
  }
}

function shortened (errors: FieldErrors, shorten: (message: string) => string): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([field, messages]) => [shorten(field), messages.map(message => shorten(message))])
  )
}

/** What a client sees of a problem, for the documents. */
export function exampleProblem (code: ProblemCode): object {
  const errors: Partial<Record<ProblemCode, FieldErrors>> = {
    validation_failed: { CallingProfile: ['Invalid CallingProfileId!'] },
    syntax_error: {
      'phoneNumbers[11]': [
        "Unexpected character encountered while parsing value: ,. Path 'phoneNumbers[11]', line 6, position 183."
      ]
    },
    number_busy: { PhoneNumbers: ['+61395556880 is being processed by task wup_d4b23bb0-3b8a-4966-a368-fef9667d019f.'] }
  }
  const found = errors[code]
  return describe(
    new Problem(code, problems[code].title, found && { errors: found }), '/api/v3/…',
    '00-b0da85edb231924dee2cf223620f3e60-e788e6802f612a84-00'
  )
}

function pathOf (request: FastifyRequest): string {
  return request.originalUrl.split('?', 1)[0] ?? ''
}

function toProblem (error: FastifyError | Problem, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  if (error.validation !== undefined) {
    return frameworkFaults(request, error.validation, error.validationContext, error)
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('body_too_large', `The body may have at most ${request.routeOptions.bodyLimit} bytes.`, {
        cause: error
      })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('media_type_unsupported', request.routeOptions.config.file === undefined
        ? 'Send the body as application/json.'
        : 'Send the body as text/csv, or a form with the file as multipart/form-data.', { cause: error })
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Problem('validation_failed', error.message, {
        errors: { '': ['A non-empty request body is required.'] }, cause: error
      })
  }
  if (!request.raw.complete && request.raw.destroyed) {
    return new Problem('validation_failed', 'The client went away before its request was whole.', {
      errors: { '': ['The request ended before its body was whole.'] }, cause: error
    })
  }
  if (/^Z_/.test(error.code ?? '')) {
    return new Problem('validation_failed', error.message, {
      errors: { '': ['The body is not encoded as its Content-Encoding says.'] }, cause: error
    })
  }
  if (error instanceof PreconditionFailed) {
    return new Problem(
      'database_unavailable',
      'The records that the request is judged by keep changing. Nothing was changed; send it again.',
      { cause: error, headers: { 'retry-after': '1' } }
    )
  }
  if (error.code === lockNotAvailable || error.code === statementCanceled) {
    return new Problem('database_unavailable', error.code === lockNotAvailable
      ? 'Something else is changing the same records, and did not end in time. Nothing was changed; send it again.'
      : 'The database took too long for it. Nothing was changed; ask for less at once, or later.',
    { cause: error, headers: { 'retry-after': '2' } })
  }
  if (error.code === readOnlyTransaction) {
    return new Problem('database_unavailable', 'The database is read-only for now. Nothing was changed; try again.', {
      cause: error, headers: { 'retry-after': '5' }
    })
  }
  if (isDatabaseDown(error)) {
    return new Problem(
      'database_unavailable',
      'Nothing was changed that we know of. Send the request again, with the same Idempotency-Key.',
      { cause: error, headers: { 'retry-after': '2' } }
    )
  }
  if (error.statusCode === 400) {
    return new Problem('validation_failed', error.message, {
      errors: { '': ['The request could not be read.'] }, cause: error
    })
  }
  return new Problem('internal_error', 'The error is in our log under its ticket.', { cause: error })
}

/** What PostgreSQL says of `lock_timeout`, of `statement_timeout`, and of a change where it takes none. */
const [lockNotAvailable, statementCanceled, readOnlyTransaction] = ['55P03', '57014', '25006']

/** Connection trouble, in Node's words and in PostgreSQL's (class 08, 53 and 57: lost, out of resources, shut down). */
function isDatabaseDown (error: FastifyError): boolean {
  return /^(ECONN|EPIPE|ETIMEDOUT|08|53|57P)/.test(error.code ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
}
