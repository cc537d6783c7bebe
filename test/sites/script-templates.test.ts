import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, type Answer } from '../support/stack.ts'

const freshStack = stackOfFile(t)
const path = '/api/v3/scripttemplates'
const script =
  'configure voip\n  ip-group new\n    name "{{SiteName}}-c"\n    local-host-name "{{IPPBX-ProxyAddress}}"\n    ' +
  'sip-group-name "{{CustomVar.Variable1}}"\n    activate\n  exit\nexit\n'

t.test('script templates can be read and administered', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)

  await t.test('templates are listed as documented', async t => {
    const { status, body } = await stack.call('GET', '/api/v2/scripttemplates?scriptType=Any')
    t.equal(status, 200, 'the list is answered')
    t.same(
      body.map(({ id, name, scriptType }: { id: number, name: string, scriptType: number }) => [id, name, scriptType]),
      [
        [5000, 'sbc-add-oc-numbers', 0], [5001, 'sbc-remove-oc-numbers', 0], [5002, 'O365InitializationScript', 3],
        [5003, 'O365CleanupScript', 4], [7, 'sbc-scenario7', 1], [700, 'sbc-scenario7Cleanup', 2]
      ], 'the built-in templates stand in the documented order'
    )
    t.equal(
      JSON.stringify(body[4]),
      '{"id":7,"name":"sbc-scenario7","scriptType":1,"description":null,"script":null,"customerVariables":null,' +
      '"relatedScripts":[{"key":700,"value":"sbc-scenario7Cleanup"}]}',
      'a template has the documented members in their order'
    )
    t.equal(body[0].relatedScripts, null, 'a template without related scripts has null')
    const ids = async (query: string): Promise<number[]> =>
      (await stack.call('GET', `/api/v2/scripttemplates?${query}`)).body.map((template: { id: number }) => template.id)
    t.same(await ids('scriptType=SBC'), [5000, 5001, 7, 700], 'the SBC templates are listed')
    t.same(await ids('scripttype=m365'), [5002, 5003], 'the type is known in any case')
    t.same(await ids('PageNumber=1&PageSize=4'), [7, 700], 'pages count from 0')
    t.match((await stack.call('GET', '/api/v2/scripttemplates?scriptType=Any&allDetails=true')).body[0], {
      script: /sbc dial-plan "OCDialPlan"/, description: /number/
    })
    t.equal((await stack.call('GET', '/api/v2/scripttemplates?scriptType=constructor')).status, 400)
    t.match(await stack.call('GET', '/api/v2/scripttemplates?scriptType=Pigeon'), {
      status: 400, body: { errors: { ScriptType: [/Any, SBC, M365/] } }
    })
  })

  await t.test('a template is cloned, edited with a preview, used, and deleted when it is not used', async t => {
    const { status, body } = await stack.call('POST', path, { body: { cloneFrom: 7, name: 'mine' } })
    t.equal(status, 200, 'the clone is accepted')
    t.match(body, {
      name: 'mine', scriptType: 1, relatedScripts: [{ key: 700 }], preview: ['configure voip', /proxy-set/]
    })
    const edited = await stack.call('PATCH', `${path}/${body.id}`, {
      body: { script, customerVariables: ['IPPBX-ProxyAddress'] }
    })
    t.match(edited, {
      status: 200,
      body: {
        preview: [
          'configure voip', '  ip-group new', '    name "Site2-c"', '    local-host-name "<IPPBX-ProxyAddress>"',
          '    sip-group-name "<CustomVar.Variable1>"', '    activate', '  exit', 'exit'
        ],
        placeholders: ['SiteName', 'IPPBX-ProxyAddress', 'CustomVar.Variable1']
      }
    })
    t.same((await stack.call('GET', `${path}/${body.id}`)).body, edited.body, 'the template reads as it was answered')
    const site = { siteLocationName: 'Own', sbcId: 8, sbcOnboardingScript: body.id }
    const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`
    t.match(await stack.call('POST', sites, { body: site }), {
      status: 400, body: { errors: { 'ScriptParameters.CustomVar.Variable1': [/IPPBX-ProxyAddress/] } }
    }, 'a variable without a value')
    const added = await stack.call('POST', sites, {
      body: { ...site, scriptParameters: { 'ippbx-proxyaddress': '10.0.0.5' } }
    })
    t.equal((await stack.finished(added.body.taskId)).status, 'CompletedSuccess', 'the site is added with the template')
    t.same((await stack.sbcs[0].control('GET', '/_mock/state')).rows['voip ip-group'], [{
      index: 0, name: 'Own-c', 'local-host-name': '10.0.0.5', 'sip-group-name': '10.0.0.5'
    }], 'the script of the template made the row')
    t.match(await stack.call('DELETE', `${path}/${body.id}`), {
      status: 409, body: { errorCode: 'script_template_in_use' }
    })
    await stack.finished(
      (await stack.call('DELETE', `/api/v3/sitelocation/${added.body.siteGuid}`)).body.sbcCleanupTaskId
    )
    t.same(
      (await stack.sbcs[0].control('GET', '/_mock/state')).rows['voip ip-group'], [],
      'what the cleanup script does not name goes too'
    )
    t.same((await stack.call('DELETE', `${path}/${body.id}`)).body, { id: body.id }, 'the deletion answers the id')
    t.equal((await stack.call('GET', `${path}/${body.id}`)).status, 404, 'the template is gone')
  })

  await t.test('a template with a fault is refused with line and column, or with the field', async t => {
    const cases: Array<[body: object, field: string, message: RegExp]> = [
      [{ name: 'x' }, 'Script', /required/],
      [{ script }, 'Name', /required/],
      [{ name: 'SBC-Scenario7', script }, 'Name', /built-in/],
      [{ name: 'x', script: 'configure voip\n  reload now\nexit' }, 'Script', /Line 2, column 3: reload is forbidden/],
      [
        { name: 'x', script: script.replace('"{{SiteName}}-c"', '"{{SiteName}}') }, 'Script',
        /Line 3, column 10: This quote is never closed/
      ],
      [{ name: 'x', script }, 'Script', /Line 4, column 21: \{\{IPPBX-ProxyAddress\}\} is unknown here/],
      [{ name: 'x', script: 'no ip-group "x"', scriptType: 2 }, 'Script', /Line 1, column 1/],
      [{ name: 'x', script, scriptType: 3 }, 'ScriptType', /M365/],
      [{ name: 'x', script, scriptType: 'Pigeon' }, 'ScriptType', /Cleanup/],
      [{ name: 'x', script, customerVariables: ['two words'] }, 'CustomerVariables', /cannot name/],
      [{ name: 'x', script, customerVariables: ['ProxySet'] }, 'CustomerVariables', /cannot name/],
      [{ name: 'x', script, customerVariables: ['a', 'a'] }, 'CustomerVariables', /cannot name/],
      [
        {
          name: 'x',
          script: script.replace('IPPBX-ProxyAddress', 'SiteName').replace('CustomVar.Variable1', 'SiteName'),
          cleanupScript: 7
        },
        'CleanupScript',
        /not a cleanup/
      ]
    ]
    for (const [body, field, message] of cases) {
      t.match(
        await stack.call('POST', path, { body }), { status: 400, body: { errors: { [field]: [message] } } },
        `${field} ${message.source}`
      )
    }
    t.match(await stack.call('PATCH', `${path}/5000`, { body: { name: 'x' } }), {
      status: 409, body: { errorCode: 'script_template_built_in' }
    })
    t.match(await stack.call('DELETE', `${path}/700`), {
      status: 409, body: { errorCode: 'script_template_built_in' }
    })
    t.match(await stack.call('POST', path, { body: { cloneFrom: 12345, name: 'x' } }), {
      status: 404, body: { errorCode: 'script_template_not_found' }
    })
    await stack.call('POST', path, { body: { cloneFrom: 7, name: 'Once' } })
    t.match(await stack.call('POST', path, { body: { cloneFrom: 7, name: 'ONCE' } }), {
      status: 400, body: { errors: { Name: [/Another template/] } }
    })
    for (const role of ['channel', 'customer'] as const) {
      t.equal((await stack.call('POST', path, { body: { cloneFrom: 7, name: role }, role })).status, 403, role)
    }
  })

  await t.test('templates are changed by tasks, which their ticket finds and which happen once under their ' +
    'key', async t => {
    const made = async (query: string): Promise<unknown[]> =>
      (await stack.call('GET', `/api/v3/task?${query}`)).body.data.map((
        { kind, status, details }: { kind: string, status: string, details: string[] }
      ) => [kind, status, details[0]])
    const send = (method: string, to: string, key: string, body?: object): Promise<Answer> =>
      stack.call(method, `${to}?ticketId=INC-T`, { body, headers: { 'idempotency-key': key } })
    const first = await send('POST', path, 'make', { cloneFrom: 7, name: 'Followed' })
    t.match(first, { status: 200, headers: { location: /^\/api\/v3\/task\/wtc_/ } })
    const own = `${path}/${first.body.id}`
    const edited = await send('PATCH', own, 'edit', { name: 'Followed on' })
    t.match(edited, { status: 200, body: { id: first.body.id, name: 'Followed on' } })
    const gone = await send('DELETE', own, 'remove')
    t.same(gone.body, { id: first.body.id }, 'the deletion answers the id')
    for (
      const [what, answer, again] of [
        ['create', first, await send('POST', path, 'make', { cloneFrom: 7, name: 'Followed' })],
        ['edit', edited, await send('PATCH', own, 'edit', { name: 'Followed on' })],
        ['delete', gone, await send('DELETE', own, 'remove')]
      ] as const
    ) {
      t.same([again.status, again.body, again.headers['location'], again.headers['idempotency-replayed']], [
        200, answer.body, answer.headers['location'], 'true'
      ], `${what}: the first answer again`)
    }
    t.match(await send('POST', path, 'make', { cloneFrom: 7, name: 'Other' }), {
      status: 422, body: { errorCode: 'idempotency_key_reused' }
    })
    t.same(await made('ticketId=INC-T'), [
      ['delete-script-template', 'CompletedSuccess', 'ScriptTemplateDeleted'],
      ['edit-script-template', 'CompletedSuccess', 'ScriptTemplateEdited'],
      ['create-script-template', 'CompletedSuccess', 'ScriptTemplateCreated']
    ], 'the ticket finds the three tasks')
  })

  await t.test('requests at the same time for one name make one template', async t => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        stack.call('POST', path, { body: { cloneFrom: 7, name: index % 2 === 0 ? 'Raced' : 'RACED' } }))
    )
    t.same(
      answers.map(({ status }) => status).sort(), [200, ...Array.from({ length: 11 }, () => 400)],
      'one request is accepted'
    )
    t.ok(
      answers.filter(({ status }) => status === 400).every(({ body }) =>
        body.errors.Name[0] === 'Another template has this name.'
      ), 'the others are told that the name is taken'
    )
    t.equal(
      (await records.query("select from script_template where lower(name) = 'raced'")).length, 1,
      'one template has the name'
    )
  })

  await t.test('edits that come at the same time are all kept', async t => {
    const { body: { id } } = await stack.call('POST', path, { body: { cloneFrom: 700, name: 'Shared' } })
    const edits = [{ description: 'Told' }, { name: 'Shared by two' }, { customerVariables: ['One'] }, {
      script: 'configure voip\n  no ip-group "{{SiteName}}-x"\nexit\n'
    }]
    t.same(
      (await Promise.all(edits.map(body => stack.call('PATCH', `${path}/${id}`, { body })))).map(({ status }) =>
        status
      ),
      [200, 200, 200, 200], 'all edits are accepted'
    )
    t.match((await stack.call('GET', `${path}/${id}`)).body, Object.assign({}, ...edits))
  })

  await t.test('a template is never deleted while a site begins to use it', async t => {
    for (const round of [1, 2, 3, 4]) {
      const { body: { id } } = await stack.call('POST', path, { body: { cloneFrom: 7, name: `Wanted ${round}` } })
      const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`
      const site = {
        siteLocationName: `Want${round}`, sbcId: 8, sbcOnboardingScript: id, scriptParameters: { ProxySet: 'SIPTrunk' }
      }
      const [removed, added] = await Promise.all([
        stack.call('DELETE', `${path}/${id}`), stack.call('POST', sites, { body: site })
      ])
      const isUsed = added.status === 200 && (await stack.finished(added.body.taskId)).status === 'CompletedSuccess'
      t.match(
        removed, isUsed ? { status: 409, body: { errorCode: 'script_template_in_use' } } : { status: 200 },
        isUsed ? 'the site was first' : 'the deletion was first'
      )
      t.equal(
        (await stack.call('GET', `${path}/${id}`)).status, isUsed ? 200 : 404,
        `the template is ${isUsed ? 'there' : 'gone'} after round ${round}`
      )
    }
    t.same(
      await records.query('select name from site where own_onboarding_script not in (select id from script_template)'),
      [], 'no site names a template that does not exist'
    )
  })

  await t.test('a script is previewed with values before it is saved', async t => {
    const body = {
      script: 'configure voip\nip-group new\nname "{{SiteName}}"\nexit\nexit', values: { SiteName: 'x" \\ exit' }
    }
    t.match(await stack.call('POST', `${path}/preview`, { body }), {
      status: 200,
      body: {
        preview: ['configure voip', '  ip-group new', '    name "x\\" \\\\ exit"', '  exit', 'exit'],
        placeholders: ['SiteName']
      }
    })
    t.match(await stack.call('POST', `${path}/preview`, { body: { ...body, values: { SiteName: 'a\nexit' } } }), {
      status: 400, body: { errors: { 'values.SiteName': [/printable ASCII/] } }
    })
  })
})

t.test('a task about script templates is decided by the records at the time of its work', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const headers = { prefer: 'wait=0' } // no worker runs yet
  const accepted = async (method: string, to: string, body?: object): Promise<string> => {
    const answer = await stack.call(method, to, { body, headers })
    t.match(
      answer, { status: 504, body: { errorCode: 'task_unfinished' } }, 'the request is accepted and waits for a worker'
    )
    return String(answer.headers['location']).split('/').at(-1) ?? ''
  }
  const cleaning = 'configure voip\n  no ip-group "x"\nexit\n'
  for (const id of [30_001, 30_002, 30_003, 30_004, 30_006]) {
    await records.query(
      'insert into script_template (provider_id, id, name, script_type, script) values (1, $1, $2, $3, $4)',
      [id, `Own ${id}`, id === 30_003 ? 1 : 2, cleaning]
    )
  }
  const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`
  const { body: [site] } = await stack.call('GET', sites)
  const tasks = {
    'a name that two ask for': [
      await accepted('POST', path, { cloneFrom: 7, name: 'Twin' }),
      await accepted('POST', path, { cloneFrom: 7, name: 'TWIN' })
    ],
    'an edit of a template that is gone': [
      await accepted('PATCH', `${path}/30001`, { description: 'x' }),
      await accepted('PATCH', `${path}/30004`, { cleanupScript: 30_002 })
    ],
    'a template that another names now': [await accepted('DELETE', `${path}/30006`)]
  }
  const moved =
    (await stack.call('PATCH', `${sites}/${site.id}`, { body: { sbcOnboardingScript: 30_003 } })).body.taskId
  await records.query('delete from script_template where id in (30001, 30002, 30003)')
  await records.query('update script_template set cleanup_script = 30006 where id = 30004')
  await stack.startWorker()
  const ends: Record<string, unknown[]> = {}
  for (const [what, ids] of Object.entries(tasks)) {
    ends[what] = []
    for (const id of ids) {
      const { status, executionMessages } = await stack.finished(id)
      ends[what].push([status, executionMessages.at(-1).message])
    }
  }
  ends['a name that two ask for']?.sort() // either may be the first
  t.match(ends, {
    'a name that two ask for': [['CompletedSuccess', /saved/], ['Failed', 'Another template has this name.']],
    'an edit of a template that is gone': [['Failed', /30001 does not exist any more/], [
      'Failed', '30002 is not a cleanup script.'
    ]],
    'a template that another names now': [['Failed', /templates name script template 30006/]]
  })
  t.match((await stack.finished(moved)).executionMessages.at(-1), {
    message: 'A script template of the SIP connection was deleted meanwhile.'
  })
  t.equal((await stack.call('GET', `${path}/30006`)).status, 200, 'the template that another one names is kept')
})
