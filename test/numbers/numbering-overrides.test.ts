import t from 'tap'
import { isNeedless, Numbering, type NumberingRange } from '../../src/schemas/numbering.ts'
import { asE164, toE164 } from '../../src/schemas/phone-number.ts'
import type { Anything } from '../support/anything.ts'
import { imported, numberFile } from '../support/files.ts'
import { openRecords } from '../support/records.ts'
import { startStack, tenants, type Stack } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'

const path = '/api/v3/numbering-plan/overrides'
/** Ten digits where Australia has nine, and the areas begin with 2, 3, 7 or 8: the tables refuse these. */
const fresh = (last: number): string => `+6169990000${last}`
const opened = {
  country: 'AU', start: fresh(0), end: fresh(9), numberType: 'Geographic', source: 'ACMA 2026-118',
  note: 'Opened in December'
}

async function declare (stack: Stack, overrides: object[]): Promise<Anything> {
  const { status, body } = await stack.call('PUT', path, { body: { overrides } })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return stack.finished(body.taskId)
}

const verdicts = async (stack: Stack, telephoneNumbers: string[], version = 'v3'): Promise<Anything[]> =>
  (await stack.call('POST', `/api/${version}/oc/numbers/action/number-status`, {
    body: { msTenantId: tenants.australian, telephoneNumbers }
  })).body.telephoneNumbers

t.test('a provider declares numbers that the tables do not know yet', async t => {
  const stack = await startStack(t)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await stack.startApi()
  await stack.startWorker()

  await t.test('which the door, an import and the status refuse before, and take after', async t => {
    t.equal(toE164(fresh(0)), undefined, 'else this test says nothing')
    const refused = await upload(stack, uploadBody({ phoneNumbers: [fresh(0)] }))
    const byTables = /Decided by: Tables of libphonenumber-js \d+\.\d+\.\d+\.$/
    t.match(refused, { status: 400, body: { errors: { 'phoneNumbers[0]': [byTables] } } }, 'by which rule')
    const { task: unread } = await imported(stack, numberFile([{ telephoneNumber: fresh(0) }]))
    t.match((await stack.call('GET', `/api/v3/oc/numbers/import/${unread.id}`)).body, { errors: [{ error: byTables }] })
    const [before] = await verdicts(stack, [fresh(0)])
    t.match(before, { validationResult: 'Failed', decidedBy: /^Tables of libphonenumber-js \d/ })

    t.match(await declare(stack, [opened]), { status: 'CompletedSuccess', details: ['NumberingOverridesKept'] })

    const [after, known] = await verdicts(stack, [fresh(0), '+61395556880'])
    t.match(after, {
      validationResult: 'Success', decidedBy: /^Override \+61699900000 to \+61699900009 \(AU, Geographic\): ACMA/
    })
    t.match(known, { validationResult: 'Success', decidedBy: /^Tables/ })
    t.notOk('decidedBy' in ((await verdicts(stack, [fresh(0)], 'v2'))[0] ?? {}), 'version 2 stays as documented')
    const answer = await upload(stack, uploadBody({
      phoneNumbers: [fresh(1)], phoneNumberRanges: [{ start: fresh(2), end: fresh(4) }]
    }))
    const task = await stack.finished(answer.body.taskId)
    t.match(task, { status: 'CompletedSuccess', totalNumbersCount: 4 })
    t.ok(messagesOf(task).some(text => /^4 of the numbers by: Override \+61699900000/.test(text)), 'and says by what')
    const { task: importTask } = await imported(stack, numberFile([{ telephoneNumber: fresh(5) }]))
    t.match(importTask, { status: 'CompletedSuccess' })
    t.match((await stack.call('GET', `/api/v3/oc/numbers/${fresh(5)}`)).body, { tenantId: tenants.australian })
    const { body: why } = await stack.call(
      'GET', `/api/v3/oc/numbers/${fresh(6)}/availability?msTenantId=${tenants.australian}`)
    t.match(why, { available: true, decidedBy: /^Override/ })
  })

  await t.test('and whose country and type the rules of an upload take from there', async t => {
    await declare(stack, [{ ...opened, numberType: 'TollFree' }])
    const { status, body } = await upload(stack, uploadBody({ phoneNumbers: [fresh(7)] }))
    t.equal(status, 400)
    t.match(JSON.stringify(body), /Toll-free numbers must be configured with the usage/)
  })

  await t.test('for as long as it says, and no longer', async t => {
    await declare(stack, [{ ...opened, validFrom: '2999-01-01T00:00:00Z' }])
    t.equal((await upload(stack, uploadBody({ phoneNumbers: [fresh(8)] }))).status, 400, 'not yet')
    await declare(stack, [{ ...opened, validTo: '2001-01-01T00:00:00Z' }])
    t.equal((await upload(stack, uploadBody({ phoneNumbers: [fresh(8)] }))).status, 400, 'not any more')
    t.match((await stack.call('GET', path)).body.overrides, [{ start: fresh(0), inForce: false, needless: false }])
    const gone = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, {
      body: [fresh(1)]
    })
    t.equal(gone.status, 400, 'nobody names a number that does not exist')
  })

  await t.test('and is told which of them the tables say as well', async t => {
    const needless = { ...opened, start: '+61395550000', end: '+61395559999' }
    const task = await declare(stack, [opened, needless, { ...needless, start: '+61405550000', end: '+61405550009' }])
    t.ok(messagesOf(task).some(text => text.startsWith('+61395550000 to +61395559999 is needless')))
    const { body } = await stack.call('GET', path)
    t.match(body, { tables: /^libphonenumber-js \d/ })
    t.same(body.overrides.map(({ needless: is }: Anything) => is), [true, false, false], 'not a mobile range as fixed')
  })

  await t.test('but not what nothing can decide by', async t => {
    const { status, body } = await stack.call('PUT', path, {
      body: {
        overrides: [
          opened, { ...opened, start: fresh(5), end: `${fresh(9)}0` }, { ...opened, start: fresh(5) },
          { ...opened, country: 'NZ', start: '+6199', end: '+6199' }, { ...opened, start: '12', numberType: 'Fax' },
          {
            ...opened, start: '+61699911110', end: '+61699911119', validFrom: '2026-02-01T00:00:00Z',
            validTo: '2026-01-01T00:00:00Z'
          }
        ]
      }
    })
    t.equal(status, 400)
    t.match(body.errors, {
      'overrides[0]': [/^It holds numbers of overrides\[2\] at the same time/],
      'overrides[1]': [/must have one length/], 'overrides[3]': [/has not the calling code of NZ/],
      'overrides[4]': [/^"12" is not a number/, /^Fax is not one of/], 'overrides[5]': [/must come before/]
    })
    const role = 'channel'
    t.equal((await stack.call('PUT', path, { body: { overrides: [] }, role })).status, 403, 'nor below the provider')
    t.match((await stack.call('GET', path, { role })).status, 403)
  })
})

t.test('a worker tells once which overrides its tables know by now', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(`insert into numbering_override
    (provider_id, start_number, end_number, country, number_type, source)
    values (1, '+61395550000', '+61395559999', 'AU', 'Geographic', 'ACMA 2024-7'),
      (1, $1, $2, 'AU', 'Geographic', 'ACMA 2026-118')`, [fresh(0), fresh(9)])
  const said = (line: string): true | undefined => line.includes('numbering plans is needless') ? true : undefined
  const worker = await stack.startWorker()
  await worker.waitFor(said)
  const lines = (output: string): string[] => output.split('\n').filter(line => said(line) === true)
  t.match(lines(worker.output()), [/"start":"\+61395550000".*"source":"ACMA 2024-7".*"tables":"libphonenumber-js/])
  t.equal(lines(worker.output()).length, 1, 'and not of the other')
  const next = await stack.startWorker()
  t.same(lines(next.output()), [], 'nor again')
})

t.test('a range is needless exactly when the tables say the same of all its numbers', async t => {
  const range = (start: string, end: string, numberType: NumberingRange['numberType'] = 'Geographic') =>
    isNeedless({ start: asE164(start), end: asE164(end), country: 'AU', numberType, source: '' })
  t.equal(range('+61395550000', '+61395559999'), true)
  t.equal(range('+61405550000', '+61405559999', 'Mobile'), true)
  t.equal(range('+61405550000', '+61405559999'), false, 'another type')
  t.equal(range('+61395550000', '+61600000000'), false, 'a part of it does not exist')
  const numbering = new Numbering([{
    start: asE164('+99912'), end: asE164('+99919'), country: 'AU', numberType: 'Mobile', source: 'x'
  }])
  t.equal(numbering.toE164('+99915'), '+99915', 'a calling code that the tables lack')
  t.equal(numbering.countryOf(asE164('+99915')), 'AU')
  t.equal(numbering.toE164('+999150'), undefined, 'another length')
})
