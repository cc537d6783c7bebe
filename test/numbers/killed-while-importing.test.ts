import t from 'tap'
import { importFile, importPath, numberFile, readFile } from '../support/files.ts'
import { openRecords } from '../support/records.ts'
import { tenants } from '../support/stack.ts'
import { australianNumbers } from '../support/uploads.ts'
import { until } from '../support/until.ts'
import { scene, type Scene } from '../support/scene.ts'
import { stackOfFile } from '../support/shared-stack.ts'

const freshStack = stackOfFile(t)
const numbers = australianNumbers(20, 40)
/** Rows of two kinds, so that there are two uploads. */
const file = numberFile(
  numbers.map((telephoneNumber, index) => ({
    telephoneNumber, usage: index % 2 === 0 ? 'CallingUserAssignment' : 'ConferenceAssignment'
  }))
)

async function start ({ stack }: Scene): Promise<string> {
  const { body } = await importFile(stack, file)
  return body.taskId
}

async function uploads ({ records }: Scene): Promise<Array<{ id: string, status: string }>> {
  return records.query("select id, status from task where kind = 'upload-numbers' order by sequence")
}

async function resultOf ({ stack }: Scene, taskId: string): Promise<Array<Record<string, string>>> {
  return readFile((await stack.call('GET', `${importPath}/${taskId}/result.csv`)).body)
}

t.test('workers killed at every stage of an import neither lose a row nor upload one twice', async t => {
  const all = await scene(t, freshStack)
  const { stack, records, effects } = all
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 1500 })
  const taskId = await start(all)
  let victim = await stack.startWorker()
  const turns: Array<[what: string, came: () => Promise<boolean>]> = [
    ['the rows are judged', async () =>
      (await records.query('select step from task where id = $1', [taskId]))[0].step === 'upload'],
    ['an upload was made', async () => (await uploads(all)).length > 0],
    ['Microsoft has accepted an upload', async () => (await effects(stack.microsoft, 'uploadAccepted')).length > 0],
    ['an upload has ended', async () =>
      (await records.query("select from number_import_part where state = 'done'")).length > 0 ||
      (await uploads(all)).some(task => task.status !== 'InProgress')]
  ]
  for (const [what, came] of turns) {
    await until(what, came)
    victim.signal('SIGKILL')
    victim = await stack.startWorker()
  }
  t.match(await stack.finished(taskId), {
    status: 'CompletedSuccess', details: ['NumbersImported'], outputData: { SucceededCount: 40 }
  })
  t.equal((await uploads(all)).length, 2, 'each part is uploaded by one task')
  t.same(
    (await effects(stack.microsoft, 'upload')).flatMap(effect => effect.telephoneNumbers).sort(), [...numbers].sort(),
    'each number once'
  )
  t.same(
    (await resultOf(all, taskId)).map(row => row['result']), numbers.map(() => 'succeeded'), 'each row has succeeded'
  )
  t.same(await records.query('select * from task_item where active'), [], 'no number is held')
})

t.test('a worker killed between judging the rows and looking for repeated numbers leaves both to the next ' +
  'one', async t => {
  const all = await scene(t, freshStack)
  const { stack, records } = all
  const [one, other] = numbers
  const { body: { taskId } } = await importFile(
    stack,
    numberFile([
      { telephoneNumber: one ?? '', msTenantId: tenants.unlicensed }, { telephoneNumber: one ?? '' },
      { telephoneNumber: one ?? '' }, { telephoneNumber: other ?? '' }
    ])
  )
  const holder = await openRecords(t, stack.databaseUrl)
  await holder.query('begin')
  await holder.query('select from number_import_row where task_id = $1 and line = 4 for update', [taskId])
  const victim = await stack.startWorker()
  await until('the worker waits for the locked row', async () =>
    (await records.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    )).length > 0
  )
  t.match(
    await records.query("select line from number_import_row where task_id = $1 and outcome <> 'pending'", [taskId]),
    [{ line: 2 }], 'the first row is refused, and nothing more'
  )
  victim.signal('SIGKILL')
  await stack.startWorker()
  await holder.query('rollback')
  t.match(await stack.finished(taskId), {
    status: 'CompletedWithErrors', outputData: { SucceededCount: 2, FailedCount: 2 }
  })
  t.match(await resultOf(all, taskId), [{ errorCode: 'row_refused' }, { result: 'succeeded' }, {
    error: `${one} is on line 3 already.`
  }, { result: 'succeeded' }])
})
