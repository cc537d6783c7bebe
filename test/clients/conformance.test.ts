import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { complaints, demoVariables, readRows, type Place } from '../../scripts/contract/run.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { readDocument } from '../support/documents.ts'
import { startStack } from '../support/stack.ts'

t.setTimeout(300_000) // every row of the contract

const rows = readRows()

t.test('the contract holds for every row of it', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const place: Place = { baseUrl: stack.baseUrl, token: () => stack.token(), variables: demoVariables() }
  t.ok(rows.length >= 500, `${rows.length} rows`)
  for (const { file, row } of rows) t.same(await complaints(place, row), [], `${file}: ${row.name}: ${row.asks}`)

  const withRows = new Set(rows.map(({ file }) => file))
  for (const version of ['v3', 'v2', 'ovoc'] as const) {
    const { operations } = await readDocument(stack, version)
    const without = operations.map(({ operationId }) => `${version}/${operationId}`).filter(file => !withRows.has(file))
    t.ok(without.length * 10 <= operations.length, `nine in ten operations of ${version} have rows, not ${without}`)
  }

  const run = spawnSync(process.execPath, [
    join(projectRoot(), 'dist/scripts/conformance.js'), '--url', stack.baseUrl, '--token', await stack.token(),
    '--only', 'v2/uploadNumbers', '--demo'
  ], { encoding: 'utf8' })
  t.match(run, { status: 0, stdout: /^\d+ rows kept, 0 broken, [1-9]\d* left out$/m }, 'anybody can ask an installation')
})

t.test('a row that is not kept is told of', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const place: Place = { baseUrl: stack.baseUrl, token: () => stack.token(), variables: {} }
  const wrong = await complaints(place, {
    name: 'Something else', asks: 'GET /api/v3/customer', status: 201, holds: [{ umpCustomerGuid: '~^nobody$' }]
  })
  t.match(wrong, [/^status 200 instead of 201/, /does not match/])
  await t.rejects(complaints(place, { name: 'x', asks: 'GET /{{nothing}}', status: 200 }), /variable nothing/)
})
