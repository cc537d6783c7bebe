import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants } from '../support/stack.ts'
import { imported, importFile, importPath, numberFile, readFile } from '../support/files.ts'

t.test('a file of numbers can be imported', async t => {
  const stack = await startStack(t)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)

  await t.test('rows are uploaded to the tenants they name and marked as imported', async t => {
    const file = numberFile([
      { telephoneNumber: '+61395551001' }, { telephoneNumber: "'+61 3 9555-1002" },
      { telephoneNumber: '+97239764533', msTenantId: tenants.israeli.toUpperCase(), country: '' }
    ])
    const { task, rows } = await imported(stack, file, { query: '?ticketId=INC-7' })
    t.match(task, {
      kind: 'import-numbers', status: 'CompletedSuccess', details: ['NumbersImported'], totalNumbersCount: 3,
      ticketId: 'INC-7', outputData: { RowCount: 3, SucceededCount: 3 }
    })
    t.same(rows.map(row => [row['line'], row['telephoneNumber'], row['result']]), [
      ['2', "'+61395551001", 'succeeded'], ['3', "'+61 3 9555-1002", 'succeeded'], ['4', "'+97239764533", 'succeeded']
    ], 'the result has each row as it was sent')
    t.match((await stack.call('GET', '/api/v3/oc/numbers/+61395551002')).body, {
      source: 'webui', tenantId: tenants.australian, sbcList: [{ sbcId: 8 }, { sbcId: 11 }]
    })
    t.match((await stack.call('GET', '/api/v3/oc/numbers/+97239764533')).body, {
      source: 'webui', tenantId: tenants.israeli
    })
    const { body: summary } = await stack.call('GET', `${importPath}/${task.id}`)
    t.match(summary, {
      taskId: task.id, status: 'CompletedSuccess', rows: { total: 3, succeeded: 3, failed: 0, pending: 0 }, errors: [],
      uploads: [{ rows: 2, status: 'CompletedSuccess' }, { rows: 1 }]
    })
    t.match((await stack.call('GET', `/api/v3/task/${summary.uploads[0].taskId}`)).body, {
      kind: 'upload-numbers', ticketId: 'INC-7', totalNumbersCount: 2, traceId: task.traceId
    })
  })

  await t.test('bad rows are named by line and column, and the good ones are uploaded', async t => {
    const columns = [
      'telephoneNumber', 'msTenantId', 'callingProfileId', 'usage', 'country', 'civicAddressId',
      'allowTenantAddressUpdate'
    ]
    const { task, rows } = await imported(
      stack,
      numberFile([
        { telephoneNumber: '+61395552001' }, { telephoneNumber: '6.13955E+10' }, { telephoneNumber: '61395552003' },
        { telephoneNumber: '' }, { telephoneNumber: '+61395552005', usage: 'Fax', country: 'Atlantis' },
        { telephoneNumber: '+61395552006', msTenantId: 'contoso' },
        { telephoneNumber: '+61395552007', msTenantId: tenants.unlicensed },
        { telephoneNumber: '+61395552008', callingProfileId: 'nobody knows it' }, { telephoneNumber: '+97239764600' },
        { telephoneNumber: '+61395552001' }, { telephoneNumber: '+61395552009', allowTenantAddressUpdate: 'perhaps' },
        { telephoneNumber: '####' }
      ], columns)
    )
    t.match(task, {
      status: 'CompletedWithErrors', details: ['NumbersPartiallyImported'],
      outputData: { SucceededCount: 1, FailedCount: 11 }
    })
    t.match(rows.map(row => [row['line'], row['result'], row['errorColumn'], row['error']]), [
      ['2', 'succeeded', '', ''],
      ['3', 'failed', 'telephoneNumber', /rounded the number to 6\.13955E\+10\. Format the column as text/],
      ['4', 'failed', 'telephoneNumber', /must start with \+.*taken the \+ away/],
      ['5', 'failed', 'telephoneNumber', /missing/],
      ['6', 'failed', 'usage country', /Fax is not a usage.*Atlantis/],
      ['7', 'failed', 'msTenantId', /not a GUID/],
      ['8', 'failed', 'msTenantId', /no Operator Connect license/],
      ['9', 'failed', 'callingProfileId', /Invalid CallingProfileId/],
      ['10', 'failed', 'telephoneNumber', /does not cover IL/],
      ['11', 'failed', 'telephoneNumber', /on line 2 already/],
      ['12', 'failed', 'allowTenantAddressUpdate', /neither true nor false/],
      ['13', 'failed', 'telephoneNumber', /spreadsheet shows instead/]
    ])
    t.same(
      rows.filter(row => row['taskId'] !== '').map(row => row['line']), ['2'],
      'and only what got into an upload names it'
    )
    const { body } = await stack.call('GET', `${importPath}/${task.id}`)
    t.match(body, {
      rows: { total: 12, succeeded: 1, failed: 11 },
      errors: [{ line: 3, column: 'telephoneNumber', telephoneNumber: '6.13955E+10', code: 'row_invalid' }]
    })
  })

  await t.test('failed rows come back in a file that can be corrected and sent again', async t => {
    const { task } = await imported(
      stack,
      numberFile([{ telephoneNumber: '+61395553001' }, { telephoneNumber: '61395553002' }, {
        telephoneNumber: '61395553003'
      }])
    )
    const { body: failed } = await stack.call('GET', `${importPath}/${task.id}/result.csv?only=failed`)
    t.same(readFile(failed).map(row => row['line']), ['3', '4'], 'only the failed rows are in the file')
    const second = await imported(stack, failed.replace('\r\n61395553002', "\r\n'+61395553002"))
    t.match(second.task, { status: 'CompletedWithErrors' })
    t.match(second.rows, [{ line: '2', telephoneNumber: "'+61395553002", result: 'succeeded', error: '' }, {
      line: '3', result: 'failed'
    }])
  })

  await t.test('an import of an unchanged export changes nothing', async t => {
    await stack.call('GET', '/api/v3/oc/numbers/export')
    const before = await records.query(
      'select number, ms_tenant_id, calling_profile_id, usage, additional_usages, capabilities, country, source, ' +
      'civic_address_id from number order by number'
    )
    const { body: file } = await stack.call('GET', '/api/v3/oc/numbers/export')
    t.equal(readFile(file).length, before.length, 'the export has each number')
    const { task, rows } = await imported(stack, file)
    t.match(task, {
      status: 'CompletedSuccess', details: ['NumbersUnchanged'],
      outputData: { UnchangedCount: before.length, SucceededCount: 0 }
    })
    t.same(new Set(rows.map(row => row['result'])), new Set(['unchanged']), 'each row is unchanged')
    t.same(
      await records.query(
        'select number, ms_tenant_id, calling_profile_id, usage, additional_usages, capabilities, country, source, ' +
        'civic_address_id from number order by number'
      ),
      before, 'the records are as before'
    )
  })

  await t.test('each row reports what Microsoft, another tenant or another task has against it', async t => {
    await stack.microsoft.control('POST', '/_mock/behaviour', {
      numberErrors: { '+61395554002': 'CountryNotConsented' }
    })
    await records.query(
      `insert into task (provider_id, id, kind, partition_key, state, step, input, caller, customer_id)
        values (1, 'wup_other', 'upload-numbers', 'x', 'parked', 'validate', '{}', 'x', $1)`, [demo.australianCustomer]
    )
    await records.query(
      `insert into task_item (provider_id, task_id, ordinal, key)
        values (1, 'wup_other', 0, '+61395554003'), (1, 'wup_stranger', 0, '+61395554004')`
    )
    const { task, rows } = await imported(
      stack,
      numberFile([
        { telephoneNumber: '+61395554001' }, { telephoneNumber: '+61395554002' }, { telephoneNumber: '+61395554003' },
        { telephoneNumber: '+97239764533' }, { telephoneNumber: '+61395554004' }
      ])
    )
    await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: {} })
    t.match(task, { status: 'CompletedWithErrors' })
    t.match(rows, [
      { result: 'succeeded' }, { result: 'failed', errorCode: 'CountryNotConsented', errorColumn: 'country' },
      { result: 'failed', errorCode: 'number_busy', error: /wup_other/, errorColumn: 'telephoneNumber' },
      { result: 'failed' }, { result: 'failed', errorCode: 'number_busy', error: /by another task/ }
    ])
    await records.query("delete from task_item where task_id in ('wup_other', 'wup_stranger')")
    await records.query("delete from task where id = 'wup_other'")
  })

  await t.test('rows with different wishes become different uploads, and a missing column comes from the ' +
    'query', async t => {
    const { rows } = await imported(stack, 'Numbers;Usage\r\n+61395555001;\r\n+61395555002;ConferenceAssignment\r\n', {
      query:
        `?msTenantId=${tenants.australian}&callingProfile=Dialplane%20Calling&usage=callinguserassignment&country=61`
    })
    t.match(rows, [{ result: 'succeeded', msTenantId: '' }, { result: 'succeeded' }])
    t.same(
      (await records.query("select usage from number where number like '+6139555500%' order by number")).map(row =>
        row.usage
      ),
      ['CallingUserAssignment', 'ConferenceAssignment'], 'each row has its own usage'
    )
    t.match(
      await importFile(stack, 'Numbers\r\n+61395555001\r\n', {
        query: '?usage=Fax&callingProfile=x&msTenantId=contoso'
      }),
      {
        status: 400, body: { errors: { Usage: [/Fax is not a usage/], MsTenantId: [/not a GUID/] } }
      }
    )
  })
})
