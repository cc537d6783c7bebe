import type { SwaggerOptions } from '@fastify/swagger'
import type { FastifyContextConfig, FastifySchema } from 'fastify'
import { problems, type ProblemCode } from '../problems.ts'
import { exampleFinder } from './openapi-examples.ts'
import { exampleProblem } from '../http/render-problem.ts'
import type { Version } from '../http/routes.ts'
import type { Component } from '../http/domain.ts'

const codes = Object.keys(problems) as ProblemCode[]

const about = `\
Control plane for Microsoft Teams Operator Connect numbers. Every mutation answers with a task at once;
follow it with \`getTask\`. Names of body and query fields bind without regard to case, and numbers may be sent as
strings.

## Errors

Errors are \`application/problem+json\`. Branch on \`errorCode\`, which never changes its meaning. A validation
error has no code but \`errors\`, by field. Give us the \`errorTicket\` or the \`traceId\` when you ask about an error.

| errorCode | status | title | what to do |
|---|---|---|---|
${Object.entries(problems).map(([code, { status, title, advice }]) => `| \`${code}\` | ${status} | ${title} | ` +
  `${advice} |`).join('\n')}
`

/** The OpenAPI document of one version; committed under openapi/, so that a change of it is a reviewed change. */
export function documentOf (version: Version, components: readonly Component[]): SwaggerOptions {
  const exampleOf = exampleFinder(components)
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: version === 'ovoc' ? 'Dialplane for clients of OVOC' : 'Dialplane',
        version: version === 'ovoc' ? 'v1' : version, description: about, license: { name: 'MIT', identifier: 'MIT' }
      },
      servers: [{ url: '/' }],
      tags: [
        { name: 'Numbers', description: 'Numbers at Microsoft and on the SBCs.' },
        { name: 'Leads', description: 'Tenants that consented to us, or that we added without their consent.' },
        { name: 'Channels', description: 'Resellers below the provider, and what belongs to them.' },
        { name: 'Calling profiles', description: 'What ties numbers to trunks and SBCs.' },
        { name: 'Civic addresses', description: 'Emergency addresses of tenants, and the locations within them.' },
        { name: 'Customers', description: 'Licensed leads, also called services.' },
        { name: 'SBCs', description: 'The devices that carry the calls.' },
        { name: 'Users', description: 'Users of a customer, in its own Microsoft tenant.' },
        { name: 'SIP connections', description: 'Sites of customers, each on one SBC.' },
        { name: 'Script templates', description: 'What is written to an SBC for a site, and how.' },
        { name: 'Dial plans', description: 'Rules that lead calls to sites.' },
        { name: 'Licences', description: 'What a customer has bought, and what it uses.' },
        { name: 'Jobs', description: 'Microsoft\'s jobs behind uploads and releases.' },
        { name: 'Tasks', description: 'Durable units of work.' }
      ],
      components: {
        examples: Object.fromEntries(
          codes.map(code => [code, { summary: problems[code].title, value: exampleProblem(code) }])
        ),
        securitySchemes: {
          bearer: {
            type: 'http', scheme: 'bearer', bearerFormat: 'JWT',
            description: 'OAuth 2.0 client credentials at Entra. The roles of the application come with the token.'
          }
        }
      }
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `def-${index}`
    },
    transform: ({ schema, url, route }) => ({
      schema: schema?.hide === true ? schema : describe(schema ?? {}, route.config ?? {}, exampleOf), url
    }),
    transformObject: document =>
      'openapiObject' in document ? finish(document.openapiObject, exampleOf) : document.swaggerObject,
    hideUntagged: true
  }
}

const idempotencyKey = {
  type: 'string',
  description:
    'Makes it safe to send the request again: the same key with the same body gets the first answer. A UUID is a ' +
    'good one.',
  examples: ['0b8f4e4e-5a38-4d07-9c6f-0f4f7c1b2a3d']
}

type ExampleOf = ReturnType<typeof exampleFinder>

/**
 * Adds to what a route says of itself what holds for all: who may call it, examples, headers and every problem it can
 * answer with.
 */
function describe (schema: FastifySchema, config: FastifyContextConfig, exampleOf: ExampleOf): FastifySchema {
  const responses = Object.entries(
    (schema.response ?? {}) as Record<
      string,
      { description?: string, $ref?: string, content?: Record<string, { schema: object }> }
    >
  )
  const [status = '200', success = {}] = responses.find(([status]) => status.startsWith('2')) ?? []
  const makesTask = success.$ref === 'TaskReference#' || config.again !== undefined
  const answer = {
    description: success.description ?? exampleOf.descriptionOf(success) ?? schema.summary ?? 'Done.',
    ...(makesTask &&
      {
        headers: {
          Location: { type: 'string', description: 'Where to read the task.' },
          'Retry-After': { type: 'integer', description: 'Seconds to wait before that.' }
        }
      }),
    content: Object.fromEntries(
      Object.entries(success.content ?? { 'application/json': { schema: success } }).map((
        [type, { schema }]
      ) => [type, { schema, examples: ownExample(config, success) ?? exampleOf.all(schema) }])
    )
  }
  const roles = config.roles?.join(', ') ?? 'any'
  return {
    ...schema,
    ...(config.file !== undefined && { body: fileBody(config.file) }),
    description: `${schema.description ?? schema.summary ?? ''}\n\nRoles: ${roles}.`,
    security: [{ bearer: [] }],
    ...(makesTask &&
      {
        headers: {
          type: 'object',
          properties: {
            ...(schema.headers as { properties?: object } | undefined)?.properties, 'Idempotency-Key': idempotencyKey
          }
        }
      }),
    response: { [status]: answer, ...problemsOf(schema, config, makesTask) }
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
    content: {
      'text/csv': { schema: { type: 'string', examples: [example] } }, 'multipart/form-data': { schema: form }
    }
  }
}

function problemsOf (schema: FastifySchema, config: FastifyContextConfig, makesTask: boolean): Record<string, object> {
  const codes = [
    ...new Set<ProblemCode>([
      'validation_failed',
      ...schema.body === undefined ? [] : ['syntax_error', 'body_too_large', 'media_type_unsupported'] as const,
      ...config.file === undefined ? [] : ['body_too_large', 'media_type_unsupported'] as const,
      ...makesTask ? ['idempotency_key_invalid', 'idempotency_key_reused', 'customer_busy'] as const : [],
      'token_missing', 'token_invalid', 'caller_unknown', 'role_missing', ...config.problems ?? [], 'internal_error',
      'identity_unavailable', 'database_unavailable'
    ])
  ]
  const statuses = [...new Set(codes.map(code => problems[code].status))].sort()
  return Object.fromEntries(statuses.map(status => {
    const possible = codes.filter(code => problems[code].status === status)
    return [status, {
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

interface Finished {
  paths?: Record<
    string,
    Record<
      string,
      {
        requestBody?: { content?: Record<string, { schema?: { $ref?: string }, examples?: object, example?: unknown }> }
      }
    >
  >
  components?: { schemas?: Record<string, object> }
}

/**
 * What can be said only of the whole: bodies get the examples of their components, and components that nothing speaks
 * of go.
 */
function finish<Part extends object> (document: Part, exampleOf: ExampleOf): Part {
  const { paths = {}, components } = document as Finished
  const schemas = components?.schemas ?? {}
  for (const { requestBody } of Object.values(paths).flatMap(path => Object.values(path))) {
    for (const media of Object.values(requestBody?.content ?? {})) {
      const name = media.schema?.$ref?.split('/').at(-1)
      if (name !== undefined) media.examples = exampleOf.all({ $ref: `${name}#` })
      else if (media.example !== undefined) media.examples = { example1: { value: media.example } }
      delete media.example
    }
  }
  const used = new Set<string>()
  const visit = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"/]+)/g)) {
      if (used.has(name)) continue
      used.add(name)
      visit(schemas[name])
    }
  }
  visit(paths)
  for (const name of Object.keys(schemas)) if (!used.has(name)) delete schemas[name]
  return document
}
