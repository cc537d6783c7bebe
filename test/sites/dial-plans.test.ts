import t from 'tap'
import { openRecords } from '../support/records.ts'
import { until } from '../support/until.ts'
import { demo, startStack } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'

t.test('dial plans of a SIP connection can be read and edited', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startWorker()
  const [site] = (await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/sitelocation`)).body
  const path = `/api/v2/customer/${demo.israeliCustomer}/sitelocation/${site.id}/dialplan`
  const [, sbc] = stack.sbcs
  const plan = async (name = 'CustDialPlan'): Promise<Array<Record<string, string>>> =>
    (await sbc.control('GET', '/_mock/state')).saved[name].map(({ name, prefix, tag }: Record<string, string>) => ({
      name, prefix, tag
    }))
  const rule = { name: 'GSBFZUBGHWOFI', prefix: '+97239753000', tag: 'sandbox1.audiocodes.be' }
  const theirs = [{ name: 'theirs', prefix: '+9724', tag: 'by.hand' }, {
    name: 'theirs', prefix: '+97251', tag: 'by.hand'
  }]
  await sbc.control('PUT', '/_mock/state', {
    dialPlans: { OCDialPlan: [], CustDialPlan: theirs, RegisteredUsers: [], Zoom: [] }
  })
  const edit = async (body: object, name = 'CustDialPlan'): Promise<Anything> => {
    const { status, body: { taskId } } = await stack.call('PATCH', `${path}/${name}`, { body })
    t.equal(status, 200, 'the edit is accepted')
    return stack.finished(taskId)
  }
  const forget = (): Promise<unknown> => records.query('delete from dial_plan_reading')

  await t.test('the dial plans of a SIP connection are listed as documented', async t => {
    const { status, body } = await stack.call('GET', path)
    t.equal(status, 200, 'the list is answered')
    t.equal(
      JSON.stringify(body),
      JSON.stringify(
        ['OCDialPlan', 'CustDialPlan', 'RegisteredUsers', 'Zoom'].map(dialPlanId => ({ dialPlanId, ruleDTO: [] }))
      ), 'all dial plans of the SBC are listed in the documented shape'
    )
    t.same(
      (await stack.call('GET', `${path.replace('v2', 'v3')}?allDetails=true`)).body, body,
      'rules of others are not theirs'
    )
  })

  await t.test('rules are added and shown as documented', async t => {
    const task = await edit({
      dialPlanId: 'CustDialPlan', add: [rule, { prefix: '+97239753001#' }],
      remove: [{ ...rule, prefix: '+97239753009' }]
    })
    t.match(task, {
      status: 'CompletedSuccess', outputData: { dialPlanId: 'CustDialPlan' },
      executionMessages: [{ message: 'CustDialPlan of SBC 11: 2 added, 0 removed, 1 unchanged.' }]
    })
    t.same(
      task.outputData.rules.map((one: Record<string, string>) =>
        `${one['action']} ${one['prefix']} ${one['outcome']}`
      ),
      ['remove +97239753009 unchanged', 'add +97239753000 added', 'add +97239753001# added'],
      'the output tells the outcome of each rule in the order of the work'
    )
    t.same(await plan(), [...theirs, rule, {
      name: site.siteName, prefix: '+97239753001#', tag: 'oc2.sbc.dialplane.example'
    }], 'saved, with name and tag where none was sent')
    await sbc.control('POST', '/_mock/behaviour', { refuseConnections: true })
    const { headers, body } = await stack.call('GET', `${path}/CustDialPlan`, { headers: { prefer: 'wait=1' } })
    await sbc.control('POST', '/_mock/behaviour', { refuseConnections: false })
    t.match(headers['age'], /^\d+$/, 'what the task saw is shown, without asking the SBC')
    t.equal(
      JSON.stringify({ ...body, ruleDTO: body.ruleDTO.slice(0, 1) }),
      '{"dialPlanId":"CustDialPlan","ruleDTO":[' +
      '{"name":"GSBFZUBGHWOFI","prefix":"+97239753000","tag":"sandbox1.audiocodes.be"}]}',
      'the documented names stand in their documented order'
    )
    t.equal(body.ruleDTO.length, 2, 'and nothing of others')
  })

  await t.test('an edit reports what became of each rule', async t => {
    const task = await edit({
      add: [rule, { prefix: '+97251', tag: 'ours' }, { prefix: '+97252', tag: 'ours' }],
      remove: [{ prefix: '+9724' }, { prefix: '+97239753001#', tag: 'another.tag' }, { prefix: '+999' }]
    })
    t.equal(task.status, 'CompletedWithErrors', 'some of the rules failed')
    t.match(task.outputData.rules, [
      { action: 'remove', prefix: '+9724', outcome: 'refused', reason: /belongs to another/ },
      { action: 'remove', prefix: '+97239753001#', outcome: 'conflict', reason: /oc2.sbc/ },
      { action: 'remove', prefix: '+999', outcome: 'unchanged' },
      { action: 'add', prefix: '+97239753000', outcome: 'unchanged' },
      {
        action: 'add', prefix: '+97251', outcome: 'conflict',
        reason: /belongs to another SIP connection or was made by hand/
      },
      { action: 'add', prefix: '+97252', outcome: 'added' }
    ])
    for (const { tag } of theirs) {
      t.notMatch(
        JSON.stringify([task.outputData, task.executionMessages]), tag, 'and nothing about the rules of others'
      )
    }
    t.match(await edit({ remove: [{ prefix: '+9724' }] }), { status: 'Failed' })
    const replaced = await edit({ add: [{ ...rule, tag: 'new.tag' }], remove: [{ prefix: rule.prefix }] })
    t.match(replaced, { status: 'CompletedSuccess' })
    t.match(
      (await plan()).find(one => one['prefix'] === rule.prefix), { tag: 'new.tag' }, 'a rule is replaced in one request'
    )
    t.match(await edit({ add: [{ prefix: '1' }] }, 'Nowhere'), {
      status: 'Failed', executionMessages: [{ message: /no dial plan Nowhere/ }]
    })
  })

  await t.test('edits of one SIP connection that come at once share readings, scripts and saves', async t => {
    const requests = async (path: RegExp): Promise<number> =>
      (await sbc.control('GET', '/_mock/requests')).filter((one: { method: string, path: string }) =>
        path.test(`${one.method} ${one.path}`)
      ).length
    const script = /PUT .*incremental$/
    const reading = /GET .*cliScript$/
    const save = /POST .*saveConfiguration$/
    const before = {
      scripts: await requests(script), readings: await requests(reading), saves: await requests(save)
    }
    const { id } = await sbc.control('POST', '/_mock/barriers', { method: 'PUT', path: 'incremental$' })
    const prefixes = Array.from({ length: 20 }, (_, index) => `+9723977${100 + index}`)
    const tasks = await Promise.all(prefixes.map(async prefix =>
      (await stack.call('PATCH', `${path}/CustDialPlan`, { body: { add: [{ prefix }] } })).body.taskId
    ))
    t.match(await sbc.control('GET', `/_mock/barriers/${id}?seconds=60`), { state: 'held' })
    await until('others wait to write', async () => (await records.query(
      `select from task where kind = 'edit-dial-plan' and state <> 'finished' and progress ? 'before'`
    )).length === prefixes.length)
    await sbc.control('POST', `/_mock/barriers/${id}/release`)
    for (const task of tasks) t.match(await stack.finished(task), { status: 'CompletedSuccess' })
    const made = {
      scripts: await requests(script) - before.scripts, readings: await requests(reading) - before.readings,
      saves: await requests(save) - before.saves
    }
    t.ok(made.scripts <= 4, `${made.scripts} scripts for 20 edits`)
    t.ok(made.saves <= 4, `${made.saves} saves for 20 edits`)
    t.ok(made.readings <= 30, `${made.readings} readings for 20 edits`)
    const shown = (await stack.call('GET', `${path}/CustDialPlan`)).body.ruleDTO.map((one: Anything) => one.prefix)
    t.same(prefixes.filter(prefix => !shown.includes(prefix)), [], 'each rule is there, and shown')
    const { taskId } = (await stack.call('PATCH', `${path}/CustDialPlan`, {
      body: { remove: prefixes.map(prefix => ({ prefix })) }
    })).body
    t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
  })

  await t.test('a rule for the numbers of an existing rule is a conflict, however it is written', async t => {
    t.match(await edit({ add: [{ prefix: '5[1-3]', tag: 'ours' }] }), { status: 'CompletedSuccess' })
    t.match(
      (await edit({ add: [{ prefix: '5[1,2,3]', tag: 'ours' }, { prefix: '6x', tag: 'ours' }] })).outputData.rules,
      [{ prefix: '5[1,2,3]', outcome: 'conflict', reason: /5\[1-3\] is there .* matches the same numbers/ }, {
        prefix: '6x', outcome: 'added'
      }]
    )
    t.match((await edit({ remove: [{ prefix: '5[1,2-3]' }, { prefix: '6x' }] })).outputData.rules, [{
      outcome: 'removed'
    }, { outcome: 'removed' }])
  })

  await t.test('a match says which rule a number would meet', async t => {
    const match = async (number: string): Promise<object> =>
      (await stack.call('GET', `${path.replace('v2', 'v3')}/CustDialPlan/match?number=${encodeURIComponent(number)}`))
        .body
    t.same(await match('+972397530001'), {
      number: '+972397530001', rule: { ...rule, tag: 'new.tag' }, ofSite: true, ofOthers: false
    }, 'a rule of the site itself matches')
    t.match(await match('+97239753001'), { rule: { prefix: '+97239753001#' } }, 'a rule for a whole number matches')
    t.same(
      await match('+972411'), { number: '+972411', rule: null, ofSite: false, ofOthers: true },
      'a rule of somebody else matches and is not shown'
    )
    t.same(await match('5'), { number: '5', rule: null, ofSite: false, ofOthers: false }, 'no rule matches')
    t.match((await stack.call('GET', `${path.replace('v2', 'v3')}/CustDialPlan/match?number=+972411`)).body, {
      number: '+972411'
    }, 'a plus sign that was not escaped')
  })

  await t.test('letters of a prefix match in their case only, unless the device is set up otherwise', async t => {
    t.match(await edit({ add: [{ prefix: 'aBc' }] }), { status: 'CompletedSuccess' })
    const prefixMatched = async (): Promise<string | undefined> =>
      (await stack.call('GET', `${path.replace('v2', 'v3')}/CustDialPlan/match?number=AbC1`)).body.rule?.prefix
    const theDevice = async (): Promise<string | undefined> =>
      (await sbc.control('GET', '/_mock/match?plan=CustDialPlan&number=AbC1'))?.prefix
    for (const [prefixCaseSensitivity, prefix] of [[1, undefined], [0, 'aBc'], [1, undefined]] as const) {
      await sbc.control('PUT', '/_mock/state', { parameters: { prefixCaseSensitivity } })
      const { body: { taskId } } = await stack.call('POST', '/api/v3/sbc/11/action/qualify')
      t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
      t.equal(await prefixMatched(), prefix, `PrefixCaseSensitivity = ${prefixCaseSensitivity}`)
      t.equal(await theDevice(), prefix, 'and so does the device')
    }
    t.match(await edit({ remove: [{ prefix: 'aBc' }] }), { status: 'CompletedSuccess' })
  })

  await t.test('rules are read anew when somebody else may have changed them, and from memory when the SBC is ' +
    'away', async t => {
    const { dialPlans } = await sbc.control('GET', '/_mock/state')
    await sbc.control('PUT', '/_mock/state', {
      dialPlans: { ...dialPlans, Zoom: [{ name: site.siteName, prefix: '8', tag: 'zoom' }] }
    })
    await forget()
    const read = await stack.call('GET', `${path}/Zoom`)
    t.same(
      read.body.ruleDTO, [{ name: site.siteName, prefix: '8', tag: 'zoom' }], 'a rule that was made on the SBC is shown'
    )
    t.match(read.headers['location'], /\/api\/v2\/task\/tsk_\d+$/, 'the answer names the task that read it')
    await records.query("update dial_plan_reading set rules_read_at = now() - interval '1 hour'")
    await sbc.control('POST', '/_mock/behaviour', { refuseConnections: true })
    const old = await stack.call('GET', `${path}/Zoom`, { headers: { prefer: 'wait=1' } })
    t.same(old.body, read.body, 'the remembered rules are shown while the SBC is away')
    t.ok(Number(old.headers['age']) >= 3600, 'and says how old it is')
    await forget()
    t.match(await stack.call('GET', `${path}/Zoom`, { headers: { prefer: 'wait=1' } }), {
      status: 503, headers: { 'retry-after': /\d/ }, body: { errorCode: 'sbc_unavailable' }
    })
    await sbc.control('POST', '/_mock/behaviour', { refuseConnections: false })
  })

  await t.test('deleting a dial plan removes all rules of the SIP connection and no other', async t => {
    const { status, body } = await stack.call('DELETE', `${path}/CustDialPlan`)
    t.equal(status, 200, 'the deletion is accepted')
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })
    t.same(await plan(), theirs, 'the rules of others are still on the SBC')
    t.same(await records.query('select * from site_rule'), [], 'no rule of the site is recorded')
  })

  await t.test('an edit with a fault is refused with the place of each fault and changes nothing', async t => {
    const before = await records.counts()
    const cases: Array<[body: object, field: string, message: RegExp]> = [
      [{}, '', /at least one rule/],
      [{ dialPlanId: 'Zoom', add: [rule] }, 'DialPlanId', /path of CustDialPlan/],
      [{ add: [{ ...rule, prefix: '5[1-' }] }, 'add[0].prefix', /not allowed/],
      [{ add: [{ ...rule, prefix: '5[9-1]' }] }, 'add[0].prefix', /backwards/],
      [{ add: [{ ...rule, prefix: '1'.repeat(51) }] }, 'add[0].prefix', /at most 50/],
      [{ add: [rule, rule] }, 'add[1].prefix', /twice, as add\[0\]/],
      [{ add: [{ ...rule, prefix: '5[1-3]' }, { ...rule, prefix: '5[1,2-3]' }] }, 'add[1].prefix', /twice/],
      [{ add: [rule], remove: [rule] }, 'remove[0].prefix', /to be added as well, as add\[0\]/],
      [{ add: [{ ...rule, name: 'sixteen letters.' }] }, 'add[0].name', /at most 15/],
      [{ add: [{ ...rule, name: '' }] }, 'add[0].name', /has a name/],
      [{ add: [{ ...rule, tag: 'a;b' }] }, 'add[0].tag', /At most one/],
      [{ add: [{ ...rule, tag: 'a b' }] }, 'add[0].tag', /name=value/],
      [{ add: [{ ...rule, tag: 'x'.repeat(65) }] }, 'add[0].tag', /at most 64/],
      [{ add: [{ name: 'x', tag: 'y' }] }, 'add[0].prefix', /required/],
      [{ remove: [{ prefix: '' }] }, 'remove[0].prefix', /empty/]
    ]
    for (const [body, field, message] of cases) {
      t.match(await stack.call('PATCH', `${path}/CustDialPlan`, { body }), {
        status: 400, body: { errors: { [field]: [message] } }
      }, `${field} ${message.source}`)
    }
    for (const name of ['OCDialPlan', 'ocdialplan']) {
      t.match(await stack.call('PATCH', `${path}/${name}`, { body: { add: [rule] } }), {
        status: 409, body: { errorCode: 'dial_plan_guarded' }
      }, `rules of ${name} are not edited by hand`)
      t.match(
        await stack.call('DELETE', `${path}/${name}`), { status: 409, body: { errorCode: 'dial_plan_guarded' } },
        `${name} is not deleted by hand`
      )
    }
    t.match(await stack.call('DELETE', `${path}/a%2Fb`), {
      status: 400, body: { errors: { DialPlanId: [/printable/] } }
    })
    t.match(await stack.call('GET', `${path}/Nowhere`), { status: 404, body: { errorCode: 'dial_plan_not_found' } })
    const other = path.replace(demo.israeliCustomer, demo.australianCustomer)
    for (const role of ['admin', 'customer'] as const) {
      t.equal((await stack.call('GET', `${other}/CustDialPlan`, { role })).status, 404, 'a site of another customer')
    }
    t.equal(
      (await stack.call('GET', `${path}/CustDialPlan`, { role: 'channel' })).status, 404,
      'a channel does not see the site of another customer'
    )
    const { tasks } = await records.counts()
    t.ok((tasks ?? 0) - (before['tasks'] ?? 0) <= 1, 'only the reading of Nowhere made a task')
  })
})
