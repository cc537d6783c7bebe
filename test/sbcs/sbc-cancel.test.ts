import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack } from '../support/stack.ts'
import { boot } from '../sbc-mock/boot.ts'
import { steer } from '../upstreams/sbc/device.ts'
import { until } from '../support/until.ts'

t.test('a canceled registration leaves no device, and a canceled change no setting', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const worker = await stack.startWorker({ WORKER_LEASE_SECONDS: '1' })
  const records = await openRecords(t, stack.databaseUrl)
  const [url = ''] = await boot(t)
  const device = (name: string): object => ({
    name, fqdn: `${name.toLowerCase()}.sbc.example`, baseUrl: url, username: 'dialplane',
    password: 'demo-sbc-password', limits: { tagLength: 42 }
  })
  const { body: { sbcId } } = await stack.call('POST', '/api/v3/sbc', { body: device('Sydney') })
  const shown = async (): Promise<unknown> =>
    records.query('select name, ip_address, limits from sbc where id >= $1 order by id', [sbcId])
  const before = await shown()

  // the worker is to end while it looks at the device
  await steer(url, 'POST', 'behaviour', { delayMilliseconds: 60_000 })
  const headers = { prefer: 'wait=0' }
  const registration = await stack.call('POST', '/api/v3/sbc', { body: device('Perth'), headers })
  const change = await stack.call('PATCH', `/api/v3/sbc/${sbcId}`, {
    body: { name: 'Darwin', ipAddress: '10.0.0.1', limits: { tagLength: 7 } }, headers
  })
  const tasks = [registration.body.taskId, change.body.taskId]
  await until('the worker looks at the device for both tasks', async () =>
    (await records.query(
      "select from task where id = any($1) and step = 'look' and state = 'ready' and claimed_by is not null", [tasks]
    )).length === 2
  )
  t.match(
    await shown(), [{ name: 'Darwin', limits: { tagLength: 7 } }, { name: 'Perth' }], 'the first step of both is done'
  )

  worker.signal('SIGKILL')
  await worker.gone
  for (const id of tasks) {
    t.equal((await stack.call('POST', `/api/v3/task/${id}/cancel`)).status, 200, 'the cancellation is accepted')
  }
  await steer(url, 'POST', 'behaviour', { delayMilliseconds: 0 })
  // Meanwhile somebody gives the device another address, which stays.
  await records.query("update sbc set ip_address = '10.0.0.2' where id = $1", [sbcId])
  await stack.startWorker({ WORKER_LEASE_SECONDS: '1' })
  for (const id of tasks) t.match(await stack.finished(id), { status: 'Canceled' }, 'the task is canceled')
  t.same(
    await shown(), [{ ...(before as object[])[0], ip_address: '10.0.0.2' }],
    'only the device from before is left, with the address that somebody gave it meanwhile'
  )
})
