import readXlsx from 'read-excel-file/node'
import t from 'tap'
import writeXlsx from 'write-excel-file/node'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { demo, profiles, startStack, tenants, type Stack } from '../support/stack.ts'

const load = '/api/v3/bulk/load'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Rows = string[][]
type Book = Record<string, Rows>

/** Bytes of an answer; the helper of other tests reads texts. */
async function bytesOf (stack: Stack, path: string): Promise<Buffer> {
  const answer = await fetch(`${stack.baseUrl}${path}`, { headers: { authorization: `Bearer ${await stack.token()}` } })
  if (answer.status !== 200) throw new Error(await answer.text())
  return Buffer.from(await answer.arrayBuffer())
}

async function read (bytes: Buffer): Promise<Book> {
  const sheets = await readXlsx<string>(bytes, { parseNumber: text => text })
  return Object.fromEntries(sheets.map(({ sheet, data }) => [
    sheet, data.map(cells => cells.map(cell => cell === null ? '' : String(cell)))
  ]))
}

const written = (book: Book): Promise<Buffer> => writeXlsx(Object.entries(book).map(([sheet, rows]) => ({
  sheet, data: rows.map(row => row.map(value => ({ value, type: String })))
}))).toBuffer()

async function send (stack: Stack, file: Buffer | string, query = ''): Promise<{ status: number, body: Anything }> {
  const answer = await fetch(`${stack.baseUrl}${load}${query}`, {
    method: 'POST', body: file,
    headers: {
      authorization: `Bearer ${await stack.token()}`, 'content-type': typeof file === 'string' ? 'text/csv' : xlsx
    }
  })
  return { status: answer.status, body: await answer.json() }
}

/** The load of a file when it is over, with what became of its rows. */
async function loaded (stack: Stack, file: Buffer | string, query = ''): Promise<Anything> {
  const { status, body } = await send(stack, file, query)
  if (status !== 200) throw new Error(JSON.stringify(body))
  const task = await stack.finished(body.taskId)
  return { task, ...(await stack.call('GET', `/api/v3/bulk/loads/${body.taskId}`)).body }
}

/** Sets cells of the first row whose cells hold these words. */
function edit (book: Book, sheet: string, holds: string, cells: Record<string, string>): void {
  const [header = [], ...rows] = book[sheet] ?? []
  const row = rows.find(one => one.includes(holds))
  if (row === undefined) throw new Error(`${sheet} has no row with ${holds}`)
  for (const [name, value] of Object.entries(cells)) row[header.indexOf(name)] = value
}

function add (book: Book, sheet: string, cells: Record<string, string>): void {
  const [header = []] = book[sheet] ?? []
  book[sheet]?.push(header.map(name => cells[name] ?? ''))
}

t.test('documents of the provider are rows of workbooks', async t => {
  const stack = await startStack(t)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const put = async (path: string, body: object): Promise<void> => {
    await stack.finished((await stack.call('PUT', `/api/v3${path}`, { body })).body.taskId)
  }
  await put('/inventory/cooling-policies', { policies: [{ country: 'US', days: 45, maximumDays: 90 }] })
  await put('/numbering-plan/overrides', {
    overrides: [{ country: 'AU', start: '+61699900000', end: '+61699900009', source: 'ACMA' }]
  })
  const added = await stack.call('POST', '/api/v3/inventory/numbers', {
    body: { startTelephoneNumber: '+6139556000X', umpCustomerGuid: demo.australianCustomer, labels: ['gold', 'new'] }
  })
  await stack.finished(added.body.taskId)
  const book = await read(await bytesOf(stack, '/api/v3/bulk/export'))

  await t.test('an export that is sent in as it is changes nothing, and asks for nothing', async t => {
    t.same(Object.keys(book), [
      'OperatorTenants', 'DataSyncs', 'Consents', 'CoolingPolicies', 'NumberingOverrides', 'Customers', 'Sites',
      'CustomerRanges', 'UploadRanges', 'Inventory', 'ReleaseRanges'
    ])
    const all = Object.values(book).reduce((sum, rows) => sum + rows.length - 1, 0)
    t.ok(all > 15, `there is something in it: ${all} rows`)
    const { task, rows, failures } = await loaded(stack, await written(book))
    t.same([task.status, task.details, failures], ['CompletedSuccess', ['RowsUnchanged'], []])
    t.match(rows, { total: all, unchanged: all })
    t.same(await read(await bytesOf(stack, '/api/v3/bulk/export')), book, 'and the next export is the same')
  })

  await t.test('cells that were edited are done, sheet after sheet, and nothing else', async t => {
    edit(book, 'CoolingPolicies', 'US', { days: '60' })
    add(book, 'CoolingPolicies', { country: '*', numberType: '*', days: '30', maximumDays: '365' })
    edit(book, 'NumberingOverrides', '+61699900000', { action: 'delete' })
    edit(book, 'DataSyncs', 'SyncPartnerOperatorConsents', { schedule: '30 2 * * *' })
    edit(book, 'Inventory', '+61395560001', { notes: 'For lorries' })
    edit(book, 'Inventory', '+61395560002', { notes: 'For lorries' })
    edit(book, 'Inventory', '+61395560003', { action: 'delete' })
    add(book, 'Inventory', { telephoneNumber: '+61395560777', umpCustomerGuid: demo.australianCustomer })
    add(book, 'UploadRanges', {
      umpCustomerGuid: demo.australianCustomer, startTelephoneNumber: '+6139556100X', range: '3',
      callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment'
    })
    add(book, 'UploadRanges', {
      umpCustomerGuid: demo.australianCustomer, startTelephoneNumber: '+6139556200X', callingProfile: 'nobody'
    })
    add(book, 'Customers', { msTenantId: tenants.unlicensed, customerShortName: 'Acme_01', customerFullName: 'Acme' })
    add(book, 'Sites', { msTenantId: tenants.unlicensed, siteLocationName: 'Head_Office', sbcId: '8' })
    add(book, 'CustomerRanges', {
      msTenantId: tenants.unlicensed, callingProfile: profiles.withSbcs, startTelephoneNumber: '+44207946000X'
    })
    const plan = await send(stack, await written(book), '?validateOnly=true')
    t.match(plan, { status: 200, body: { kind: 'load-sheets' } })
    const loads = await records.query("select count(*)::int as n from task where kind = 'load-sheets'")
    t.match(loads, [{ n: 1 }], 'as before')

    const { task, rows, failures, taskId } = await loaded(stack, await written(book))
    t.equal(task.status, 'CompletedWithErrors', JSON.stringify(failures))
    t.match(rows, { succeeded: 12, failed: 1, pending: 0 }, JSON.stringify({ rows, failures }))
    t.match(failures, [{ sheet: 'UploadRanges', line: 3, error: /Invalid CallingProfileId/ }])
    const policies = (await stack.call('GET', '/api/v3/inventory/cooling-policies')).body
    t.match(policies, [{ country: 'US', days: 60 }, { country: '*', days: 30 }])
    t.same((await stack.call('GET', '/api/v3/numbering-plan/overrides')).body.overrides, [])
    t.match((await stack.call('GET', '/api/v3/inventory/numbers/+61395560002')).body, {
      notes: 'For lorries', labels: ['gold', 'new']
    })
    t.equal((await stack.call('GET', '/api/v3/inventory/numbers/+61395560003')).status, 404)
    t.match((await stack.call('GET', '/api/v3/oc/numbers/+61395561002')).body, { tenantId: tenants.australian })
    t.match((await stack.call('GET', `/api/v3/customer-build/${tenants.unlicensed}`)).body, {
      document: { customerShortName: 'Acme_01', sites: [{ siteLocationName: 'Head_Office' }] }
    })
    const [{ kinds }] = await records.query(
      `select array_agg(kind order by kind) as kinds from task
        where parent_id = $1 and kind like '%inventory%'`, [taskId])
    t.same(kinds, ['add-inventory-numbers', 'describe-inventory-numbers', 'remove-inventory-numbers'],
      'rows that ask the same are one task')

    const result = await read(await bytesOf(stack, `/api/v3/bulk/loads/${taskId}/result?only=failed`))
    t.match(result, { UploadRanges: [[/msTenantId/], []] })
    const [header = [], row = []] = result['UploadRanges'] ?? []
    t.match(row[header.indexOf('error')], /Invalid CallingProfileId/)
    row[header.indexOf('callingProfile')] = profiles.withSbcs
    t.match(await loaded(stack, await written(result)), { status: 'CompletedSuccess', rows: { succeeded: 1 } },
      'the result is corrected and sent again')
  })

  await t.test('a sheet alone is a CSV file', async t => {
    const text = (await bytesOf(stack, '/api/v3/bulk/export?format=csv&sheet=CoolingPolicies')).toString()
    t.match(text, /^country,numberType,days,maximumDays,action\r\nUS,\*,60,90,\r\n/)
    t.match(await loaded(stack, text, '?sheet=CoolingPolicies'), { status: 'CompletedSuccess', rows: { unchanged: 2 } })
    t.match(await loaded(stack, text.replace('60', '61'), '?sheet=coolingpolicies'), { rows: { succeeded: 1 } })
  })

  await t.test('what cannot be read is refused, and says where', async t => {
    const refusal = async (file: Buffer | string, query = ''): Promise<unknown> => {
      const { status, body } = await send(stack, file, query)
      return `${status} ${JSON.stringify(body.errors ?? body)}`
    }
    t.match(await refusal('country\r\nUS\r\n'), /400 .*Say in the query which sheet/)
    t.match(
      await refusal('contry,days\r\nUS,3\r\n', '?sheet=CoolingPolicies'),
      /no column .*contry.* Did you mean country/
    )
    t.match(await refusal(await written({ Nothing: [['a'], ['b']] })), /There is no sheet/)
    t.match(await refusal(Buffer.from('PK\u0003\u0004 and nothing more')), /400 .*no workbook|cannot be read/)
    t.match(
      await refusal('country,numberType,days\r\nUS,*,many\r\n', '?sheet=CoolingPolicies&onlyIfAllValid=true'),
      /CoolingPolicies\[2\].*is not a whole number/
    )
    t.match(await refusal('tenantId,companyName\r\n' + `${tenants.australian},Other\r\n`,
      '?sheet=Consents&onlyIfAllValid=true'), /only shown/)
    t.equal((await stack.call('GET', '/api/v3/bulk/export', { role: 'channel' })).status, 403)
  })
})
