import t, { type Test } from 'tap'
import { openRecords, type Records } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { tenants, type Answer, type Stack } from '../support/stack.ts'

const freshStack = stackOfFile(t)
const confirm = '/api/v3/oc/numbers/action/ready-for-removal'
const clear = '/api/v3/oc/action/clear-removal-status'

interface Row { number: string, status: number, tenant?: string }

interface Scene {
  readonly stack: Stack
  readonly records: Records
  insert(rows: readonly Row[]): Promise<void>
  post(
    path: string, telephoneNumbers: readonly string[],
    options?: { role?: 'channel' | 'customer', headers?: Record<string, string> }
  ): Promise<Answer>
}

/** An API whose worker is still to be started, and numbers with the removal status they are given. */
async function scene (t: Test): Promise<Scene> {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  return {
    stack,
    records,
    async insert (rows) {
      for (const { number, status, tenant = tenants.australian } of rows) {
        await records.query(
          `insert into number (provider_id, number, source, ms_tenant_id, removal_status)
            values (1, $1, 'ocsync', $2, $3)`,
          [number, tenant, status]
        )
      }
    },
    post: (path, telephoneNumbers, options = {}) => stack.call('POST', path, { body: { telephoneNumbers }, ...options })
  }
}

const statusesOf = async (records: Records): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await records.query('select number, removal_status from number')).map(row => [row.number, row.removal_status])
  )

t.test('numbers that are missing at Microsoft are removed in two steps', async t => {
  const { stack, insert, post } = await scene(t)
  await stack.startWorker()
  await insert([{ number: '+61395556880', status: 2 }, { number: '+61395556881', status: 2 }, {
    number: '+61395556882', status: 0
  }, { number: '+61395556883', status: 2 }])

  await t.test('a removal is confirmed by the documented request', async t => {
    const key = { 'idempotency-key': 'removal-1' }
    const answer = await post(`${confirm}?ticketId=INC-9`, ['+61395556880'], { headers: key })
    t.match(answer, {
      status: 200,
      headers: { location: /\/task\/wrs_/ },
      body: {
        data: { processedCount: 1, successCount: 1 }, status: 'success', succeeded: true,
        message: 'Numbers successfully transitioned to ReadyForRemoval status'
      }
    })
    t.same(
      (await post(`${confirm}?ticketId=INC-9`, ['+61395556880'], { headers: key })).body, answer.body,
      'the same request again gets the same answer'
    )
    t.match((await stack.call('GET', '/api/v3/task?ticketId=INC-9')).body, {
      totalRecords: 1, data: [{ kind: 'change-removal-status', details: ['StatusChanged'] }]
    })
  })
  await t.test('a confirmation of several numbers reports those that cannot be confirmed', async t => {
    t.match(await post(confirm, ['+61395556881', '+61395556882', '+61395556899']), {
      body: {
        data: {
          processedCount: 3,
          successCount: 1,
          errors: [{ telephoneNumber: '+61395556882', error: /is Active, not MarkedForRemoval/ }, {
            error: /not among your numbers/
          }]
        },
        succeeded: false
      }
    })
  })
  await t.test('a confirmation without any right number is refused', async t => {
    t.match(await post(confirm, ['+61395556880']), {
      status: 400, body: { errors: { TelephoneNumbers: [/is ReadyForRemoval/] } }
    })
    t.match(await post(confirm, []), { status: 400 })
    t.match(await post(confirm, ['nonsense']), {
      status: 400, body: { errors: { 'telephoneNumbers[0]': [/not a valid number/] } }
    })
  })
  await t.test('a marked number is made active again, at the documented path and at the one that fits the ' +
    'others', async t => {
    t.match(await post(clear, ['+61395556883']), {
      body: { message: 'Removal status successfully cleared for all numbers' }
    })
    t.match(
      await post('/api/v3/oc/numbers/action/clear-removal-status', ['+61395556880']), { status: 400 },
      'but not when they are confirmed'
    )
  })
  await t.test('the summary counts numbers by their removal status', async t => {
    const summary = (query = ''): ReturnType<Stack['call']> =>
      stack.call('GET', `/api/v3/oc/numbers/removal-status/summary${query}`)
    t.same(
      (await summary()).body, { markedForRemovalCount: 0, readyForRemovalCount: 2, totalCount: 2 },
      'two numbers are confirmed'
    )
    t.same((await summary(`?msTenantId=${tenants.israeli}`)).body, {
      markedForRemovalCount: 0, readyForRemovalCount: 0, totalCount: 0
    }, 'another tenant has none')
    await insert([{ number: '+97239764533', status: 2, tenant: tenants.israeli }])
    t.same(
      (await summary()).body, { markedForRemovalCount: 1, readyForRemovalCount: 2, totalCount: 3 },
      'a marked number is counted'
    )
    for (const role of ['channel', 'customer'] as const) {
      t.same((await stack.call('GET', '/api/v3/oc/numbers/removal-status/summary', { role })).body, {
        markedForRemovalCount: 0, readyForRemovalCount: 2, totalCount: 2
      }, `those of the ${role}`)
    }
    t.match(await summary('?msTenantId=nonsense'), {
      status: 400,
      body: {
        title: 'Invalid msTenantId', detail: 'msTenantId has not a Guid format',
        instance: '/api/v3/oc/numbers/removal-status/summary'
      }
    })
  })
  await t.test('the history of a number says who confirmed its removal', async t => {
    t.match((await stack.call('GET', '/api/v3/oc/numbers/+61395556880/history')).body, {
      totalRecords: 1,
      data: [{
        change: 'removal-status', caller: /^a0000000/, taskId: /^wrs_/, before: { removalStatus: 2 },
        after: { removalStatus: 3 }
      }]
    })
  })
})

t.test('a number is in one task at a time, also when its removal status changes', async t => {
  const { stack, records, insert, post } = await scene(t) // without a worker, so that tasks stay as they are made
  await insert([{ number: '+61395556880', status: 2 }, { number: '+61395556881', status: 2 }])
  const release = (number: string): Promise<Answer> =>
    stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, { body: [number] })
  const { body: { taskId } } = await release('+61395556881')
  const before = await records.counts()

  for (const path of [confirm, clear]) {
    await t.test(`a number that is being released refuses the request as a whole at ${path}`, async t => {
      t.match(await post(path, ['+61395556880', '+61395556881']), {
        status: 409,
        headers: { 'retry-after': /^\d+$/ },
        body: {
          errorCode: 'number_busy', errors: { PhoneNumbers: [`+61395556881 is being processed by task ${taskId}.`] }
        }
      }, 'the refusal names the task')
      t.same(await records.counts(), before, 'no row was written')
      t.same(await statusesOf(records), { '+61395556880': 2, '+61395556881': 2 }, 'both statuses are as before')
    })
  }

  await t.test('a number whose status changes cannot be released meanwhile', async t => {
    const answer = await post(confirm, ['+61395556880'], { headers: { prefer: 'wait=0' } })
    t.match(answer, { body: { errorCode: 'task_unfinished' } })
    t.match(await release('+61395556880'), { status: 409, body: { errorCode: 'number_busy' } })
    await stack.startWorker()
    t.match(await stack.finished(String(answer.headers['location']).split('/').at(-1) ?? ''), {
      status: 'CompletedSuccess', details: ['StatusChanged'], totalNumbersCount: 1
    })
    t.match(await release('+61395556880'), { status: 200 }, 'but then')
  })
})

t.test('removal statuses of a list with wrong numbers change for the right ones only', async t => {
  const { stack, records, insert, post } = await scene(t)
  await stack.startWorker()
  const [good, foreign, active] = ['+61395556880', '+97239764533', '+61395556881']
  const unknown = '+61395556899'

  for (const [path, to] of [[confirm, 3], [clear, 0]] as const) {
    const reset = async (): Promise<void> => {
      await records.query('delete from number')
      await insert([{ number: good, status: 2 }, { number: foreign, status: 2, tenant: tenants.israeli }, {
        number: active, status: 0
      }])
    }

    await t.test(`a malformed number refuses the whole list and is named by its place at ${path}`, async t => {
      await reset()
      const before = await records.counts()
      t.match(await post(path, [good, '0395556880', active]), {
        status: 400, body: { errors: { 'telephoneNumbers[1]': ['"0395556880" is not a valid number.'] } }
      }, 'the refusal names the place')
      t.same(await records.counts(), before, 'no row was written')
      t.same(await statusesOf(records), { [good]: 2, [foreign]: 2, [active]: 0 }, 'all statuses are as before')
    })

    await t.test(`numbers of others and of another status stay, and the rest is changed at ${path}`, async t => {
      await reset()
      const answer = await post(path, [good, foreign, active, unknown], { role: 'customer' })
      const noneOfYours = 'The number is not among your numbers.'
      const notMarked = 'The number is Active, not MarkedForRemoval.'
      t.match(answer, {
        status: 200,
        body: {
          data: { processedCount: 4, successCount: 1 }, status: 'failed', succeeded: false,
          message: '3 of 4 numbers were left as they are; the errors say why.'
        }
      }, 'the answer counts the changed number')
      t.same(answer.body.data.errors, [{ telephoneNumber: active, error: notMarked }, {
        telephoneNumber: foreign, error: noneOfYours
      }, { telephoneNumber: unknown, error: noneOfYours }], 'each number that stays has its reason')
      t.same(await statusesOf(records), { [good]: to, [foreign]: 2, [active]: 0 }, 'only the right number has changed')

      const taskPath = String(answer.headers['location'])
      t.match((await stack.call('GET', taskPath)).body, {
        status: 'CompletedWithErrors', details: ['StatusPartiallyChanged'], totalNumbersCount: 4
      }, 'the task says that a part has changed')
      const items = async (path: string): Promise<unknown> => (await stack.call('GET', `${path}/items`)).body.data
      const left = [
        { number: active, outcome: 'failed', step: 'change-status', errorCode: 'number_not_marked', error: notMarked },
        {
          number: foreign, outcome: 'failed', step: 'change-status', errorCode: 'number_not_found', error: noneOfYours
        },
        { number: unknown, outcome: 'failed', step: 'change-status', errorCode: 'number_not_found', error: noneOfYours }
      ]
      t.match(await items(taskPath), [{
        number: good, outcome: 'succeeded', step: 'change-status', errorCode: null, error: null
      }, ...left], 'each number has its result on the task')

      await records.query('update number set removal_status = 2 where number = $1', [active])
      const again = await stack.finished((await stack.call('POST', `${taskPath}/retry`)).body.taskId)
      t.match(again, { status: 'CompletedWithErrors', outputData: { Moved: 1 } }, 'and what failed can be tried again')
      t.match(await items(`/api/v3/task/${again.id}`), [{
        number: active, outcome: 'succeeded', step: 'change-status', errorCode: null, error: null
      }, ...left.slice(1)], 'the retried number has its own outcome')
      t.same(
        await statusesOf(records), { [good]: to, [foreign]: 2, [active]: to }, 'the retried number has changed too'
      )
    })

    await t.test(`a number of another customer does not matter, whatever task works on it, at ${path}`, async t => {
      await reset()
      await records.query(
        "insert into task_item (provider_id, task_id, ordinal, key) values (1, 'wup_elsewhere', 0, $1)", [foreign]
      )
      t.match(await post(path, [good, foreign], { role: 'customer' }), {
        status: 200, body: { data: { successCount: 1 } }
      }, 'the right number is changed')
      await records.query("delete from task_item where task_id = 'wup_elsewhere'")
    })
  }
})

t.test('removal statuses are changed at most 300 times a minute, by all callers together', async t => {
  const { records, insert, post } = await scene(t)
  await insert([{ number: '+61395556880', status: 2 }])
  await records.query(
    "insert into rate_use (caller, operation, times, refused, used_at) values ('provider 1', 'removal', " +
    'array_fill(now(), array[299]), false, now())'
  )
  t.match(await post(confirm, ['nonsense']), { status: 400, headers: { 'ratelimit-policy': /;q=300;w=60/ } })
  const before = await records.counts()
  for (
    const [path, role] of [[confirm, undefined], [clear, undefined], [confirm, 'customer'], [clear, 'channel']] as const
  ) {
    t.match(await post(path, ['+61395556880'], role && { role }), {
      status: 429, headers: { 'retry-after': /^([1-9]|[1-5]\d|60)$/ }, body: { errorCode: 'rate_limited' }
    }, `${path}, ${role ?? 'admin'}`)
  }
  t.same(await records.counts(), before, 'the refused requests wrote nothing')
  await records.query("update rate_use set times = array_fill(now() - interval '60 s', array[300])")
  t.match(await post(confirm, ['+61395556880'], { headers: { prefer: 'wait=0' } }), {
    body: { errorCode: 'task_unfinished' }
  }, 'a minute later it is taken')
})
