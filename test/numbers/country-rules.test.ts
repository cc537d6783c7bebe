import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

t.test('what the countries of North America ask for', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(`insert into customer (provider_id, ms_tenant_id, lead_id, short_name, full_name, license_type)
    select 1, ms_tenant_id, id, 'Transatlantic', 'Transatlantic', 3 from lead where ms_tenant_id = $1`, [
    tenants.unlicensed
  ])
  const ask = (changes: object): ReturnType<typeof upload> =>
    upload(stack, uploadBody({ country: undefined, ...changes }), { tenant: tenants.unlicensed })

  await t.test('the dialling code names the country of a toll-free number, and the consent which one', async t => {
    for (const [index, country] of ['1', '+1', '001', 'US', 'us', 1].entries()) {
      const { status, body } = await ask({
        phoneNumbers: [`+1800225528${index}`], usage: 'FirstPartyAppAssignment', country
      })
      t.equal(status, 200, JSON.stringify(body))
      const [task] = await records.query('select input from task where id = $1', [body.taskId])
      t.equal(task.input.country, 'US', `${country} is the country that the tenant consented to`)
    }
    t.match(await ask({ phoneNumbers: ['+18002255299'], usage: 'FirstPartyAppAssignment', country: '999' }), {
      status: 400, body: { errors: { Country: [/neither an ISO country code nor the dialling code/] } }
    })
  })

  await t.test('a number of a user in the USA needs an address, and others do not', async t => {
    const phoneNumbers = ['+12125551234']
    t.match(await ask({ phoneNumbers }), {
      status: 400, body: { errors: { Address: ['+12125551234: An emergency address is mandatory for numbers of US.'] } }
    })
    t.match(await ask({ phoneNumbers, address: '350 Fifth Avenue' }), { status: 200 })
    t.match(await ask({ phoneNumbers: ['+442079460123'] }), { status: 200 }, 'as in the United Kingdom')
    t.match(await ask({ phoneNumbers: ['+12125551235'], usage: 'ConferenceAssignment' }), { status: 200 }, 'a bridge')
  })
})
