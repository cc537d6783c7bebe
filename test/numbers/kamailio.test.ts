import t from 'tap'
import { openRecords } from '../support/records.ts'
import { listeningAt, startProgram } from '../support/program.ts'
import { demo, startStack, tenants } from '../support/stack.ts'
import { australianNumbers, upload, uploadBody } from '../support/uploads.ts'
import { steer } from '../upstreams/sbc/device.ts'

t.test('a Kamailio can stand in for a Mediant', async t => {
  const program = startProgram('sbc-mock/kamailio/server.js', { KAMAILIO_MOCK_PORT: '0' })
  t.teardown(() => program.stop())
  const url = await program.waitFor(listeningAt)
  await steer(url, 'PUT', 'state', {
    tables: [{ name: 'OCDialPlan', dbtable: 'oc' }, { name: 'CustDialPlan', dbtable: 'cust' }]
  })
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const held = async (): Promise<string[]> =>
    (await steer(url, 'GET', 'state')).saved.OCDialPlan.map(({ prefix, value }: Record<string, string>) =>
      `${prefix} ${value}`
    ).sort()
  // The trunk of the second SBC is this one's from now on.
  await records.query("update sbc set fqdn = 'old.sbc.example' where id = 11")
  const { body: { sbcId } } = await stack.call('POST', '/api/v3/sbc', {
    body: {
      name: 'Kamailio', fqdn: 'oc2.sbc.dialplane.example', driver: 'kamailio', baseUrl: url, username: 'dialplane',
      password: 'demo-sbc-password'
    }
  })
  const numbers = australianNumbers(400, 2)

  await t.test('an upload and its release program the Kamailio like a Mediant', async t => {
    const { body } = await upload(stack, uploadBody({ phoneNumbers: numbers }))
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })
    t.match(await held(), numbers.map(number => `${number} Trunk=${tenants.australian}|`))
    t.same((await records.query('select distinct sbc_id from number_on_sbc order by 1')).map(row => row['sbc_id']), [
      8, sbcId
    ], 'the numbers are recorded on the Kamailio instead of the second SBC')
    const released = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, {
      body: numbers
    })
    t.match(await stack.finished(released.body.taskId), { status: 'CompletedSuccess' })
    t.same(await held(), [], 'no rule is left after the release')
  })

  const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`
  await t.test('a site on a Kamailio is refused when it needs a script', async t => {
    t.match(await stack.call('POST', sites, { body: { siteLocationName: 'Darwin', sbcId } }), {
      status: 400, body: { errors: { SbcId: [/takes no scripts: send flagConfigureSbc false/] } }
    })
  })

  await t.test('a dial plan on a Kamailio takes rules for whole numbers only', async t => {
    const { body: { siteGuid, taskId } } = await stack.call('POST', sites, {
      body: { siteLocationName: 'Darwin', sbcId, flagConfigureSbc: false }
    })
    t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
    const plan = `${sites}/${siteGuid}/dialplan/CustDialPlan`
    for (const prefix of ['+61[1-3]x', '+612x', '+6139555#', '+61.']) {
      t.match(await stack.call('PATCH', plan, { body: { add: [{ prefix, tag: 'x' }] } }), {
        status: 400, body: { errors: { 'add[0].prefix': [/whole numbers only/] } }
      }, prefix)
    }
    const { body } = await stack.call('PATCH', plan, { body: { add: [{ prefix: '+61255500001', tag: 'x' }] } })
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })
    t.match((await stack.call('GET', `${plan}/match?number=%2B61255500001`)).body, {
      rule: { prefix: '+61255500001' }, ofSite: true
    })
    t.match((await stack.call('GET', `${plan}/match?number=%2B612555000012`)).body, { rule: null, ofOthers: false })
  })
})
