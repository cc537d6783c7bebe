import t from 'tap'
import { demo, startStack } from '../support/stack.ts'

const path = '/api/v3/scripttemplates'
const script = 'configure voip\n  ip-group new\n    name "{{SiteName}}-c"\n    local-host-name "{{IPPBX-ProxyAddress}}"\n    sip-group-name "{{CustomVar.Variable1}}"\n    activate\n  exit\nexit\n'

t.test('script templates', async t => {
  const stack = await startStack(t)
  await stack.startApi()

  await t.test('are listed as documented', async t => {
    const { status, body } = await stack.call('GET', '/api/v2/scripttemplates?scriptType=Any')
    t.equal(status, 200)
    t.same(body.map(({ id, name, scriptType }: { id: number, name: string, scriptType: number }) => [id, name, scriptType]), [
      [5000, 'sbc-add-oc-numbers', 0], [5001, 'sbc-remove-oc-numbers', 0], [5002, 'O365InitializationScript', 3], [5003, 'O365CleanupScript', 4],
      [7, 'sbc-scenario7', 1], [700, 'sbc-scenario7Cleanup', 2]
    ])
    t.equal(JSON.stringify(body[4]), '{"id":7,"name":"sbc-scenario7","scriptType":1,"description":null,"script":null,"customerVariables":null,"relatedScripts":[{"key":700,"value":"sbc-scenario7Cleanup"}]}')
    t.equal(body[0].relatedScripts, null)
    const ids = async (query: string): Promise<number[]> => (await stack.call('GET', `/api/v2/scripttemplates?${query}`)).body.map((template: { id: number }) => template.id)
    t.same(await ids('scriptType=SBC'), [5000, 5001, 7, 700])
    t.same(await ids('scripttype=m365'), [5002, 5003])
    t.same(await ids('PageNumber=1&PageSize=4'), [7, 700], 'pages count from 0')
    t.match((await stack.call('GET', '/api/v2/scripttemplates?scriptType=Any&allDetails=true')).body[0], { script: /sbc dial-plan "OCDialPlan"/, description: /number/ })
    t.match(await stack.call('GET', '/api/v2/scripttemplates?scriptType=Pigeon'), { status: 400, body: { errors: { ScriptType: [/Any, SBC or M365/] } } })
  })

  await t.test('are cloned, edited with a preview, used, and deleted when nobody needs them', async t => {
    const { status, body } = await stack.call('POST', path, { body: { cloneFrom: 7, name: 'mine' } })
    t.equal(status, 200)
    t.match(body, { name: 'mine', scriptType: 1, relatedScripts: [{ key: 700 }], preview: ['configure voip', /proxy-set/] })
    const edited = await stack.call('PATCH', `${path}/${body.id}`, { body: { script, customerVariables: ['IPPBX-ProxyAddress'] } })
    t.match(edited, { status: 200, body: { preview: ['configure voip', '  ip-group new', '    name "Site2-c"', '    local-host-name "<IPPBX-ProxyAddress>"', '    sip-group-name "<CustomVar.Variable1>"', '    activate', '  exit', 'exit'], placeholders: ['SiteName', 'IPPBX-ProxyAddress', 'CustomVar.Variable1'] } })
    t.same((await stack.call('GET', `${path}/${body.id}`)).body, edited.body)
    await stack.startWorker()
    const site = { siteLocationName: 'Own', sbcId: 8, sbcOnboardingScript: body.id }
    const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`
    t.match(await stack.call('POST', sites, { body: site }), { status: 400, body: { errors: { 'scriptParameters.CustomVar.Variable1': [/IPPBX-ProxyAddress/] } } }, 'a variable without a value')
    const added = await stack.call('POST', sites, { body: { ...site, scriptParameters: { 'ippbx-proxyaddress': '10.0.0.5' } } })
    t.equal((await stack.finished(added.body.taskId)).status, 'CompletedSuccess')
    t.same((await stack.sbcs[0].control('GET', '/_mock/state')).rows['voip ip-group'], [{ index: 0, name: 'Own-c', 'local-host-name': '10.0.0.5', 'sip-group-name': '10.0.0.5' }])
    t.match(await stack.call('DELETE', `${path}/${body.id}`), { status: 409, body: { errorCode: 'script_template_in_use' } })
    await stack.finished((await stack.call('DELETE', `/api/v3/sitelocation/${added.body.siteGuid}`)).body.sbcCleanupTaskId)
    t.same((await stack.sbcs[0].control('GET', '/_mock/state')).rows['voip ip-group'], [], 'what the cleanup script does not name goes too')
    t.same((await stack.call('DELETE', `${path}/${body.id}`)).body, { id: body.id })
    t.equal((await stack.call('GET', `${path}/${body.id}`)).status, 404)
  })

  await t.test('are refused with line and column, and field by field', async t => {
    const cases: Array<[body: object, field: string, message: RegExp]> = [
      [{ name: 'x' }, 'Script', /required/],
      [{ script }, 'Name', /required/],
      [{ name: 'SBC-Scenario7', script }, 'Name', /built-in/],
      [{ name: 'x', script: 'configure voip\n  reload now\nexit' }, 'Script', /Line 2, column 3: reload is forbidden/],
      [{ name: 'x', script: script.replace('"{{SiteName}}-c"', '"{{SiteName}}') }, 'Script', /Line 3, column 10: This quote is never closed/],
      [{ name: 'x', script }, 'Script', /Line 4, column 21: \{\{IPPBX-ProxyAddress\}\} is unknown here/],
      [{ name: 'x', script: 'no ip-group "x"', scriptType: 2 }, 'Script', /Line 1, column 1/],
      [{ name: 'x', script, scriptType: 3 }, 'ScriptType', /M365/],
      [{ name: 'x', script, scriptType: 'Pigeon' }, 'ScriptType', /Cleanup/],
      [{ name: 'x', script, customerVariables: ['two words'] }, 'CustomerVariables', /cannot name/],
      [{ name: 'x', script, customerVariables: ['ProxySet'] }, 'CustomerVariables', /cannot name/],
      [{ name: 'x', script, customerVariables: ['a', 'a'] }, 'CustomerVariables', /cannot name/],
      [{ name: 'x', script: script.replace('IPPBX-ProxyAddress', 'SiteName').replace('CustomVar.Variable1', 'SiteName'), cleanupScript: 7 }, 'CleanupScript', /not a cleanup/]
    ]
    for (const [body, field, message] of cases) t.match(await stack.call('POST', path, { body }), { status: 400, body: { errors: { [field]: [message] } } }, `${field} ${message.source}`)
    t.match(await stack.call('PATCH', `${path}/5000`, { body: { name: 'x' } }), { status: 409, body: { errorCode: 'script_template_built_in' } })
    t.match(await stack.call('DELETE', `${path}/700`), { status: 409, body: { errorCode: 'script_template_built_in' } })
    t.match(await stack.call('POST', path, { body: { cloneFrom: 12345, name: 'x' } }), { status: 404, body: { errorCode: 'script_template_not_found' } })
    await stack.call('POST', path, { body: { cloneFrom: 7, name: 'Once' } })
    t.match(await stack.call('POST', path, { body: { cloneFrom: 7, name: 'ONCE' } }), { status: 400, body: { errors: { Name: [/Another template/] } } })
    for (const role of ['channel', 'customer'] as const) t.equal((await stack.call('POST', path, { body: { cloneFrom: 7, name: role }, role })).status, 403, role)
  })

  await t.test('are shown with values before they are saved', async t => {
    const body = { script: 'configure voip\nip-group new\nname "{{SiteName}}"\nexit\nexit', values: { SiteName: 'x" \\ exit' } }
    t.match(await stack.call('POST', `${path}/preview`, { body }), { status: 200, body: { preview: ['configure voip', '  ip-group new', '    name "x\\" \\\\ exit"', '  exit', 'exit'], placeholders: ['SiteName'] } })
    t.match(await stack.call('POST', `${path}/preview`, { body: { ...body, values: { SiteName: 'a\nexit' } } }), { status: 400, body: { errors: { 'values.SiteName': [/printable ASCII/] } } })
  })
})
