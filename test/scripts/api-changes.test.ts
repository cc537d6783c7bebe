import t from 'tap'
import { changesBetween } from '../../scripts/openapi/changes.ts'

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })

/** A document with one operation, and what a test changes of it. */
function documentWith (
  { parameters = [], body = {}, answer = {}, more = {}, operation = {} }: {
    parameters?: object[], body?: object, answer?: object, more?: object, operation?: object
  }
): object {
  const content = (schema: object): object => ({ content: { 'application/json': { schema } } })
  return {
    paths: {
      '/numbers': {
        post: {
          parameters, requestBody: content(ref('Body')), responses: { 200: content(ref('Answer')) }, ...operation
        }
      },
      ...more
    },
    components: {
      schemas: {
        Body: { type: 'object', properties: { usage: { type: 'string', enum: ['a', 'b'] } }, ...body },
        Answer: { type: 'object', properties: { list: { type: 'array', items: { type: 'string' } } }, ...answer }
      }
    }
  }
}

t.test('what a client may trip over is told apart from what it need not mind', t => {
  const was = documentWith({ parameters: [{ in: 'query', name: 'old' }] })
  const changes = (parts: Parameters<typeof documentWith>[0]): unknown =>
    changesBetween(was, documentWith({ parameters: [{ in: 'query', name: 'old' }], ...parts }))
  const operation = 'POST /numbers'

  t.same(changes({}), { breaking: [], compatible: [] }, 'equal documents have no changes')
  t.same(changes({ more: { '/tasks': { get: {} } } }), { breaking: [], compatible: ['GET /tasks is new.'] })
  t.same(changesBetween(documentWith({ more: { '/tasks': { get: {} } } }), documentWith({})), {
    breaking: ['GET /tasks is gone.'], compatible: []
  })
  t.same(changes({ parameters: [{ in: 'query', name: 'new', required: true }] }), {
    breaking: [`${operation}: query old is not taken any more.`, `${operation}: query new is required now.`],
    compatible: []
  })
  t.same(changes({ body: { properties: { usage: { type: 'string', enum: ['b', 'c'] } } } }), {
    breaking: [`${operation}: the body.usage is never a any more.`],
    compatible: [`${operation}: the body.usage may be c.`]
  })
  t.same(
    changes({ body: { properties: { usage: { type: 'string', enum: ['a', 'b'] }, more: {} }, required: ['more'] } }),
    { breaking: [`${operation}: the body.more is required now.`], compatible: [] }
  )
  t.same(changes({ answer: { properties: { list: { type: 'array', items: { type: 'integer' } }, next: {} } } }), {
    breaking: [`${operation}: the answer 200.list[] is "integer", and was "string".`],
    compatible: [`${operation}: the answer 200 has next.`]
  })
  t.same(changes({ answer: { properties: {} } }), {
    breaking: [`${operation}: the answer 200 has no list any more.`], compatible: []
  })
  t.same(changes({ operation: { deprecated: true } }), {
    breaking: [], compatible: [`${operation} is deprecated.`]
  })
  t.end()
})
