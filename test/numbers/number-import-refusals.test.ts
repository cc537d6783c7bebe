import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { imported, importFile, importPath, numberFile } from '../support/files.ts'
import { australianNumbers, upload, uploadBody } from '../support/uploads.ts'

t.test('an import of numbers is refused for what it may not do', async t => {
  const stack = await startStack(t)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)

  await t.test('a file that cannot be read is refused as a whole and changes nothing', async t => {
    const before = [await records.counts(), await records.query('select count(*) from number_import_row')]
    const row = `+61395556001,${tenants.australian},x,CallingUserAssignment\r\n`
    const head = 'telephoneNumber,msTenantId,callingProfileId,usage'
    const cases: Array<[string | Buffer, RegExp]> = [
      ['', /empty/], [`${head}\r\n`, /no rows/],
      [`telephoneNumber,usage\r\n${row}`, /column msTenantId is missing.*column callingProfileId is missing/],
      [`${head},colour\r\n${row}`, /Line 1: "colour" is not a known column/],
      [`${head},Usage\r\n${row}`, /usage is there twice/],
      [`${head}\r\n${row}"${'x,y\r\n'.repeat(5000)}`, /quote before it may not be closed/],
      [Buffer.from([0x61, 0xe4, 0x0a, 0x62]), /UTF-8/], [`${head}\r\n${row}"+6139`, /within quotes/],
      [`${head}\r\n${row.repeat(100_001)}`, /Line 100002: a file may have at most 100000 rows/]
    ]
    for (const [file, message] of cases) {
      t.match(await importFile(stack, file), {
        status: 400, headers: { 'content-type': /^application\/problem\+json/ }, body: { errors: { File: [message] } }
      }, String(message))
    }
    t.match(await importFile(stack, '{}', { headers: { 'content-type': 'application/json' } }), {
      status: 415, body: { errorCode: 'media_type_unsupported', detail: /text\/csv/ }
    })
    t.match(await importFile(stack, Buffer.alloc(65 * 1024 * 1024, `${row}\r\n`)), {
      status: 413, body: { errorCode: 'body_too_large' }
    })
    t.same(
      [await records.counts(), await records.query('select count(*) from number_import_row')], before,
      'no row was written'
    )
  })

  await t.test('an import begins only if all rows are valid, when that is asked for', async t => {
    const query = '?onlyIfAllValid=true'
    const before = await records.counts()
    t.match(
      await importFile(
        stack, numberFile([{ telephoneNumber: '+61395557001' }, { telephoneNumber: '61395557002', usage: 'Fax' }]),
        { query }
      ),
      {
        status: 400, body: { errors: { 'lines[3].telephoneNumber': [/must start with/], 'lines[3].usage': [/Fax/] } }
      }
    )
    t.same(await records.counts(), before, 'the refused file wrote no row')
    const { task, rows } = await imported(
      stack, numberFile([{ telephoneNumber: '+61395557001' }, { telephoneNumber: '+97239764600' }]), { query }
    )
    t.match(task, {
      status: 'Failed', details: ['NumbersNotImported'],
      outputData: { SucceededCount: 0, CanceledCount: 1, FailedCount: 1 }
    })
    t.match(rows, [{ result: 'canceled', error: /ended before/ }, { result: 'failed', error: /does not cover IL/ }])
    t.same(
      await records.query("select * from number where number = '+61395557001'"), [], 'the valid number is not uploaded'
    )
  })

  await t.test('an import reaches no further than its caller', async t => {
    const file = numberFile([{ telephoneNumber: '+61395558001' }, {
      telephoneNumber: '+97239764601', msTenantId: tenants.israeli, country: ''
    }])
    for (const role of ['channel', 'customer'] as const) {
      const { task, rows } = await imported(stack, file, { role })
      t.match(rows, [{ result: role === 'channel' ? 'succeeded' : 'unchanged' }, {
        result: 'failed', errorColumn: 'msTenantId', error: /not known/
      }], role)
      t.equal(
        (await stack.call('GET', `${importPath}/${task.id}`, { role })).status, 200, `${role} sees its own import`
      )
      t.equal(
        (await stack.call('GET', `${importPath}/${task.id}`, { role: 'channel' })).status, 200,
        'the channel sees what its customer does'
      )
    }
    const { task } = await imported(stack, file)
    for (const path of ['', '/result.csv']) {
      t.match(await stack.call('GET', `${importPath}/${task.id}${path}`, { role: 'customer' }), {
        status: 404, body: { errorCode: 'task_not_found' }
      }, `a customer does not see the import of the provider${path === '' ? '' : ', nor its result'}`)
    }
    const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: ['+61395558005'] }))
    t.match(await stack.call('GET', `${importPath}/${taskId}`), { status: 404 }, 'an upload is no import')
    await stack.finished(taskId)
  })

  await t.test('a file sent again with its Idempotency-Key is the same import, and another file is ' +
    'refused', async t => {
    const headers = { 'idempotency-key': 'import-1' }
    const file = numberFile(australianNumbers(59001, 3).map(telephoneNumber => ({ telephoneNumber })))
    const first = await importFile(stack, file, { headers })
    const again = await importFile(stack, file, { headers })
    t.match(again, {
      status: 200, headers: { 'idempotency-replayed': 'true', location: `/api/v3/task/${first.body.taskId}` },
      body: first.body
    })
    t.match(await importFile(stack, `${file}+61395559004,,,,\r\n`, { headers }), {
      status: 422, body: { errorCode: 'idempotency_key_reused' }
    })
    await stack.finished(first.body.taskId)
    t.same(
      await records.query(
        `select task_id from number_import i where not exists (select from task t where t.id = i.task_id)`
      ),
      [],
      'nothing is left of the others'
    )
  })
})

t.test('a node sends in so many rows a day, and what is refused leaves nothing behind', async t => {
  const stack = await startStack(t)
  await stack.startApi({ NODE_IMPORT_ROWS_PER_DAY: '5' })
  const records = await openRecords(t, stack.databaseUrl)
  let last = 61395556100
  const send = (rows: number, role: 'admin' | 'operator' | 'channel' = 'admin'): ReturnType<typeof importFile> =>
    importFile(stack, numberFile(Array.from({ length: rows }, () => ({ telephoneNumber: `+${++last}` }))), { role })
  t.equal((await send(3)).status, 200)
  const kept = (): Promise<unknown> => records.query(`select (select count(*) from number_import_row) as rows,
    (select count(*) from number_import_part) as parts, (select count(*) from number_import) as imports,
    (select count(*) from task) as tasks`)
  const before = await kept()
  t.match(await send(3, 'operator'), {
    status: 429, headers: { 'retry-after': '3600' }, body: { errorCode: 'rate_limited', detail: /at most 5 rows/ }
  }, 'all applications of a node together')
  t.same(await kept(), before, 'no row of the refused file stays')
  t.equal((await send(5, 'channel')).status, 200, 'another node has rows of its own')
  t.equal((await send(1, 'channel')).status, 429)
  t.equal((await send(2)).status, 200, 'what was refused was not counted')
  t.equal((await send(1)).status, 429)
  await records.query("update number_import set created_at = now() - interval '25 hours'")
  t.equal((await send(5)).status, 200, 'the next day')
})
