import type { FastifyInstance } from 'fastify'
import { pageHeaders } from '../http/response-headers.ts'
import { exampleProblem } from '../http/render-problem.ts'
import { Problem, problems, type ProblemCode } from '../problems.ts'

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const isCode = (text: string): text is ProblemCode => Object.hasOwn(problems, text)

/** A page for each problem, made of their list; its `type` leads there. And what a language model reads first. */
export function catalogue (app: FastifyInstance): void {
  app.get('/problems', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').headers(pageHeaders).send(page('Problems', `<table>${
      Object.entries(problems).map(([code, { status, title }]) =>
        `<tr><td><a href="/problems/${code}">${code}</a><td>${status}<td>${escape(title)}`).join('\n')
    }</table>`)))

  app.get<{ Params: { code: string } }>('/problems/:code', { schema: { hide: true } }, ({ params }, reply) => {
    if (!isCode(params.code)) throw new Problem('route_not_found', 'There is no such problem.')
    const { status, title, advice } = problems[params.code]
    return reply.type('text/html; charset=utf-8').headers(pageHeaders).send(page(title, `
<p>Status ${status}, <code>errorCode</code> <code>${params.code}</code>.</p>
<h2>What to do</h2><p>${escape(advice).replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</p>
<h2>Example</h2><pre>${escape(JSON.stringify(exampleProblem(params.code), null, 2))}</pre>
<p><a href="/problems">All problems</a></p>`))
  })

  app.get('/llms.txt', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(llms))
}

const page = (title: string, content: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><h1>${escape(title)}</h1>${
    content}</html>`

const llms = `# Dialplane

> Control plane for Microsoft Teams Operator Connect numbers. REST over HTTP with JSON; every mutation is answered with
> a task, which is read until its status is no longer InProgress.

Get a token by OAuth 2.0 client credentials (the documents name the token URL and the scope) and send it as a bearer.
Send an Idempotency-Key, a new UUID, with each mutation. Errors are application/problem+json; branch on errorCode.

## Documents

- [OpenAPI of version 3](/api/v3/openapi.json): every operation
- [OpenAPI of version 2](/api/v2/openapi.json): the operations of Live Cloud, in their older shapes
- [OpenAPI for clients of OVOC](/api/ovoc/v1/openapi.json): services and channels
- [Reference](/docs): the same to look at
- [Problems](/problems): every errorCode, with what to do about it
`
