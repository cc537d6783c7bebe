import t from 'tap'
import { taskKinds } from '../../src/app/domains.ts'
import { readDocument } from '../support/documents.ts'
import { openRecords } from '../support/records.ts'
import {
  forgetFirstProvider, openSecondProvider, rowsOf, twinEverything
} from '../support/second-provider.ts'
import { ofOwnRequests, theirPath } from '../support/their-names.ts'
import type { Stack } from '../support/stack.ts'
import { prepare, runKind, startGround } from './run-kind.ts'

t.setTimeout(900_000) // every kind, and every read twice

const audience = 'api://9d576dc4-b85d-4571-880e-4c6ed4c08c31'

/** Tasks that were copied are told of in the log of their own provider, by the first that reads it. */
const ofTheLog = ['event', 'event_head']

/** Everything that an administrator of the second provider is told, without what differs from request to request. */
async function toldToTheSecond (stack: Stack): Promise<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const version of ['v3', 'v2', 'ovoc'] as const) {
    const { operations } = await readDocument(stack, version)
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      if (ofOwnRequests.includes(operation.operationId)) continue
      // A workbook holds the time of its making.
      const query = operation.operationId === 'exportSheets' ? '?format=csv&sheet=Customers' : ''
      const { status, body } = await stack.call('GET', theirPath(operation) + query, {
        role: 'operator', headers: { prefer: 'wait=0' }
      })
      told[`${version} ${operation.operationId}`] = `${status} ${JSON.stringify(body ?? null)}`
        .replaceAll(/"(traceId|errorTicket|instance)":"[^"]*"/g, '"$1":""')
        .replaceAll(/"ageSeconds":\d+/g, '')
        .replaceAll(/\b([a-z]{3}(?:_[a-z]{3})?)_[0-9a-f]{8}-[0-9a-f-]{27}/g, '$1_…')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')
    }
  }
  return told
}

t.test('two providers live through all kinds, and neither has a row, a count, an id or a message of the ' +
  'other', async t => {
  const ground = await startGround(t)
  const { stack } = ground
  const records = await openRecords(t, stack.databaseUrl)
  await openSecondProvider(records)
  const { applications } = await stack.microsoft.control('GET', '/_mock/state')
  await stack.microsoft.control('PATCH', '/_mock/state', {
    applications: applications.map((one: { name: string }) =>
      one.name === 'operator' ? { ...one, roles: { [audience]: ['Admin'] } } : one)
  })

  for (const kind of taskKinds.filter(({ name }) => name === (process.env['KIND'] ?? name))) {
    await t.test(`a task of kind ${kind.name} touches nothing of a provider that has the same`, async t => {
      const place = await prepare(ground, kind)
      await twinEverything(records)
      const before = await rowsOf(records, 2)
      const { status, id } = await runKind(place, kind)
      t.match(status, /^Completed/)
      const after = await rowsOf(records, 2)
      const differing = Object.keys(after).filter(table => after[table] !== before[table])
      t.same(differing.filter(table => !ofTheLog.includes(table)), [], 'every row of it is as it was')
      t.notOk(JSON.stringify(after).includes(id), 'and none names the task')
    })
  }

  await t.test('what the one is told is the same whether there is the other or not', async t => {
    await twinEverything(records)
    await stack.startApi()
    await toldToTheSecond(stack) // reads that look something up have looked
    const beside = await toldToTheSecond(stack)
    await forgetFirstProvider(records)
    const alone = await toldToTheSecond(stack)
    for (const [operation, answer] of Object.entries(beside)) t.equal(answer, alone[operation], operation)
    t.ok(Object.values(alone).filter(answer => answer.startsWith('200') && answer.length > 100).length > 40)
  })
})
