import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, type Answer } from '../support/stack.ts'

const mask = '********'
const secret = 'V4riable-of-the-customer'
const script = 'configure voip\n  ip-group new\n    name "{{SiteName}}-c"\n    sip-group-name "{{PbxKey}}"\n' +
  '    activate\n  exit\nexit\n'

t.test('what a customer keeps in its variables is sealed, reaches the SBC, and is never shown', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`
  const { body: { id: sbcOnboardingScript } } = await stack.call('POST', '/api/v3/scripttemplates', {
    body: { name: 'pbx', script, customerVariables: ['PbxKey'] }
  })
  const add = (siteLocationName: string, scriptParameters: object): Promise<Answer> =>
    stack.call('POST', sites, { body: { siteLocationName, sbcId: 8, sbcOnboardingScript, scriptParameters } })
  const onDevice = async (): Promise<unknown> =>
    (await stack.sbcs[0].control('GET', '/_mock/state')).rows['voip ip-group'][0]?.['sip-group-name']
  const added = await add('Pbx', [{ name: 'pbxKEY', value: secret }])
  const site = `${sites}/${added.body.siteGuid}`
  const change = async (scriptParameters: object): Promise<string> => {
    const { body } = await stack.call('PATCH', site, { body: { scriptParameters } })
    return (await stack.finished(body.taskId)).status
  }
  const shown = async (): Promise<unknown> =>
    (await stack.call('GET', `/api/v3/sitelocation/${added.body.siteGuid}`)).body.sbcInfo.sbcScripts.customerVariables
  const nowhere = async (what: string): Promise<void> => {
    const rows = JSON.stringify(await Promise.all(['task', 'site', 'audit_entry', 'audit_pending', 'customer_document']
      .map(table => records.query(`select * from ${table}`))))
    t.match(rows, /Pbx/, 'the rows were read')
    t.notMatch(rows, secret, what)
  }

  await t.test('by its place or by its name, in an object or in a list', async t => {
    await nowhere('before the task ran')
    t.equal((await stack.finished(added.body.taskId)).status, 'CompletedSuccess')
    t.equal(await onDevice(), secret, 'the SBC has the value')
    t.same(await shown(), { 'CustomVar.Variable1': mask })
    await nowhere('after it')
  })

  await t.test('sent as it is shown it stays, and another value takes its place', async t => {
    t.equal(await change({ 'CustomVar.Variable1': mask, CarrierHostName: 'h' }), 'CompletedSuccess')
    t.equal(await onDevice(), secret)
    t.equal(await change({ PbxKey: `${secret}-2` }), 'CompletedSuccess')
    t.equal(await onDevice(), `${secret}-2`)
    t.match(await stack.call('PATCH', site, { body: { scriptParameters: { PbxKey: '' } } }), {
      status: 400, body: { errors: { 'ScriptParameters.CustomVar.Variable1': [/PbxKey/] } }
    }, 'what the script needs is not taken away')
    const failing = 'configure voip\n  sbc cac-profile existing\n    name "{{CacProfile}}"\n  exit\nexit\n'
    const { body: other } = await stack.call('POST', '/api/v3/scripttemplates', {
      body: { name: 'fails', script: failing }
    })
    const { body } = await stack.call('PATCH', site, {
      body: {
        sbcOnboardingScript: other.id, scriptParameters: { CacProfile: 'nowhere', 'CustomVar.Variable1': 'other' }
      }
    })
    t.equal((await stack.finished(body.taskId)).status, 'Failed')
    t.equal(await onDevice(), `${secret}-2`, 'what fails brings the old value back')
    await nowhere('in what was taken back')
  })

  await t.test('a new site is not made with what is shown in place of a secret', async t => {
    t.match(await add('Masked', { PbxKey: mask, CarrierUserName: 'u', CarrierUserPassword: mask }), {
      status: 400,
      body: {
        errors: {
          'ScriptParameters.CustomVar.Variable1': [/stands for a value/],
          'ScriptParameters.CarrierUserPassword': [/stands for a password/]
        }
      }
    })
  })

  await t.test('documents and workbooks of customers are kept without it', async t => {
    const columns = 'msTenantId,siteLocationName,sbcId,sbcOnboardingScript,scriptParameters'
    const cell = JSON.stringify({ PbxKey: secret, CarrierUserName: 'u', CarrierUserPassword: secret })
    const file = `${columns}\r\nc1a7e2d0-1111-4a61-9b01-0000000000a1,Pbx,8,${sbcOnboardingScript},` +
      `"${cell.replaceAll('"', '""')}"\r\n`
    const loaded = await stack.call('POST', '/api/v3/bulk/load?sheet=Sites', {
      body: file, headers: { 'content-type': 'text/csv' }
    })
    t.equal(loaded.status, 200, JSON.stringify(loaded.body))
    await stack.finished(loaded.body.taskId)
    const build = (action: string): Promise<Answer> => stack.call('POST', '/api/v3/customer-build', {
      body: {
        action,
        customers: [{
          msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', customerShortName: 'SouthernX', sites: [{
            siteLocationName: 'GRXRATNEUZMNZ'
          }, {
            siteLocationName: 'Pbx', scriptParameters: [
              { key: 'CustomVar.Variable1', value: secret }, { name: 'CarrierUserPassword', value: secret },
              { key: 'CarrierUserName', value: 'u' }
            ]
          }]
        }]
      }
    })
    const built = await build('Modify')
    t.equal(built.status, 200, JSON.stringify(built.body))
    t.match(await stack.finished(built.body.taskId), { status: 'CompletedSuccess' })
    const { body: stored } = await stack.call('GET', '/api/v3/customer-build/c1a7e2d0-1111-4a61-9b01-0000000000a1')
    t.match(stored.document.sites[1].scriptParameters, {
      'CustomVar.Variable1': mask, CarrierUserPassword: mask, CarrierUserName: 'u'
    })
    await nowhere('in documents and rows of workbooks')
  })
})
