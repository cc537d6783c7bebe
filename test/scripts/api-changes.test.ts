import t from 'tap'
import { documentVersion } from '../../src/app/document-version.ts'
import { changesBetween } from '../../scripts/openapi/changes.ts'
import { faultOf, withList } from '../../scripts/openapi/change-list.ts'
import { condensed } from '../../scripts/openapi/condensed.ts'
import { releasedDocument, releaseDates, versions } from '../../scripts/openapi/releases.ts'

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

t.test('problems that do not come any more, and words that a field names, trip nobody', t => {
  const body = { properties: { usage: { type: 'string' } } }
  t.same(changesBetween(documentWith({ body }), documentWith({})), {
    breaking: [], compatible: ['POST /numbers: the body.usage names what it may be.']
  })
  const problem = { content: { 'application/problem+json': { schema: ref('Answer') } } }
  const answers = (more: object): object => documentWith({ operation: { responses: { 200: problem, ...more } } })
  t.same(changesBetween(answers({ 404: problem }), answers({})), {
    breaking: [], compatible: ['POST /numbers does not answer 404 any more.']
  })
  t.same(changesBetween(answers({}), answers({ 404: problem })), {
    breaking: [], compatible: ['POST /numbers may answer 404.']
  })
  const alternatives = { properties: { list: { anyOf: [{ type: 'array' }, { type: 'array' }] } } }
  const { breaking } = changesBetween(documentWith({}), documentWith({ answer: alternatives }))
  t.same(breaking, [], 'alternatives of one type are that type')
  t.end()
})

t.test('the list for people tells what operations have in common once', t => {
  const every = ['/a', '/b', '/c', '/d', '/e'].map(path => `GET /api/v3${path} may answer 408.`)
  t.same(condensed([
    'GET /api/v3/new is new.', 'POST /api/v3/new is new.', 'GET /api/v3/new/{id} is new.', ...every,
    'GET /api/v3/a: query x is taken.', 'GET /api/v3/a: query y is taken.', 'GET /api/v3/b is gone.'
  ]), [
    '- Gone below `/api/v3/b`: GET.', '- New below `/api/v3/new`: GET, POST; GET `/{id}`.',
    '- 5 operations: may answer 408.', '- `GET /api/v3/a`: query x, y are taken.'
  ])
  t.ok(condensed([`GET /a: ${'words '.repeat(60)}.`]).every(line => line.length <= 120), 'lines are as long as a page')
  t.end()
})

t.test('a document that changed after its release has a later day, as a semantic version', t => {
  t.match(faultOf('2026-11-29', '2026-11-29'), /a later day/)
  t.equal(faultOf('2026-12-01', '2026-11-29'), undefined)
  t.same([documentVersion('v3', '2026-12-01'), documentVersion('v2', '2027-01-05')], ['3.2026.1201', '2.2027.105'])
  const [last = ''] = releaseDates()
  for (const version of versions) t.match(releasedDocument(last, version), { openapi: /^3/ }, `${last} has ${version}`)
  t.equal(withList('no marks', 'list'), undefined)
  t.end()
})
