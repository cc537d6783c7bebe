import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, type Answer } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'

const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`
const nesting = [
  'configure voip', 'proxy-set new', 'proxy-name "{{SiteName}}"', 'proxy-ip 0', 'proxy-address "{{CarrierHostName}}"',
  'activate', 'exit', 'activate', 'exit', 'exit'
].join('\n')

t.test('changes of a SIP connection reach its SBC', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const [sbc, other] = stack.sbcs
  const rows = async (table: string, mock = sbc): Promise<Array<Record<string, string>>> =>
    (await mock.control('GET', '/_mock/state')).rows[`voip ${table}`] ?? []
  const done = async (answer: Answer): Promise<{ id: string, task: Anything }> => {
    t.equal(answer.status, 200, 'the request is accepted')
    return { id: answer.body.siteGuid, task: await stack.finished(answer.body.taskId ?? answer.body.sbcCleanupTaskId) }
  }
  const add = async (name: string, more: object = {}): Promise<string> => {
    const { id, task } = await done(
      await stack.call('POST', sites, {
        body: { siteLocationName: name, sbcId: 8, scriptParameters: { ProxySet: 'SIPTrunk' }, ...more }
      })
    )
    t.equal(task.status, 'CompletedSuccess', 'the SIP connection is added')
    return id
  }
  const change = async (id: string, body: object): Promise<Anything> =>
    (await done(await stack.call('PATCH', `${sites}/${id}`, { body }))).task

  await t.test('deleting a SIP connection removes only its own rows, also those of a template with nested ' +
    'rows', async t => {
    const cloned = await stack.call('POST', '/api/v3/scripttemplates', {
      body: { cloneFrom: 7, name: 'nesting', script: nesting }
    })
    t.equal(cloned.status, 200, 'the template is cloned')
    const [template] = await records.query("select id from script_template where name = 'nesting'")
    const more = (host: string): object => ({
      sbcOnboardingScript: template.id, scriptParameters: { CarrierHostName: host }
    })
    await add('NestA', more('a.example'))
    const second = await add('NestB', more('b.example'))
    t.match((await rows('proxy-set')).filter(row => row['proxy-name']?.startsWith('Nest')), [{
      'proxy-name': 'NestA', 'proxy-ip 0 proxy-address': 'a.example'
    }, { 'proxy-name': 'NestB', 'proxy-ip 0 proxy-address': 'b.example' }])
    t.match((await done(await stack.call('DELETE', `/api/v3/sitelocation/${second}`))).task, {
      status: 'CompletedSuccess'
    })
    t.same(
      (await rows('proxy-set')).filter(row => row['proxy-name']?.startsWith('Nest')).map(row => row['proxy-name']),
      ['NestA'], 'only the rows of the other SIP connection are left'
    )
  })

  await t.test('a change of a password that the SBC does not take fails', async t => {
    const id = await add('Secret', {
      scriptParameters: { ProxySet: 'SIPTrunk', CarrierUserName: 'u', CarrierUserPassword: 'old one' }
    })
    await sbc.control('POST', '/_mock/faults', { path: 'incremental$', failAfterLines: 1, times: 2 })
    t.match(await change(id, { scriptParameters: { CarrierUserPassword: 'new one' } }), { status: 'Failed' })
    t.match((await rows('sip-definition account')).filter(row => row['account-name'] === 'Secret'), [{
      password: 'old one'
    }])
    t.match(await change(id, { scriptParameters: { CarrierUserPassword: 'new one' } }), { status: 'CompletedSuccess' })
    t.match((await rows('sip-definition account')).filter(row => row['account-name'] === 'Secret'), [{
      password: 'new one'
    }])
    t.same(
      await records.query(
        "select id from task where state = 'finished' and (input::text || progress::text) like '%sealed%'"
      ),
      [],
      'and a task that is over remembers none of them'
    )
  })

  await t.test('a SIP connection that is configured by hand keeps its rows until it is deleted', async t => {
    const id = await add('ByHand')
    const before = await rows('ip-group')
    t.match(await change(id, { flagConfigureSbc: false, CarrierHostName: 'other.example' }), {
      status: 'CompletedSuccess'
    })
    t.same(await rows('ip-group'), before, 'the rows are as before')
    t.match((await stack.call('GET', `/api/v3/sitelocation/${id}`)).body, {
      sbcDeploymentState: 'Deployed', sbcInfo: { flagConfigureSbc: false, carrierHostName: 'other.example' }
    })
    t.match((await done(await stack.call('DELETE', `/api/v3/sitelocation/${id}`))).task, {
      status: 'CompletedSuccess'
    })
    t.notOk(
      (await rows('ip-group')).some(row => row['name']?.startsWith('ByHand')),
      'the rows are gone with the SIP connection'
    )
  })

  await t.test('a SIP connection that moves or is renamed gets the gateway of its new place, unless it has its ' +
    'own', async t => {
    const gatewayOf = async (id: string): Promise<string> =>
      (await stack.call('GET', `/api/v3/sitelocation/${id}`)).body.onlinePstnGateway
    const id = await add('Mover')
    t.equal(await gatewayOf(id), 'Mover.oc1.sbc.dialplane.example', 'the gateway is below the first SBC')
    t.match(await change(id, { sbcId: 11 }), { status: 'CompletedSuccess' })
    t.equal(
      await gatewayOf(id), 'Mover.oc2.sbc.dialplane.example', 'the gateway is below the second SBC after the move'
    )
    t.match((await rows('ip-group', other)).filter(row => row['name'] === 'Mover-t'), [{
      'local-host-name': 'Mover.oc2.sbc.dialplane.example'
    }])
    t.match(await change(id, { siteLocationName: 'Moved' }), { status: 'CompletedSuccess' })
    t.equal(await gatewayOf(id), 'Moved.oc2.sbc.dialplane.example', 'the gateway has the new name')
    t.match(await change(id, { scriptParameters: { OnlinePstnGateway: 'own.example.com' } }), {
      status: 'CompletedSuccess'
    })
    t.match(await change(id, { sbcId: 8 }), { status: 'CompletedSuccess' })
    t.equal(await gatewayOf(id), 'own.example.com', 'a gateway of its own stays after a move')
  })

  await t.test('a SIP connection that got rules in a dial plan after it was asked to move stays', async t => {
    const id = await add('Ruled')
    await records.query("update site set held_by = 'wup_0' where id = $1", [id])
    await records.query(
      "insert into task (provider_id, id, kind, partition_key, state, step, input, caller) values (1, 'wup_0', " +
      "'upload-numbers', 'x', 'parked', 'validate', '{}', 'x')"
    )
    const { body } = await stack.call('PATCH', `${sites}/${id}`, { body: { sbcId: 11 } })
    await records.query(
      "insert into site_rule (provider_id, sbc_id, plan, prefix, name, tag, site_id) values (1, 8, 'CustDialPlan', " +
      "'+6139', 'Ruled', 'x', $1)",
      [id]
    )
    await records.query("update task set state = 'finished' where id = 'wup_0'")
    t.match(await stack.finished(body.taskId), {
      status: 'Failed', executionMessages: [{ message: /has rules in dial plans of SBC 8; remove them/ }]
    })
    t.match((await stack.call('GET', `/api/v3/sitelocation/${id}`)).body, {
      sbcDeploymentState: 'Deployed', sbcInfo: { sbcId: 8 }
    })
  })

  const remove = async (id: string): Promise<void> => {
    t.match((await done(await stack.call('DELETE', `/api/v3/sitelocation/${id}`))).task, {
      status: 'CompletedSuccess'
    }, 'the SIP connection is deleted')
  }

  await t.test('both main lines of a carrier reach a script, also under the misspelled name', async t => {
    const script =
      'configure voip\n  ip-group new\n    name "{{SiteName}}-c"\n    contact-user "{{CarrierMainLine}}"\n    ' +
      'sip-group-name "{{CarrierMailLine}}"\n    activate\n  exit\nexit\n'
    const template = await stack.call('POST', '/api/v3/scripttemplates', {
      body: { cloneFrom: 7, name: 'main-lines', script, customerVariables: [] }
    })
    t.equal(template.status, 200, 'the template is cloned')
    const site = await add('Lines', {
      sbcOnboardingScript: template.body.id,
      scriptParameters: { CarierMailLine: '+61395556881', CarrierMainLine: '+61395556880' }
    })
    t.match((await rows('ip-group')).filter(row => row['name'] === 'Lines-c'), [{
      name: 'Lines-c', 'contact-user': '+61395556880', 'sip-group-name': '+61395556881'
    }])
    t.match((await stack.call('GET', `/api/v3/sitelocation/${site}`)).body, {
      sbcInfo: {
        carrierMainLine: '+61395556880', sbcScripts: { customerVariables: { CarierMailLine: '+61395556881' } }
      }
    })
    t.equal(
      (await change(site, { carrierMainLine: '+61395556882', carrierMailLine: '+61395556883' })).status,
      'CompletedSuccess', 'the change of both lines succeeds'
    )
    t.match((await rows('ip-group')).filter(row => row['name'] === 'Lines-c'), [{
      'contact-user': '+61395556882', 'sip-group-name': '+61395556883'
    }])
    await remove(site)
  })

  await t.test('the gateways of a customer are those of its sites that are on their SBC, each once', async t => {
    const listed = async (customer: string = demo.australianCustomer): Promise<string[]> =>
      (await stack.call('GET', `/api/v3/customer/${customer}/onlinepstngateway`)).body.map((
        gateway: { fqdn: string, trunkModel: string }
      ) => `${gateway.fqdn} ${gateway.trunkModel}`).sort()
    const before = await listed()
    const first = await add('Listed')
    const second = await add('Shared', { onlinePstnGateway: 'Own.gateway.example' })
    t.same(
      await listed(),
      [...before, 'Listed.oc1.sbc.dialplane.example DerivedTrunk', 'Own.gateway.example DerivedTrunk'].sort(),
      'the gateways of both sites are listed'
    )
    await records.query(
      `insert into online_pstn_gateway (provider_id, customer_id, fqdn, trunk_model, state)
        values (1, $1, 'own.gateway.example', 'AzureAdDomainOnly', 'Verified')`,
      [demo.australianCustomer]
    )
    t.same(
      await listed(),
      [...before, 'Listed.oc1.sbc.dialplane.example DerivedTrunk', 'own.gateway.example AzureAdDomainOnly'].sort(),
      'one that was added is told as it was'
    )
    await records.query(`delete from online_pstn_gateway where fqdn = 'own.gateway.example'`)
    await records.query(`update site set deployment_state = 'Failed' where id = $1`, [second])
    t.same(
      await listed(), [...before, 'Listed.oc1.sbc.dialplane.example DerivedTrunk'].sort(),
      'a site that is not on its SBC has no gateway in the list'
    )
    t.same(await listed(demo.israeliCustomer), [], 'another customer has no gateway')
    for (const site of [first, second]) await remove(site)
    t.same(await listed(), before, 'the list is as before')
  })
})
