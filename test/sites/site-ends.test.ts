import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Mock } from '../support/stack.ts'

const freshStack = stackOfFile(t)
const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`
const script = { method: 'PUT', path: 'cliScript/incremental$' }

/** The device takes so many lines of one script, and nothing from then on. */
const breaksOff = (sbc: Mock, lines: number): Promise<unknown> =>
  sbc.control('POST', '/_mock/faults', [{ ...script, failAfterLines: lines }, {
    ...script, times: 'always', failAfterLines: 0
  }])
const isWell = (sbc: Mock): Promise<unknown> => sbc.control('DELETE', '/_mock/faults')

t.test('a SIP connection tells the truth when its task ends badly', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  const [sbc] = stack.sbcs
  const groups = async (): Promise<string[]> =>
    ((await sbc.control('GET', '/_mock/state')).rows['voip ip-group'] ?? []).map((row: { name: string }) => row.name)
  const stateOf = async (id: string): Promise<string> =>
    (await records.query('select deployment_state as state from site where id = $1', [id]))[0]?.state

  await t.test('a SIP connection that could not be cleaned is Failed, and can be deleted later', async t => {
    await breaksOff(sbc, 12)
    const { body: { taskId, siteGuid } } = await stack.call('POST', sites, {
      body: { siteLocationName: 'Dirty', sbcId: 8 }
    })
    t.match(await stack.finished(taskId), {
      status: 'Failed',
      executionMessages: [{ message: /does not take the script of Dirty/ }, {
        level: 'Error', message: /What step program did could not be taken back/
      }]
    })
    t.same([await stateOf(siteGuid), (await groups()).includes('Dirty-c')], ['Failed', true], 'and says what is true')
    t.same((await stack.call('GET', `/api/v3/sitelocation/${siteGuid}`)).body.pendingTasks, [], 'no task is pending')
    await isWell(sbc)
    const { body } = await stack.call('DELETE', `/api/v3/sitelocation/${siteGuid}`)
    t.equal(
      (await stack.finished(body.sbcCleanupTaskId)).status, 'CompletedSuccess',
      'the deletion succeeds when the SBC works again'
    )
    t.same([await stateOf(siteGuid), await groups()], [undefined, []], 'the SIP connection and its rows are gone')
  })

  await t.test('a SIP connection whose change could not be taken back is Failed, and can be changed later', async t => {
    const { body: { taskId, siteGuid } } = await stack.call('POST', sites, {
      body: { siteLocationName: 'Before', sbcId: 8 }
    })
    t.equal((await stack.finished(taskId)).status, 'CompletedSuccess', 'the SIP connection is added')
    await breaksOff(sbc, 12)
    const { body: change } = await stack.call('PATCH', `${sites}/${siteGuid}`, { body: { sbcSiteName: 'After' } })
    const task = await stack.finished(change.taskId)
    t.equal(task.status, 'Failed', 'the change fails')
    t.match(task.executionMessages.at(-1), {
      level: 'Error', message: /SIP connection Before could not be brought back to what it was/
    })
    t.same([await stateOf(siteGuid), (await groups()).filter(name => name.endsWith('-c'))], ['Failed', [
      'Before-c', 'After-c'
    ]], 'the SIP connection is Failed, and rows of both names are on the SBC')
    t.match((await stack.call('GET', `/api/v3/sitelocation/${siteGuid}`)).body, {
      siteName: 'Before', pendingTasks: []
    })
    await isWell(sbc)
    const { body: again } = await stack.call('PATCH', `${sites}/${siteGuid}`, { body: { sbcSiteName: 'After' } })
    t.equal(
      (await stack.finished(again.taskId)).status, 'CompletedSuccess', 'the change succeeds when the SBC works again'
    )
    t.same(
      [await stateOf(siteGuid), await groups()], ['Deployed', ['After-c', 'After-t']],
      'the SIP connection is deployed with rows of the new name only'
    )
    await stack.finished((await stack.call('DELETE', `/api/v3/sitelocation/${siteGuid}`)).body.sbcCleanupTaskId)
  })

  await t.test('the first site of a customer, and a site of a customer that could not be deleted, are Failed ' +
    'too', async t => {
    await breaksOff(sbc, 8)
    const { body: { jobId } } = await stack.call('POST', '/api/v3/customer', {
      body: {
        configurationName: 'OcEssential_IPGROUP_TYPE', customerShortName: 'Dirty', msTenantID: tenants.unlicensed,
        scriptParameters: { ProxySet: 'Teams-OC', OnlinePstnGateway: 'oc1.sbc.dialplane.example' }
      }
    })
    t.match(await stack.finished(jobId), { status: 'Failed' })
    const [site] = await records.query("select id, customer_id as customer from site where deployment_state = 'Failed'")
    t.ok(site, 'its site is Failed')
    await records.query("update site set deployment_state = 'Deployed' where id = $1", [site.id])
    t.match(await stack.call('DELETE', `/api/v3/customer/${site.customer}`), {
      status: 502, body: { errorCode: 'task_failed' }
    })
    t.equal(await stateOf(site.id), 'Failed', 'something of it may be missing')
    await isWell(sbc)
    t.match(await stack.call('DELETE', `/api/v3/customer/${site.customer}`), { status: 200 })
    t.same([await stateOf(site.id), await groups()], [undefined, []], 'the site and its rows are gone')
  })
})

t.test('a new password of a site is on the device, or its task fails', async t => {
  const stack = await freshStack(t, 'running')
  const [sbc] = stack.sbcs
  const account = async (): Promise<unknown> =>
    (await sbc.control('GET', '/_mock/state')).rows['voip sip-definition account']
  const { body: { taskId, siteGuid } } = await stack.call('POST', sites, {
    body: { siteLocationName: 'Secret', sbcId: 8, carrierUserName: 'u', carrierUserPassword: 'old' }
  })
  t.equal((await stack.finished(taskId)).status, 'CompletedSuccess', 'the SIP connection is added')
  const before = await account()
  const change = async (body: object): Promise<{ status: string, executionMessages: object[] }> =>
    stack.finished((await stack.call('PATCH', `${sites}/${siteGuid}`, { body })).body.taskId)

  await sbc.control('POST', '/_mock/faults', { ...script, failAfterLines: 1, times: 2 })
  t.match(await change({ carrierUserPassword: 'new' }), {
    status: 'Failed',
    executionMessages: [{ level: 'Error', message: /SBC 8 does not take another password of Secret: .*interrupted/ }]
  })
  t.match(before, [{ password: 'old' }])
  t.same(await account(), before, 'the account has the old password')

  t.equal((await change({ carrierUserPassword: 'new' })).status, 'CompletedSuccess', 'the second attempt succeeds')
  t.match(await account(), [{ password: 'new', 'account-name': 'Secret' }])
  const { effects } = await sbc.control('GET', '/_mock/state')
  t.notOk(effects.some(({ kind }: { kind: string }) => kind === 'row-remove'), 'the account itself stays')
  t.equal((await change({ carrierUserPassword: '' })).status, 'CompletedSuccess', 'an empty password is accepted')
  t.match(await account(), [{ password: '' }])
})

t.test('only one of two sites that name a row alike gets it', async t => {
  const stack = await freshStack(t, 'running')
  const [sbc] = stack.sbcs
  const template =
    'configure voip\n  ip-group new\n    name "{{Peer}}"\n    sip-group-name "{{CarrierHostName}}"\n    activate\n  ' +
    'exit\nexit\n'
  const { body: { id } } = await stack.call('POST', '/api/v3/scripttemplates', {
    body: { cloneFrom: 7, name: 'by-peer', script: template, customerVariables: ['Peer'] }
  })
  await sbc.control('POST', '/_mock/behaviour', { delayMilliseconds: 150 }) // so that both look before either writes
  const add = (name: string): ReturnType<typeof stack.call> =>
    stack.call('POST', sites, {
      body: {
        siteLocationName: name, sbcId: 8, sbcOnboardingScript: id,
        scriptParameters: { CarrierHostName: name, 'CustomVar.Variable1': 'shared-name' }
      }
    })
  const added = await Promise.all(['First', 'Second'].map(add))
  const ended = await Promise.all(
    added.map(async ({ body }) => ({ site: body.siteGuid, task: await stack.finished(body.taskId) }))
  )
  t.same(
    ended.map(({ task }) => task.status).sort(), ['CompletedSuccess', 'Failed'], 'one site is added and the other fails'
  )
  const [won, lost] = [
    ended.find(({ task }) => task.status === 'CompletedSuccess'), ended.find(({ task }) => task.status === 'Failed')
  ]
  t.match(lost?.task.executionMessages, [{
    level: 'Error', message: /ip-group "shared-name".*(belongs to site|was not made for this site)/
  }])
  t.match(await stack.call('GET', `/api/v3/sitelocation/${lost?.site}`), { status: 404 })
  const { body: site } = await stack.call('GET', `/api/v3/sitelocation/${won?.site}`)
  const rows = async (): Promise<unknown> => (await sbc.control('GET', '/_mock/state')).rows['voip ip-group']
  t.same(
    await rows(), [{ index: 0, name: 'shared-name', 'sip-group-name': site.siteName }],
    'the row is that of the one that has it'
  )
  await stack.finished((await stack.call('DELETE', `/api/v3/sitelocation/${won?.site}`)).body.sbcCleanupTaskId)
  t.same(await rows(), [], 'the row is gone with its site')
})

t.test('nested rows belong each to their own site', async t => {
  const stack = await freshStack(t, 'running')
  const [sbc] = stack.sbcs
  const template =
    'configure voip\n  proxy-set new\n    proxy-name "{{SiteName}}"\n    proxy-ip 0\n      proxy-address ' +
    '"{{CarrierHostName}}"\n      activate\n    exit\n    activate\n  exit\nexit\n'
  const { body: { id } } = await stack.call('POST', '/api/v3/scripttemplates', {
    body: { cloneFrom: 7, name: 'own-proxy', script: template, customerVariables: [] }
  })
  const proxies = async (): Promise<unknown> => (await sbc.control('GET', '/_mock/state')).rows['voip proxy-set']
  const add = async (name: string): Promise<string> => {
    const { body } = await stack.call('POST', sites, {
      body: { siteLocationName: name, sbcId: 8, sbcOnboardingScript: id, carrierHostName: `${name}.example` }
    })
    t.equal((await stack.finished(body.taskId)).status, 'CompletedSuccess', 'the SIP connection is added')
    return body.siteGuid
  }
  const remove = async (site: string): Promise<void> => {
    const { body } = await stack.call('DELETE', `/api/v3/sitelocation/${site}`)
    t.equal((await stack.finished(body.sbcCleanupTaskId)).status, 'CompletedSuccess', 'the SIP connection is deleted')
  }
  const first = await add('NestA')
  const second = await add('NestB')
  const row = (index: number, name: string): object => ({
    index, 'proxy-name': name, 'proxy-ip 0 proxy-address': `${name}.example`
  })
  t.same(await proxies(), [row(0, 'NestA'), row(1, 'NestB')], 'each site has its own nested row')
  await remove(second)
  t.same(await proxies(), [row(0, 'NestA')], 'the other site keeps its own')
  const { body } = await stack.call('PATCH', `${sites}/${first}`, { body: { carrierHostName: 'other.example' } })
  t.equal((await stack.finished(body.taskId)).status, 'CompletedSuccess', 'the change succeeds')
  t.same(
    await proxies(), [{ ...row(0, 'NestA'), 'proxy-ip 0 proxy-address': 'other.example' }],
    'the nested row has the new address'
  )
  await remove(first)
  t.same(await proxies(), [], 'no row is left')
})
