import t from 'tap'
import { importFile, importPath, numberFile, readFile } from '../support/files.ts'
import { australianNumbers } from '../support/uploads.ts'
import { until } from '../support/until.ts'
import { scene, upload, type Scene } from '../support/scene.ts'

/** An import of rows of two kinds, so that there are two uploads. */
async function start ({ stack }: Scene, first: number): Promise<string> {
  const { body } = await importFile(stack, numberFile(australianNumbers(first, 40).map((telephoneNumber, index) => (
    { telephoneNumber, usage: index % 2 === 0 ? 'CallingUserAssignment' : 'ConferenceAssignment' }))))
  return body.taskId
}

async function uploads ({ stack }: Scene, taskId: string): Promise<Array<{ taskId: string, status: string }>> {
  return (await stack.call('GET', `${importPath}/${taskId}`)).body.uploads
}

async function resultOf ({ stack }: Scene, taskId: string): Promise<Array<Record<string, string>>> {
  return readFile((await stack.call('GET', `${importPath}/${taskId}/result.csv`)).body)
}

t.test('an import uploads its parts one after another', async t => {
  const all = await scene(t)
  const { stack, records } = all

  await t.test('an import that is canceled before it began uploads nothing', async t => {
    const taskId = await start(all, 100)
    t.equal((await stack.call('POST', `/api/v3/task/${taskId}/cancel`)).status, 200, 'the cancellation is accepted')
    const worker = await stack.startWorker()
    t.match(await stack.finished(taskId), {
      status: 'Canceled', details: ['ImportCanceled'], outputData: { CanceledCount: 40, SucceededCount: 0 }
    })
    t.same(await uploads(all, taskId), [], 'no upload was made')
    t.match((await resultOf(all, taskId))[0], { result: 'canceled', errorCode: 'import_ended' })
    await worker.stop()
  })

  await t.test('an import that is canceled half-way lets its uploads end and reports their results', async t => {
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: true })
    const taskId = await start(all, 200)
    // As in a file so large that the second part has to wait.
    await records.query('update number_import_part set row_count = 20000 where task_id = $1', [taskId])
    const worker = await stack.startWorker()
    await until('the first part is being uploaded', async () => (await uploads(all, taskId)).length > 0)
    await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: false })
    t.match(await stack.finished(taskId), {
      status: 'Canceled', details: ['ImportCanceled'], outputData: { CanceledCount: 20, SucceededCount: 20 }
    })
    t.match(await uploads(all, taskId), [{ status: 'CompletedSuccess' }])
    t.same(
      new Set((await resultOf(all, taskId)).map(row => row['result'])), new Set(['succeeded', 'canceled']),
      'each row is uploaded or canceled'
    )
    await worker.stop()
  })

  await t.test('an upload that fails as a whole fails its own rows with its reason, and no others', async t => {
    await stack.microsoft.control('POST', '/_mock/faults', {
      ...upload, status: 400, body: { code: 'BadRequest', message: 'Not like this' }, times: 1
    })
    const taskId = await start(all, 300)
    await stack.startWorker()
    t.match(await stack.finished(taskId), {
      status: 'CompletedWithErrors', details: ['NumbersPartiallyImported'], outputData: { SucceededCount: 20 }
    })
    const failed = (await resultOf(all, taskId)).filter(row => row['result'] !== 'succeeded')
    t.equal(failed.length, 20, 'the rows of one part have failed')
    t.match(failed[0], { error: /./, errorCode: 'refused_by_microsoft', taskId: /^wup_/ })
  })
})
