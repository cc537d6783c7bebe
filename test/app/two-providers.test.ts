import t from 'tap'
import { taskKinds } from '../../src/app/domains.ts'
import { placeEvents } from '../../src/engine/records/events.ts'
import { readDocument } from '../support/documents.ts'
import { openRecords } from '../support/records.ts'
import {
  changeHands, forgetFirstProvider, openSecondProvider, rowsOf, twinEverything
} from '../support/second-provider.ts'
import { ofOwnRequests, theirPath } from '../support/their-names.ts'
import type { Stack } from '../support/stack.ts'
import { prepare, runKind, startGround } from './run-kind.ts'

t.setTimeout(900_000) // every kind, and every read twice

const audience = 'api://9d576dc4-b85d-4571-880e-4c6ed4c08c31'

/** Whoever acts: one kind the first provider, the next kind the second; the other way round with ACTS=other. */
const actorOf = (index: number): 1 | 2 => (index + (process.env['ACTS'] === 'other' ? 1 : 0)) % 2 === 0 ? 1 : 2

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

  for (const [index, kind] of taskKinds.entries()) {
    if (kind.name !== (process.env['KIND'] ?? kind.name)) continue
    const [actor, other] = actorOf(index) === 1 ? [1, 2] : [2, 1]
    const name = `a task of kind ${kind.name} of provider ${actor} touches nothing of the other, which has the same`
    await t.test(name, async t => {
      const place = await prepare(ground, kind)
      await twinEverything(records)
      if (actor === 2) await changeHands(records, stack, 1, 2)
      while (await placeEvents(ground.services.db) !== 0); // copied events have their places
      const before = await rowsOf(records, other)
      const { status, id, why } = await runKind({ ...place, providerId: actor }, kind)
      t.match(status, /^Completed/, why ?? '')
      while (await placeEvents(ground.services.db) !== 0); // and those of the task
      const after = await rowsOf(records, other)
      const differing = Object.keys(after).filter(table => after[table] !== before[table])
      t.same(differing, [], 'every row of it is as it was')
      t.notOk(JSON.stringify(after).includes(id), 'and none names the task')
      const own = await rowsOf(records, actor)
      t.ok(JSON.stringify([own['task'], own['event']]).includes(id), 'it is told of where it belongs')
      if (actor === 1) return
      await twinEverything(records, 2, 1)
      await changeHands(records, stack, 2, 1)
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
