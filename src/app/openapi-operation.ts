import type { FastifyContextConfig, FastifySchema } from 'fastify'
import { problems, type ProblemCode } from '../problems.ts'
import { makesTask as mayBePlanned } from '../http/plan-only.ts'
import { planType } from '../schemas/request-plan.ts'
import { longestParameter } from '../http/plain-path.ts'
import type { Examples } from './openapi-examples.ts'

const idempotencyKey = {
  type: 'string',
  minLength: 1,
  maxLength: 255,
  pattern: '^[\\x21-\\x7e]+$',
  // No example: a client that is made from the document would send it with every request.
  description:
    'Makes it safe to send the request again: the same key with the same body gets the first answer, with another ' +
    'body 422. Make a new UUID for each request that is not a repetition.'
}

const ofEveryAnswer = {
  'X-Request-Id': { type: 'string', description: 'The W3C trace of the request, as our log has it.' },
  RateLimit: {
    type: 'string', description: 'Requests that are left, and for how many seconds: `"application";r=59;t=12`.'
  }
}

/** Statuses that tell when to come again. */
const comesAgain = [429, 503]

/**
 * Adds to what a route says of itself what holds for all: who may call it, examples, headers and every problem it can
 * answer with.
 */
export function describeOperation (
  schema: FastifySchema, config: FastifyContextConfig, exampleOf: Examples, scope: string
): FastifySchema {
  const responses = Object.entries<{
    description?: string, $ref?: string, content?: Record<string, { schema: object }>
  }>(Object(schema.response))
  const [status = '200', success = {}] = responses.find(([status]) => status.startsWith('2')) ?? []
  const makesTask = success.$ref === 'TaskReference#' || config.again !== undefined
  const isPlanned = mayBePlanned(schema, config)
  const plan = isPlanned
    ? { [planType]: { schema: { $ref: 'RequestPlan#' }, examples: exampleOf.all({ $ref: 'RequestPlan#' }) } }
    : undefined
  const answer = {
    description: success.description ?? exampleOf.descriptionOf(success) ?? schema.summary ?? 'Done.',
    headers: {
      ...ofEveryAnswer,
      ...(makesTask &&
        {
          Location: { type: 'string', description: 'Where to read the task.' },
          'Retry-After': { type: 'integer', description: 'Seconds to wait before that.' }
        })
    },
    content: {
      ...Object.fromEntries(
        Object.entries(success.content ?? { 'application/json': { schema: success } }).map((
          [type, { schema }]
        ) => [type, { schema, examples: ownExample(config, success) ?? exampleOf.all(schema) }])
      ),
      ...(status === '200' && plan)
    }
  }
  const roles = config.roles?.join(', ') ?? 'any'
  return {
    ...schema,
    ...(schema.params !== undefined && { params: bounded(schema.params) }),
    ...(config.file !== undefined && { body: fileBody(config.file) }),
    description: `${schema.description ?? schema.summary ?? ''}\n\nRoles: ${roles}.`,
    security: [{ oauth2: [scope] }],
    ...(makesTask &&
      {
        headers: {
          type: 'object',
          properties: {
            ...Object(schema.headers).properties, 'Idempotency-Key': idempotencyKey
          }
        }
      }),
    response: {
      [status]: answer,
      ...Object.fromEntries(responses.filter(([status]) => status === '304')), // without a body
      ...(plan !== undefined && status !== '200' && { 200: { description: 'What it would do.', content: plan } }),
      ...problemsOf(schema, config, makesTask)
    }
  }
}

/** The router bounds the parameters of a path. */
function bounded (params: unknown): object {
  const { properties = {}, ...rest }: { properties?: Record<string, object> } = Object(params)
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, { maxLength: longestParameter, ...schema }])
    )
  }
}

function ownExample (
  { makes, example }: FastifyContextConfig, { $ref }: { $ref?: string }
): Record<string, { value: unknown }> | undefined {
  if (example !== undefined) return { example1: { value: example } }
  return makes === undefined || $ref !== 'TaskReference#'
    ? undefined
    : { example1: { value: { taskId: `${makes.idPrefix}_c14a0a55-fcc5-4598-b405-c978e7da1af4` } } }
}

/** Routes that take a file read it themselves; a schema would have the framework wait for all of it. */
function fileBody (example: string): object {
  const form = {
    type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } },
    examples: [{ file: example }]
  }
  return {
    // Some generators send by a form whatever may be sent by one, with the type that stands first: both must agree.
    content: {
      'multipart/form-data': { schema: form }, 'text/csv': { schema: { type: 'string', examples: [example] } }
    }
  }
}

function problemsOf (schema: FastifySchema, config: FastifyContextConfig, makesTask: boolean): Record<string, object> {
  const codes = [
    ...new Set<ProblemCode>([
      'validation_failed',
      ...schema.body === undefined ? [] : ['syntax_error', 'body_too_large', 'media_type_unsupported'] as const,
      ...config.file === undefined ? [] : ['body_too_large', 'media_type_unsupported'] as const,
      ...makesTask
        ? ['media_type_unsupported', 'idempotency_key_invalid', 'idempotency_key_reused', 'customer_busy'] as const
        : [],
      'token_missing', 'token_invalid', 'caller_unknown', 'caller_disabled', 'role_missing', 'rate_limited',
      ...config.problems ?? [],
      'request_unreadable', 'request_timeout', 'headers_too_large', 'internal_error',
      'identity_unavailable', 'database_unavailable'
    ])
  ]
  const statusOf = (code: ProblemCode): number => config.statuses?.[code] ?? problems[code].status
  const statuses = [...new Set(codes.map(statusOf))].sort()
  return Object.fromEntries(statuses.map(status => {
    const possible = codes.filter(code => statusOf(code) === status)
    return [status, {
      ...(comesAgain.includes(status) &&
        { headers: { 'Retry-After': { type: 'integer', description: 'Seconds to wait before the next attempt.' } } }),
      description: possible.map(code => `\`${code}\`: ${problems[code].title}`).join('\n\n'),
      content: {
        'application/problem+json': {
          schema: { $ref: 'ProblemDetails#' },
          examples: Object.fromEntries(possible.map(code => [code, { $ref: `#/components/examples/${code}` }]))
        },
        ...(config.bare?.[status] !== undefined &&
          {
            'application/json': { schema: { type: 'string' }, examples: { example1: { value: config.bare[status] } } }
          })
      }
    }]
  }))
}
