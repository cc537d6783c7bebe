import t from 'tap'
import { imported, importFile, readFile } from '../support/files.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { profiles, tenants } from '../support/stack.ts'

const freshStack = stackOfFile(t)

t.test('files as people have them', async t => {
  const stack = await freshStack(t, 'running')
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const query = `?msTenantId=${tenants.australian}&callingProfileId=${profiles.withSbcs}&usage=CallingUserAssignment`

  await t.test('the columns of the screen of numbers are read', async t => {
    const header = 'Phone number,Customer Name,Country,Tenant ID,Emergency Address,Calling Profile ID,Source,Job ID,' +
      'Assignment,Acquired Date'
    const row = (number: string, assignment: string): string =>
      `${number},Southern Cross Logistics,AU,${tenants.australian},,${profiles.withSbcs},webui,,${assignment},`
    const { task, rows } = await imported(
      stack, [header, row('+61395554001', 'Unassigned'), row('+61395554002', 'ConferenceAssigned')].join('\r\n')
    )
    t.match(task, { status: 'CompletedSuccess', outputData: { SucceededCount: 2 } })
    t.equal(rows.length, 2)
    const file = readFile((await stack.call('GET', '/api/v3/oc/numbers/export')).body)
    t.same(file.map(({ telephoneNumber, usage }) => [telephoneNumber?.replace("'", ''), usage]).sort(), [
      ['+61395554001', 'CallingUserAssignment'], ['+61395554002', 'ConferenceAssignment']
    ], 'and what a number is assigned to tells its usage')
  })

  await t.test('lines of numbers without a header are read', async t => {
    const { task } = await imported(stack, '+61395554003\r\n+61 3 9555 4004\r\n', { query })
    t.match(task, { status: 'CompletedSuccess', outputData: { RowCount: 2, SucceededCount: 2 } })
    t.match(await importFile(stack, '+61395554003\r\n'), {
      status: 400, body: { errors: { File: [/list of numbers.*column msTenantId is missing/] } }
    }, 'what holds for all of them must be said')
  })

  await t.test('an answer to a header of nothing but unknown columns is small', async t => {
    for (const begin of ['', 'telephoneNumber,']) {
      const header = begin + Array.from({ length: 8000 }, (_, index) => `strange${index}`).join(',')
      const { status, body } = await importFile(stack, `${header}\r\n1\r\n`.slice(0, 16_000))
      t.equal(status, 400)
      t.ok(JSON.stringify(body).length < 2000, `${JSON.stringify(body).length} characters`)
      t.match(body.errors.File, [/more are not known/])
    }
  })
})

t.test('the words of an emergency address stand in records and exports, and are accepted again', async t => {
  const stack = await freshStack(t, 'running')
  const address = '815aa0c1-cc95-425f-8315-11757c906aec'
  await stack.call('GET', `/api/v3/oc/civicaddress?msTenantId=${tenants.australian}&checkOnline=true`)
  await imported(stack, `telephoneNumber,civicAddressId\r\n+61395554010,${address}\r\n`, {
    query: `?msTenantId=${tenants.australian}&callingProfileId=${profiles.withSbcs}&usage=CallingUserAssignment`
  })
  const { body } = await stack.call('GET', '/api/v3/oc/numbers/+61395554010')
  t.match(body, { civicAddressId: address, emergencyAddress: /120.*Collins Street.*Melbourne.*3000.*AU/ })
  const [row] = readFile((await stack.call('GET', '/api/v3/oc/numbers/export')).body)
  t.match(row, { civicAddressId: address, addressInWords: body.emergencyAddress })
  const changed = await stack.call(
    'POST', `/api/v3/oc/numbers/action/change-emergency-location?msTenantId=${tenants.australian}`,
    { body: { phoneNumbers: ['+61395554010'], address: body.emergencyAddress } }
  )
  t.match(await stack.finished(changed.body.taskId), { status: 'CompletedSuccess', details: ['NumbersUnchanged'] })
})
