import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { postmanToBruno, postmanToBrunoEnvironment } from '@usebruno/converters'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import type { Anything } from '../support/anything.ts'
import { readDocument } from '../support/documents.ts'
import { answerOf, prepareWhatHappens, runCollection } from '../support/newman.ts'
import { startStack } from '../support/stack.ts'

const versions = ['ovoc', 'v2', 'v3'] as const

t.test('the Postman collections run from their first request to their last', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await prepareWhatHappens(t, stack)
  for (const version of versions) {
    await t.test(`each request of ${version} succeeds, and reads are answered as the document says`, async t => {
      const executions = await runCollection(t, stack, version)
      for (const { item, response, assertions = [] } of executions) {
        t.ok(response !== undefined && response.code < 300, `${item.name}: ${response?.code ?? 'no answer'}`)
        for (const { assertion, error } of assertions) t.equal(error?.message, undefined, `${item.name}: ${assertion}`)
      }
      const document = await readDocument(stack, version)
      const operations = new Map(document.operations.map(one => [`${one.method} ${one.path}`, one]))
      const asked = new Set<string>()
      let judged = 0
      for (const execution of executions) {
        const { item: { name, request: { method, url } }, request: sent, response } = execution
        const pattern = `/${url.path?.join('/') ?? ''}`
        const place = `${method} ${pattern.replace(/:(\w+)/g, '{$1}')}`
        asked.add(place)
        // The report has the last answer of a request: that of a mutation is of its task, which its script asked for.
        if (!new RegExp(`${pattern.replace(/:\w+/g, '[^/]+')}$`).test(sent.url.path?.join('/') ?? '')) continue
        const answers = operations.get(place)?.responses[response?.code ?? 0]?.content
        const schema = answers?.['application/json']?.schema
        if (schema === undefined) continue
        const body: unknown = JSON.parse(answerOf(execution))
        judged += 1
        t.same(document.faults(schema, body), [], `${name} answers what the document says`)
      }
      t.same([...operations.keys()].filter(one => !asked.has(one)), [], 'no operation is left out')
      const reads = document.operations.filter(({ method, path }) => method === 'GET' && !path.includes('dialplan'))
      t.ok(judged > reads.length / 2, `${judged} answers were compared with the document`)
    })
  }
})

t.test('Bruno imports the collections and their environments with every request', async t => {
  for (const version of versions) {
    const read = async (what: string): Promise<Anything> =>
      JSON.parse(await readFile(join(projectRoot(), `postman/${version}.postman_${what}.json`), 'utf8'))
    const [ours, environment] = [await read('collection'), await read('environment')]
    const { collection } = await postmanToBruno(ours)
    const { variables } = postmanToBrunoEnvironment(environment)
    t.same(
      // It numbers what has the same name in a folder.
      leavesOf(collection.items, 'items')
        .map(({ name, request }) => [name.replace(/_\d+$/, ''), request.method, request.url]),
      leavesOf(ours.item, 'item').map(({ name, request }) => [name, request.method, request.url.raw]),
      `every request of ${version}, with its method and its URL`
    )
    t.same(
      variables.map(({ name, value }) => [name, value]),
      environment.values.map(({ key, value }: Anything) => [key, value]), `every variable of ${version}`
    )
  }
})

/** The requests of folders in folders. */
function leavesOf (items: readonly Anything[], inside: 'item' | 'items'): Anything[] {
  return items.flatMap(one => one[inside] === undefined ? [one] : leavesOf(one[inside], inside))
}
