import type { SwaggerOptions } from '@fastify/swagger'
import { leadStatuses } from '../customers/schemas/lead.ts'
import { driftClasses } from '../drift/schemas/drift-class.ts'
import { problems, type ProblemCode } from '../problems.ts'
import { documentVersion } from './document-version.ts'
import { exampleFinder } from './openapi-examples.ts'
import { finishDocument } from './openapi-finish.ts'
import { webhooksOf } from './openapi-webhooks.ts'
import { describeOperation } from './openapi-operation.ts'
import { exampleProblem } from '../http/render-problem.ts'
import type { Version } from '../http/routes.ts'
import type { Component } from '../http/domain.ts'
import type { WordList } from '../schemas/value.ts'

const codes = Object.keys(problems) as ProblemCode[]

export interface Known {
  readonly token: { readonly url: string, readonly scope: string }
  /** Names of the kinds of tasks. */
  readonly kinds: readonly string[]
  /** What each of them says in the end. */
  readonly outputs: Readonly<Record<string, object>>
}

const aboutIn = ({ token }: Known): string => `\
Control plane for Microsoft Teams Operator Connect numbers. Names of body and query fields bind without regard to case,
and numbers may be sent as strings.

## Authentication

OAuth 2.0 client credentials: \`POST ${token.url}\` with \`grant_type=client_credentials\`, your \`client_id\` and
\`client_secret\`, and \`scope=${token.scope}\`. Send the \`access_token\` of the answer as
\`Authorization: Bearer …\`, and get a new one before \`expires_in\` seconds are over. Your application has a role
(Admin, Operator or Monitor) at a node of the tree, and sees what is below that node.

## Tasks

Every mutation is answered at once with a task, whose place is in the header \`Location\`. Read it after
\`Retry-After\` seconds, then every few seconds, until \`status\` is not \`InProgress\`. Its items tell for each number
what became of it.

## Idempotency

Send an \`Idempotency-Key\` with each mutation, a new UUID for each that is not a repetition. When no answer arrives,
send the request again with the same key: it is done once, and the first answer is repeated. The same key with another
body is answered with 422.

## Pages

Lists take \`PageNumber\`, from 1, and \`PageSize\`. Their answers have \`currentPage\`, \`totalPages\`,
\`totalRecords\` and \`data\`, in an order that stays; \`sort\` names another. Long ones are better read behind a
\`cursor\`, the \`next\` of the last answer: nothing moves to another page meanwhile, and page 10,000 costs what page 1
costs. \`updatedSince\` finds what changed, \`fields\` leaves out what you do not read, and with
\`Accept: application/x-ndjson\` all of a list comes as one JSON object a line.

## When something is away

Reads go on while Microsoft, an SBC or the key server is away, from what is known here. Their header field
\`Dialplane-Degraded\` names what is away then; \`listUpstreams\` tells since when and why.

## Limits

The field \`RateLimit\` tells how many requests are left and for how many seconds. After 429 or 503 wait for as long as
\`Retry-After\` says.

## Versions

\`info.version\` is the version of the API, which the paths have too, and the day of this document:
\`3.2026.1201\`. Within a version of the API fields, words and operations are added, and none goes: pass over what you
do not know. What changed from release to release stands in the CHANGELOG. A version that is to go says so in each
answer, by \`Deprecation\` and \`Sunset\`.

## Events

What happened stands in one ordered log. Read it by \`listEvents\` behind the \`next\` of the last answer, follow it as
server-sent events, or have it sent to you as signed webhooks; the schemas are the same, one for each type of event.

## Errors

Errors are \`application/problem+json\`. Branch on \`errorCode\`, which never changes its meaning. A validation
error has no code but \`errors\`, by field. Give us the \`errorTicket\` or the \`traceId\` when you ask about an error.

| errorCode | status | title | what to do |
|---|---|---|---|
${Object.entries(problems).map(([code, { status, title, advice }]) => `| \`${code}\` | ${status} | ${title} | ` +
  `${advice} |`).join('\n')}
`

/** The OpenAPI document of one version; committed under openapi/, so that a change of it is a reviewed change. */
export function documentOf (version: Version, components: readonly Component[], known: Known): SwaggerOptions {
  const exampleOf = exampleFinder(components)
  const { url: tokenUrl, scope } = known.token
  const words: Readonly<Record<WordList, readonly string[]>> = {
    'codes of problems': codes, 'kinds of tasks': known.kinds, 'statuses of consents': leadStatuses,
    'classes of drift': driftClasses
  }
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: version === 'ovoc' ? 'Dialplane for clients of OVOC' : 'Dialplane',
        version: documentVersion(version),
        contact: { name: 'The operator of this deployment' }, description: aboutIn(known),
        license: { name: 'MIT', identifier: 'MIT' }
      },
      tags: [
        { name: 'Numbers', description: 'Numbers at Microsoft and on the SBCs.' },
        { name: 'Leads', description: 'Tenants that consented to us, or that we added without their consent.' },
        { name: 'Channels', description: 'Resellers below the provider, and what belongs to them.' },
        { name: 'Applications', description: 'Who may call, for which node of the tree, and for how long.' },
        { name: 'Events', description: 'What happened, in one ordered log.' },
        { name: 'Audit', description: 'Who asked for what, and what was said.' },
        { name: 'Allocations', description: 'What the nodes of the tree may use of what the provider has.' },
        {
          name: 'Operator Connect tenants',
          description: 'Where the provider is an operator at Microsoft, and its side of consents.'
        },
        { name: 'Bulk files', description: 'Documents of the provider as rows of workbooks and CSV files.' },
        { name: 'Data syncs', description: 'What is read from Operator Connect tenants, and when.' },
        { name: 'Consents', description: 'What tenants said to us as their operator, and numbers without it.' },
        { name: 'Number ranges', description: 'Uploads and releases by a start number and how many.' },
        { name: 'Drift', description: 'Where records, Microsoft and SBCs differ, and what is done about it.' },
        { name: 'Number inventory', description: 'Where each number is, its state, and what people decided about it.' },
        { name: 'Number orders', description: 'What was ordered of Microsoft and released again, and by whom.' },
        { name: 'Calling profiles', description: 'What ties numbers to trunks and SBCs.' },
        { name: 'Civic addresses', description: 'Emergency addresses of tenants, and the locations within them.' },
        { name: 'Customer build', description: 'Customers as documents, and the templates of such documents.' },
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
          oauth2: {
            type: 'oauth2',
            description: 'Client credentials at Entra. The roles of the application come with the token.',
            flows: { clientCredentials: { tokenUrl, scopes: { [scope]: 'All that the role may.' } } }
          }
        }
      }
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `def-${index}`
    },
    transform: ({ schema = {}, url, route }) => ({
      schema: schema.hide === true ? schema : describeOperation(schema, route.config ?? {}, exampleOf, scope), url
    }),
    transformObject: document =>
      'openapiObject' in document
        ? finishDocument(
          document.openapiObject, exampleOf, words,
          version === 'v3' ? { webhooks: webhooksOf(), outputs: known.outputs } : {}
        )
        : document.swaggerObject,
    hideUntagged: true
  }
}
