import t from 'tap'
import { v2 } from '../../src/app/v2.ts'
import { pathOf, readDocument, type Document, type Operation, type Parameter } from '../support/documents.ts'
import { openRecords } from '../support/records.ts'
import { startStack, type Answer } from '../support/stack.ts'

const nonsense = [
  '', 'null', '[]', '[[]]', '7', 'true', '"text"', '{', '{}', '[{}]', '{"a":', '{"__proto__":{}}',
  JSON.stringify({ phoneNumbers: { a: 1 } }), JSON.stringify({ phoneNumbers: [[[]]] }), '\ufeff', '[1e999]',
  `${'['.repeat(2000)}`
]

/** Live Cloud documents 400 for what is not there. */
const documentedAs400 = new Set(['v2 listLicensedUsers'])

t.test('every route keeps the promises of the API', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const documents = {
    v2: await readDocument(stack, 'v2'), v3: await readDocument(stack, 'v3'), ovoc: await readDocument(stack, 'ovoc')
  }
  const everywhere =
    (work: (operation: Operation, document: Document, name: string) => void | Promise<void>) => async () => {
      for (const [version, document] of Object.entries(documents)) {
        for (const operation of document.operations) {
          await work(operation, document, `${version} ${operation.operationId}`)
        }
      }
    }
  /** A filter for which any text means something, if only that nothing fits. */
  const isFreeText = ({ name, schema }: Parameter): boolean =>
    schema.type === 'string' && schema.enum === undefined && !/^(msTenantId|acquiredNumberStatus)$/.test(name)
  /** POST, because what is asked does not fit a URL. */
  const asking = ['validateNumbers']
  const changes = (operation: Operation): boolean =>
    operation.method !== 'GET' && !asking.includes(operation.operationId)

  await t.test(
    'each operation documents what it does, who may use it and what it takes and answers, with fitting examples',
    everywhere((operation, document, name) => {
      t.match(operation, {
        operationId: /^[a-z][A-Za-z]+$/, summary: /^[A-Z].*[^.]$/, description: /Roles: /, security: [{ oauth2: [/^api:/] }]
      }, name)
      t.equal(operation.tags?.length, 1, name)
      t.ok(document.tags.some(tag => tag.name === operation.tags?.[0]), `the tag of ${name} is explained`)
      for (const parameter of operation.parameters ?? []) {
        t.ok(parameter.description ?? parameter.example, `${name} says what ${parameter.name} is`)
      }
      const told = [
        ...Object.values(operation.requestBody?.content ?? {}),
        ...Object.values(operation.responses).flatMap(({ content }) => Object.values(content ?? {}))
      ]
      for (const [status, { content }] of Object.entries(operation.responses)) {
        const says = status === '304' || Object.keys(content ?? {}).length > 0
        t.ok(says, `${name} says what ${status} comes with`)
      }
      for (const { schema, examples = {} } of told) {
        t.ok(Object.keys(examples).length > 0, `${name} has examples`)
        for (const [label, example] of Object.entries(examples)) {
          const value = example.$ref === undefined
            ? example.value
            : document.components.examples[example.$ref.split('/').at(-1) ?? '']?.value
          t.same(document.faults(schema, value), [], `${name}: ${label} fits`)
        }
      }
      const expected = [
        operation.responses['201'] === undefined ? '200' : '201', '400', '401', '403', '500', '503',
        ...operation.path.includes('{') && !documentedAs400.has(name) ? ['404'] : [],
        ...operation.requestBody === undefined ? [] : ['413', '415']
      ]
      for (const status of expected) {
        t.ok(operation.responses[status]?.description, `${name} answers ${status}`)
      }
      for (const [status, { content }] of Object.entries(operation.responses)) {
        t.match(
          Object.keys(content ?? {}).join(),
          status === '304'
            ? /^$/
            : /^20[01]$/.test(status)
              ? /^((application\/json)?,?([\w/.]+plan\+json)?|(application\/vnd\.openxml[\w.-]+,)?text\/csv)$/
              : /^application\/problem\+json(,application\/json)?$/,
          `${name} ${status}`
        )
      }
    })
  )

  await t.test('each operation and each shared schema has a name of its own', async t => {
    for (const { operations, components } of Object.values(documents)) {
      t.equal(
        new Set(operations.map(operation => operation.operationId)).size, operations.length,
        'no operationId stands twice in one document'
      )
      for (const name of Object.keys(components.schemas)) {
        t.match(name, /^[A-Z][A-Za-z0-9]+$/, `${name} is a name in upper camel case`)
      }
    }
    t.ok(documents.v2.components.schemas['Task'], 'version 2 shares the schema Task')
    t.ok(documents.v3.components.schemas['Task'], 'version 3 shares the schema Task')
  })

  await t.test('each operation of version 2 exists in version 3', async t => {
    const newest = new Set(documents.v3.operations.map(({ method, path }) => `${method} ${path}`))
    for (const { method, path } of documents.v2.operations) {
      t.ok(newest.has(`${method} ${path.replace('/v2/', '/v3/')}`), `${method} ${path}`)
    }
  })

  await t.test(
    'each operation that changes something takes the service request that it belongs to',
    everywhere((operation, _, name) => {
      if (changes(operation)) {
        t.ok(operation.parameters?.some(parameter => parameter.in === 'query' && parameter.name === 'ticketId'), name)
      }
    })
  )

  await t.test('no operation takes a service request that is longer than what tasks are found by', async t => {
    const longest = 64 // of listTasks
    for (const { components } of Object.values(documents)) {
      for (const [name, schema] of Object.entries(components.schemas)) {
        const { ticketId } =
          (schema as { properties?: { ticketId?: { type: unknown, maxLength?: number } } }).properties ?? {}
        if (ticketId?.type === 'string') t.equal(ticketId.maxLength, longest, name)
      }
    }
  })

  // What ran before kept this process from seeing that its idle connections were closed.
  await new Promise(resolve => setImmediate(resolve))
  await t.test(
    'each operation refuses callers without a token, under both prefixes',
    everywhere(async (operation, _, name) => {
      for (const prefix of ['', '/tenantui']) {
        const answer = await stack.call(operation.method, prefix + pathOf(operation), {
          role: null, ...(operation.requestBody !== undefined && { body: {} })
        })
        t.match(answer, {
          status: 401, headers: { 'content-type': /^application\/problem\+json/, 'www-authenticate': /^Bearer/ },
          body: { errorCode: 'token_missing' }
        }, name)
      }
    })
  )

  await t.test(
    'each operation that changes something refuses a Monitor before it looks at the request',
    everywhere(async (operation, _, name) => {
      if (!changes(operation)) return
      for (const body of [{}, '{']) {
        t.match(await stack.call(operation.method, pathOf(operation), { role: 'monitor', body }), {
          status: 403, body: { errorCode: 'role_missing' }
        }, name)
      }
    })
  )

  await t.test('each operation answers nonsense with a documented problem and changes nothing', async t => {
    const before = await records.counts()
    const refused = (answer: Answer, operation: Operation, what: string): void => {
      t.ok(answer.status >= 400 && answer.status < 500, `${operation.operationId} ${what}: ${answer.status}`)
      t.ok(operation.responses[answer.status], `${operation.operationId} documents ${answer.status}`)
      if (typeof answer.body === 'string') {
        t.ok(
          operation.responses[answer.status]?.content?.['application/json'],
          `${operation.operationId} documents a bare text for ${answer.status}`
        )
        return
      }
      t.match(answer.headers['content-type'], /^application\/problem\+json/, what)
      t.match(answer.body, { status: answer.status, title: /./, type: /./, traceId: /^00-/ }, what)
    }
    await everywhere(async operation => {
      const headers = { 'content-type': 'application/json' }
      if (operation.requestBody !== undefined) {
        for (const body of nonsense) {
          refused(
            await stack.call(operation.method, pathOf(operation), { body, headers }), operation, body.slice(0, 40)
          )
        }
        refused(
          await stack.call(operation.method, pathOf(operation), {
            body: 'a=b', headers: { 'content-type': 'text/plain' }
          }),
          operation,
          'text'
        )
      }
      for (
        const { name } of operation.parameters?.filter(parameter =>
          parameter.in === 'query' && !isFreeText(parameter)
        ) ?? []
      ) {
        for (const value of ['nonsense', '%00', '%FF', '%F0%9F%93%9E', '[object Object]']) {
          refused(
            await stack.call(operation.method, `${operation.path.replace(/\{\w+\}/g, '1')}?${name}=${value}`, {
              ...(operation.requestBody !== undefined && { body: {} })
            }),
            operation,
            `${name}=${value}`
          )
        }
      }
      if (!operation.path.includes('{')) return
      for (const filling of ['nonsense', '%00', '%F0%9F%93%9E', '..%2f..%2f', "'%20or%201=1--", 'x'.repeat(190)]) {
        refused(await stack.call(operation.method, pathOf(operation, filling)), operation, filling)
      }
    })()
    t.same(await records.counts(), before, 'no row was written')
  })

  await t.test('strange texts in a filter are never an internal error', async t => {
    for (
      const { path, parameters = [] } of documents.v3.operations.filter(operation =>
        operation.method === 'GET' && !operation.path.includes('{')
      )
    ) {
      for (const { name } of parameters.filter(parameter => parameter.in === 'query')) {
        for (const value of ['%00', '%ED%A0%80', "'", '%25', '\\'.repeat(60)]) {
          const { status } = await stack.call('GET', `${path}?${name}=${value}`)
          t.ok(status < 500, `${path} ${name}=${value}: ${status}`)
        }
      }
    }
  })

  await t.test('a route that does not exist and a path that cannot be read are answered with problems', async t => {
    for (const path of ['/', '/api/v2/nothing', '/api/v1/oc/numbers', '/tenantui/api/v3/x']) {
      t.match(await stack.call('GET', path), {
        status: 404, headers: { 'content-type': /problem/ }, body: { errorCode: 'route_not_found' }
      }, path)
    }
    t.match(await stack.call('DELETE', '/api/v3/oc/callingprofile'), {
      status: 405, body: { errorCode: 'method_not_allowed' }
    }, 'a method that the path does not know')
    t.match(await stack.call('GET', '/api/v3/task/%zz'), {
      status: 400, headers: { 'content-type': /problem/ }, body: { title: 'One or more validation errors occurred.' }
    })
  })

  await t.test('each operation of version 2 answers in its own shape whatever version 3 answers', async t => {
    for (const change of v2) {
      const { operation: id, downgrade } = change
      if (downgrade === undefined) continue
      const example = (document: Document): { schema: object, value: unknown } => {
        const media = document.operations.find(operation => operation.operationId === id)?.responses['200']?.content
          ?.['application/json']
        return { schema: media?.schema ?? {}, value: media?.examples?.['example1']?.value }
      }
      t.same(documents.v2.faults(example(documents.v2).schema, downgrade(example(documents.v3).value)), [], change.name)
    }
  })

  await t.test('what llms.txt leads to is there', async t => {
    const { body } = await stack.call('GET', '/llms.txt', { role: null })
    const links = [...String(body).matchAll(/\]\((\/[^)]+)\)/g)].map(([, link = '']) => link)
    t.ok(links.length > 4, 'it has links')
    for (const link of links) t.ok((await stack.call('GET', link, { role: null })).status < 400, link)
  })

  await t.test('the reference page loads the documents', async t => {
    const html = await stack.call('GET', '/docs', { role: null })
    t.match(html, { status: 200, headers: { 'content-type': /^text\/html/ }, body: /docs\/reference.js/ })
    const { body: script } = await stack.call('GET', '/docs/reference.js', { role: null })
    t.equal((await stack.call('GET', '/docs/scalar.js', { role: null })).status, 200)
    const urls = [...String(script).matchAll(/\/api\/v\d\/openapi\.json/g)].map(([url]) => url)
    t.same(new Set(urls), new Set(['/api/v3/openapi.json', '/api/v2/openapi.json']), 'the page names both documents')
    for (const url of new Set(urls)) {
      t.match(
        await stack.call('GET', url, { role: null }), { status: 200, body: { openapi: '3.1.0' } }, `${url} is served`
      )
    }
  })
})
