import type { SwaggerOptions } from '@fastify/swagger'
import type { Version } from './resource.ts'

/** The OpenAPI document of one version; committed under openapi/, so that a change of it is a reviewed change. */
export function documentOf (version: Version): SwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Dialplane',
        version,
        description: 'Control plane for Microsoft Teams Operator Connect numbers. Every mutation answers with a task; follow it with getTask. ' +
          'Names bind without regard to case, and numbers may be sent as strings.'
      },
      servers: [{ url: '/' }],
      tags: [
        { name: 'Numbers', description: 'Numbers at Microsoft and on the SBCs.' },
        { name: 'Calling profiles', description: 'What ties numbers to trunks and SBCs.' },
        { name: 'Tasks', description: 'Durable units of work.' }
      ],
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'OAuth 2.0 client credentials at Entra.' } }
      },
      security: [{ bearer: [] }]
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => typeof json['$id'] === 'string' ? json['$id'] : `def-${index}` },
    transform: ({ schema, url }) => ({ schema: withProblems(schema), url }),
    hideUntagged: true
  }
}

const problemAnswers = { 400: 'The request says something wrong; nothing was changed.', 401: 'No valid token.', 403: 'Not allowed.', 404: 'Not found.', 409: 'In conflict with a running task.', 500: 'An error of ours.' }

/** Every operation can answer with problem details, in the documents as in life. */
function withProblems<Schema> (schema: Schema): Schema {
  const { response, ...rest } = (schema ?? {}) as { response?: Record<string, unknown> }
  if (response === undefined) return schema
  const problems = Object.fromEntries(Object.entries(problemAnswers).map(([status, description]) => [status, {
    description, content: { 'application/problem+json': { schema: { $ref: 'ProblemDetails#' } } }
  }]))
  return { ...rest, response: { ...problems, ...response } } as Schema
}
