import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { demo, profiles, startStack, tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { upload, uploadBody } from '../support/uploads.ts'

t.test('questions about a number', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  const task = async (answer: ReturnType<typeof upload>): Promise<Anything> => {
    const { status, body } = await answer
    if (status !== 200) throw new Error(JSON.stringify(body))
    return stack.finished(body.taskId)
  }
  const inventory = (path: string, body: object): ReturnType<typeof upload> =>
    stack.call('POST', `/api/v3/inventory/numbers${path}`, { body })
  const ask = async (
    number: string, query = '', role: 'admin' | 'customer' = 'admin', tenant: string = tenants.australian
  ): Promise<Anything> => {
    const path = `/api/v3/oc/numbers/${number}/availability?msTenantId=${tenant}${query}`
    const { status, body } = await stack.call('GET', path, { role })
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  const codes = async (...asked: Parameters<typeof ask>): Promise<string[]> =>
    (await ask(...asked)).reasons.map(({ code }: Anything) => code)

  await t.test('why it cannot be used: every reason, and who can lift it', async t => {
    t.match(await ask('+61395560700'), { available: true, reasons: [] })
    t.match(await ask('61395560700', `&callingProfile=${profiles.withSbcs}`), { available: true })
    t.same(await codes('+61395560700123'), ['not_in_numbering_plan'])
    t.match((await ask('+97239764660')).reasons, [{
      code: 'no_consent', message: /does not cover IL/, liftedBy: 'customer', how: /Teams admin center/
    }])
    t.same(await codes('+61395560700', `&callingProfile=${profiles.withoutSbc}`), ['calling_profile'])
    t.same(await codes('+611800555123', '&usage=CallingUserAssignment'), ['usage'])
    await task(inventory('', { phoneNumbers: ['+61395560701', '+61395560702'] }))
    await task(inventory('/action/reserve', { phoneNumbers: ['+61395560701'], days: 3, owner: 'Perth' }))
    await task(inventory('/action/cool', { phoneNumbers: ['+61395560702'], days: 3, reason: 'Noise' }))
    t.match((await ask('+61395560701')).reasons, [
      { code: 'reserved', message: 'The number is reserved by Perth.', until: /^20/, liftedBy: 'provider' }
    ])
    t.match((await ask('+61395560702')).reasons, [{ code: 'cooling', until: /^20/ }])
    await task(upload(stack, uploadBody({ phoneNumbers: ['+61395560703'] })))
    await records.query("update number set assignment_status = 'UserAssigned' where number = '+61395560703'")
    t.same(await codes('+61395560703'), ['held_by_tenant', 'assigned'])
    await records.query(
      `insert into tenant_user (provider_id, ms_tenant_id, id, user_principal_name, account_enabled,
          is_resource_account, has_teams, has_teams_phone, number, number_type, round)
        values (1, $1, gen_random_uuid(), 'mary@southern.example', true, false, true, true, '+61395560703',
          'operatorConnect', 999999)`, [tenants.australian]
    )
    t.match((await ask('+61395560703')).reasons, [
      {}, { message: 'It is assigned to mary@southern.example (UserAssigned).' }
    ])
    const elsewhere = (await ask('+61395560703', '', 'admin', tenants.israeli)).reasons
    t.match(elsewhere.find(({ code }: Anything) => code === 'held_elsewhere'), {
      message: new RegExp(`The tenant ${tenants.australian} .* has the number`), liftedBy: 'holder', how: /releases it/
    })
    await records.query(
      `insert into drift (provider_id, number, class, sbc_id, evidence, task_id) values (1, '+61395560704',
        'foreign_rule', 8, '{}', 'drf_1')`
    )
    await records.query(
      `insert into task_item (provider_id, task_id, ordinal, key) values (1, 'wup_held', 0, '+61395560704')`
    )
    t.match((await ask('+61395560704')).reasons, [{ code: 'in_task', taskId: 'wup_held' }, { code: 'drift' }])
    await records.query('update sbc set abandoned_at = now() where id = 11')
    await records.query(
      "insert into upstream (key, failures, open_until) values ('sbc:1:8', 3, now() + interval '1 hour')"
    )
    t.same(await codes('+61395560700', `&callingProfile=${profiles.withSbcs}`), ['sbc_unavailable'])
    await records.query('update sbc set abandoned_at = null; delete from upstream')
    await records.query(`update sbc set limits = limits || '{"rules": 0}' where id = 8`)
    t.match((await ask('+61395560700', `&callingProfile=${profiles.withSbcs}`)).reasons, [
      { code: 'sbc_limit', message: /SBC 8 is full: it has \d+ of 0 rules/, liftedBy: 'provider', how: /raise the limit/ }
    ])
    await records.query("update sbc set limits = limits - 'rules'")
    // Its own qualification may be under way.
    const unfit = await until('the SBC has failed its qualification', async () => {
      await records.query(
        `insert into sbc_qualification as q (provider_id, sbc_id, traits, is_fit, findings) values (1, 8, '{}', false,
            '[{"result": "failed", "message": "It loses rules."}]')
          on conflict (provider_id, sbc_id) do update set is_fit = false, findings = excluded.findings`
      )
      const { reasons } = await ask('+61395560700', `&callingProfile=${profiles.withSbcs}`)
      return reasons.length > 0 && reasons
    })
    t.match(unfit, [{ code: 'sbc_unfit', message: /SBC 8 failed its qualification. It loses rules/ }])
    await records.query('update sbc_qualification set is_fit = true')
    t.same(await codes('+61395560709', '', 'customer'), ['not_allocated'])
    t.same(await codes('+61395560701', '', 'customer'), ['not_allocated'], 'and no more of what others have')
  })

  await t.test('what it was at a moment, from its history alone', async t => {
    const number = '+61395557100'
    const past = (at?: string): ReturnType<typeof upload> =>
      stack.call('GET', `/api/v3/oc/numbers/${number}/past${at === undefined ? '' : `?at=${at}`}`)
    const now = async (): Promise<string> => (await records.query('select clock_timestamp() as at'))[0].at.toISOString()
    const before = await now()
    await task(upload(stack, uploadBody({ phoneNumbers: [number] })))
    const during = await now()
    await task(stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, {
      body: [number]
    }))
    t.match(await past(before), { status: 404, body: { errorCode: 'number_not_found' } })
    t.match((await past(during)).body, {
      isHeld: true, msTenantId: tenants.australian, change: 'uploaded', taskId: /^wup_/,
      facts: { usage: 'CallingUserAssignment', callingProfileId: profiles.withSbcs },
      rules: [8, 11].map(sbcId => ({ sbcId, tag: `Trunk=${tenants.australian}` }))
    })
    t.match((await past()).body, { isHeld: false, rules: [], change: 'released', msTenantId: null })
    const { body } = await stack.call('GET', `/api/v3/oc/numbers/history/export?from=${before}`)
    const lines = body.trim().split('\r\n').filter((line: string) => line.includes(number))
    t.match(lines[0], /,uploaded,wup_/)
    t.match(lines.at(-1), /,released,tsk_msjob_/)
    const none = await stack.call('GET', `/api/v3/oc/numbers/history/export?until=${before}`)
    t.notMatch(none.body, number)
    t.same(await records.query(`select is_there, count(*)::int from number_rule_history where number = '${number}'
      group by 1 order by 1`), [{ is_there: false, count: 2 }, { is_there: true, count: 2 }])
  })

  await t.test('how the inventory lies: blocks, gaps, utilisation, prefixes, and where a block is free', async t => {
    await task(inventory('', {
      phoneNumberRanges: [
        { start: '+61395558000', end: '+61395558109' }, { start: '+61395558120', end: '+61395558129' }
      ], umpCustomerGuid: demo.australianCustomer
    }))
    await records.query(
      "update number_inventory set service = 'Lift' where number between '+61395558000' and '+61395558010'"
    )
    const { body } = await stack.call('GET', '/api/v3/inventory/blocks?numberPrefix=%2B613955581')
    t.match(body, { totalRecords: 2, data: [{ count: 10 }, { count: 10, gapBefore: 10, prefixes: ['+6139555812'] }] })
    t.match((await stack.call('GET', '/api/v3/inventory/blocks?numberPrefix=%2B61395558')).body.data, [{
      first: '+61395558000', last: '+61395558109', count: 110, used: 11, utilisation: 0.1, gapBefore: null,
      prefixes: ['+613955580', '+6139555810']
    }, { first: '+61395558120' }])
    const free = async (size: number): Promise<Anything[]> =>
      (await stack.call('GET', `/api/v3/inventory/blocks/free?size=${size}&numberPrefix=%2B61395558`)).body
    t.match(await free(50), [{ first: '+61395558011', last: '+61395558109', count: 99 }])
    t.match((await free(10)).map(({ first }) => first), ['+61395558011', '+61395558120'])
    t.same(await free(100), [])
  })
})
