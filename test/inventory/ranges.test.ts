import fc from 'fast-check'
import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { demo, startStack, type Answer, type Stack } from '../support/stack.ts'

const ranges = '/api/v3/inventory/ranges'
const { australianCustomer } = demo

type Role = 'admin' | 'channel' | 'customer'

const post = (stack: Stack, path: string, body: object, role: Role = 'admin'): Promise<Answer> =>
  stack.call('POST', `${ranges}${path}`, { body, role })
async function ended (stack: Stack, asked: Promise<Answer>): Promise<Anything> {
  const { status, body } = await asked
  if (status !== 200) throw new Error(JSON.stringify(body))
  return stack.finished(body.taskId)
}
/** The ids of what a change began. */
async function begun (stack: Stack, asked: Promise<Answer>): Promise<string[]> {
  const { status, messages, outputData } = await ended(stack, asked)
  if (status !== 'CompletedSuccess') throw new Error(JSON.stringify(messages))
  return outputData.Begun
}
const shown = async (stack: Stack, id: string): Promise<Anything> => (await stack.call('GET', `${ranges}/${id}`)).body
const listed = async (stack: Stack, query: string, role: Role = 'admin'): Promise<Anything[]> =>
  (await stack.call('GET', `${ranges}?${query}`, { role })).body.data
const namesOf = (found: Anything[]): string[] => found.map(({ name }) => name)

t.test('named ranges', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  const add = (name: string, first: string, last: string, more: object = {}): Promise<Answer> =>
    post(stack, '', { name, first, last, ...more })

  await t.test('are named once, and have no number in common', async t => {
    const [id = ''] = await begun(stack, add(' Perth ', '+61 3 9555 1000', '+61395551099', { note: 'From May' }))
    t.match(await shown(stack, id), {
      id, name: 'Perth', first: '+61395551000', last: '+61395551099', count: 100, umpCustomerGuid: null,
      note: 'From May', createdBy: /^inv_rad_/, endedAt: null, endedBy: null, endedAs: null, predecessors: [],
      successors: [], history: [{ change: 'created', name: 'Perth', note: 'From May', taskId: /^inv_rad_/ }]
    })
    t.match(await add('perth', '+61395551100', '+61395551109'), {
      status: 409, body: { errorCode: 'range_taken', detail: /Perth.*has this name/ }
    })
    t.match(await add('Other', '+61395551099', '+61395551109'), {
      status: 409, body: { errorCode: 'range_taken', detail: /Perth.*has some of these numbers/ }
    })
    t.match(await add('Other', '+61395551109', '+61395551100'), { status: 400, body: { errors: { Last: [/./] } } })
    t.match(await add('Other', '+61395551109', '+97239765000'), {
      status: 400, body: { errors: { Last: [/not of one country/] } }
    })
    t.match(await add('Other', '+6139', '+6139'), { status: 400, body: { errors: { First: [/./] } } })
    t.match(await add(' ', '+61395551100', '+61395551109'), { status: 400, body: { errors: { Name: [/./] } } })
    t.match(await add('Other', '+61395551100', '+61395551109', { umpCustomerGuid: crypto.randomUUID() }), {
      status: 404, body: { errorCode: 'customer_not_found' }
    })
  })

  await t.test('are kept apart and kept by the database, whoever writes', async t => {
    const write = (name: string, first: string): Promise<unknown> => records.query(
      `insert into named_range (provider_id, id, name, first, last, created_by)
        values (1, gen_random_uuid(), $1, $2, '+61395551109', 'x')`, [name, first]
    )
    await t.rejects(write('Wide', '+61395551099'), /named_range_numbers/)
    await t.rejects(write('PERTH', '+61395551100'), /named_range_name/)
    await t.rejects(write('Short', '+6139555110'), /named_range_order/)
    await records.query('set role dialplane_app')
    await t.rejects(records.query('delete from named_range'), /permission denied/)
    await t.rejects(records.query("update named_range_change set name = 'x'"), /permission denied/)
    await records.query('reset role')
  })

  await t.test('get another name or note, and keep what they had', async t => {
    const [id = ''] = await begun(stack, add('Hobart', '+61395552000', '+61395552009', { note: 'Old' }))
    const describe = (body: object): Promise<Answer> => stack.call('PATCH', `${ranges}/${id}`, { body })
    t.match(await ended(stack, describe({ name: 'HOBART' })), { details: ['RangeDescribed'] })
    t.match(await ended(stack, describe({ note: '' })), { details: ['RangeDescribed'] })
    t.match(await ended(stack, describe({ note: '' })), { details: ['RangeDescribed'] })
    t.match(await shown(stack, id), {
      name: 'HOBART', note: null,
      history: [
        { name: 'Hobart' }, { change: 'described', name: 'HOBART', note: 'Old' }, { name: 'HOBART', note: null }
      ]
    })
    t.equal((await shown(stack, id)).history.length, 3, 'what changes nothing is not told')
    t.match(await describe({ name: 'Perth' }), { status: 409, body: { errorCode: 'range_taken' } })
    t.match(await describe({}), { status: 400, body: { errors: { Name: [/./] } } })
  })

  await t.test('are split and merged, and stay as they were', async t => {
    const [whole = ''] = await begun(stack, add('Sydney', '+61395553000', '+61395553099', {
      note: 'Ours', umpCustomerGuid: australianCustomer
    }))
    const splitting = post(stack, `/${whole}/action/split`, {
      at: '+61395553040', lowerName: 'Sydney', upperName: 'Sydney B'
    })
    const [lower = '', upper = ''] = await begun(stack, splitting)
    t.match(await shown(stack, whole), {
      name: 'Sydney', first: '+61395553000', last: '+61395553099', endedBy: /^inv_rsp_/, endedAs: 'split',
      successors: [
        { id: lower, name: 'Sydney', first: '+61395553000', last: '+61395553039', endedAt: null },
        { id: upper, name: 'Sydney B', first: '+61395553040', last: '+61395553099', endedAt: null }
      ],
      history: [{ change: 'created' }, { change: 'split', taskId: /^inv_rsp_/ }]
    })
    t.match(await shown(stack, lower), {
      note: 'Ours', umpCustomerGuid: australianCustomer, predecessors: [{ id: whole, name: 'Sydney' }], successors: []
    })
    const [merged = ''] = await begun(stack, post(stack, '/action/merge', {
      rangeIds: [upper, lower.toUpperCase()], name: 'sydney', note: 'Again'
    }))
    t.match(await shown(stack, merged), {
      first: '+61395553000', last: '+61395553099', note: 'Again', umpCustomerGuid: australianCustomer,
      predecessors: [{ id: lower }, { id: upper }]
    })
    t.match(await shown(stack, upper), { endedAs: 'merged', successors: [{ id: merged }] })
    t.same(namesOf(await listed(stack, 'number=%2B61395553050')), ['sydney'])
    t.same(
      (await listed(stack, 'number=61395553050&ended=true&sort=createdAt')).map(({ id }) => id), [whole, upper],
      'a number has been in these'
    )
    t.same(namesOf(await listed(stack, 'name=SYD&ended=true&sort=name')), ['Sydney', 'Sydney', 'Sydney B'])
    t.same(namesOf(await listed(stack, `umpCustomerGuid=${australianCustomer}`)), ['sydney'])
    t.match(await stack.call('GET', `${ranges}?number=x`), { status: 400, body: { errors: { Number: [/./] } } })
    const remove = (): Promise<Answer> => stack.call('DELETE', `${ranges}/${merged}`)
    t.match(await ended(stack, remove()), { details: ['RangeRemoved'], outputData: { Ended: [merged], Begun: [] } })
    t.match(await shown(stack, merged), { endedAs: 'removed', successors: [] })
    t.match(await remove(), { status: 409, body: { errorCode: 'range_ended', detail: /removed by inv_rre_/ } })
  })

  await t.test('are refused what does not fit them', async t => {
    const [low = ''] = await begun(stack, add('Low', '+61395554000', '+61395554009'))
    const [high = ''] = await begun(stack, add('High', '+61395554011', '+61395554019'))
    const [theirs = ''] = await begun(stack, add('Theirs', '+61395554020', '+61395554029', {
      umpCustomerGuid: australianCustomer
    }))
    const merge = (...rangeIds: string[]): Promise<Answer> => post(stack, '/action/merge', { rangeIds, name: 'One' })
    t.match(await merge(low, high), { status: 400, body: { errors: { RangeIds: [/\+61395554011 does not follow/] } } })
    t.match(await merge(high, theirs), { status: 400, body: { errors: { RangeIds: [/same node/] } } })
    t.match(await merge(low, low), { status: 400, body: { errors: { RangeIds: [/two ranges/] } } })
    t.match(await merge(low, crypto.randomUUID()), { status: 404, body: { errorCode: 'range_not_found' } })
    const split = (at: string, upperName = 'B'): Promise<Answer> =>
      post(stack, `/${low}/action/split`, { at, lowerName: 'A', upperName })
    for (const at of ['+61395554000', '+61395554010', '+6139555400', 'x']) {
      t.match(await split(at), { status: 400, body: { errors: { At: [/above \+61395554000/] } } }, at)
    }
    t.match(await split('+61395554005', 'a'), { status: 400, body: { errors: { UpperName: [/two names/] } } })
    t.match(await split('+61395554005', 'high'), { status: 409, body: { errorCode: 'range_taken' } })
    t.match(await stack.call('GET', `${ranges}/none`), { status: 404, body: { errorCode: 'range_not_found' } })
    t.equal((await listed(stack, 'number=%2B61395554005'))[0]?.id, low, 'nothing was changed')
  })

  await t.test('say how their numbers are used', async t => {
    const [id = ''] = await begun(stack, add('Used', '+61395555000', '+61395555009'))
    await records.query(
      `insert into number_inventory (provider_id, number, by_hand, service)
        select 1, '+6139555500' || n, true, case when n < 2 then 'SBC' end from generate_series(0, 5) n`
    )
    await records.query("insert into number_inventory (provider_id, number, by_hand) values (1, '+613955550001', true)")
    t.match((await shown(stack, id)).use, {
      held: 6, used: 2, free: 4, firstFree: '+61395555002', utilisation: 0.2
    })
  })

  await t.test('are seen by whom they belong to, and changed by the provider', async t => {
    const [{ id: customer }] = await records.query(
      "select customer_id as id from credential where name = 'customer'"
    )
    const [own = ''] = await begun(stack, add('Own', '+61395556000', '+61395556009', { umpCustomerGuid: customer }))
    const [foreign = ''] = await begun(stack, add('Foreign', '+61395556010', '+61395556019'))
    const found = await listed(stack, 'name=n', 'customer')
    t.ok(found.some(({ id }) => id === own))
    t.ok(found.every(({ umpCustomerGuid }) => umpCustomerGuid === customer), 'and no other is in the list')
    const call = (method: 'GET' | 'DELETE', id: string): Promise<Answer> =>
      stack.call(method, `${ranges}/${id}`, { role: 'customer' })
    t.match(await call('GET', own), { status: 200, body: { id: own } })
    t.match(await call('GET', foreign), { status: 404, body: { errorCode: 'range_not_found' } })
    t.match(await call('DELETE', own), { status: 403 })
  })

  await t.test('belong to a channel or to a site as well, and are seen from there upwards', async t => {
    const [{ id: customer, channel }] = await records.query(
      `select c.id, x.channel_id as channel from credential k join customer c on c.id = k.customer_id
        cross join (select channel_id from credential where name = 'channel') x where k.name = 'customer'`
    )
    const [{ id: site }] = await records.query(
      `insert into site (provider_id, customer_id, sbc_id, name) values (1, $1, 8, 'Ranges') returning id`, [customer]
    )
    const [{ id: elsewhere }] = await records.query(
      "insert into channel (provider_id, name) values (1, 'Elsewhere') returning id"
    )
    const made = async (name: string, place: number, node: object): Promise<string> =>
      (await begun(stack, add(name, `+6139557100${place}`, `+6139557100${place + 1}`, node)))[0] ?? ''
    const ofChannel = await made('Of channel', 0, { ovocChannelId: channel })
    const ofSite = await made('Of site', 2, { siteGuid: site })
    const ofOther = await made('Of other', 4, { channelId: elsewhere })
    const ofProvider = await made('Of provider', 6, {})
    t.match(await shown(stack, ofChannel), { channelId: channel, umpCustomerGuid: null, siteGuid: null })
    t.match(await shown(stack, ofSite), { channelId: null, umpCustomerGuid: customer, siteGuid: site })

    const seenBy = async (role: Role, query = 'name=Of'): Promise<string[]> =>
      namesOf(await listed(stack, query, role)).filter(name => name.startsWith('Of ')).sort()
    t.same(await seenBy('admin'), ['Of channel', 'Of other', 'Of provider', 'Of site'])
    t.same(await seenBy('customer'), ['Of site'])
    const underChannel = await records.query(
      'select from customer where id = $1 and channel_id = $2', [customer, channel]
    )
    t.same(await seenBy('channel'), underChannel.length > 0 ? ['Of channel', 'Of site'] : ['Of channel'])
    t.same(await seenBy('admin', `channelId=${channel}`), ['Of channel'])
    t.same(await seenBy('admin', `siteGuid=${site}`), ['Of site'])
    t.same(await seenBy('admin', `umpCustomerGuid=${customer}`), ['Of site'])
    for (const [role, id] of [['channel', ofOther], ['channel', ofProvider], ['customer', ofChannel]] as const) {
      t.match(await stack.call('GET', `${ranges}/${id}`, { role }), { status: 404 }, `${role} and ${id}`)
    }
    for (const [role, id] of [['channel', ofChannel], ['customer', ofSite]] as const) {
      t.match(await stack.call('GET', `${ranges}/${id}`, { role }), { status: 200, body: { id } })
      t.match(await stack.call('DELETE', `${ranges}/${id}`, { role }), { status: 403 }, 'and only seen')
      const mine = { name: 'Mine', first: '+61395571010', last: '+61395571011' }
      t.match(await post(stack, '', mine, role), { status: 403 })
    }

    t.match(await add('X', '+61395571010', '+61395571011', { channelId: 1, siteGuid: site }), {
      status: 400, body: { errors: { UmpCustomerGuid: [/only one/] } }
    })
    t.match(await add('X', '+61395571010', '+61395571011', { channelId: 987654 }), {
      status: 404, body: { errorCode: 'channel_not_found' }
    })
    t.match(await add('X', '+61395571010', '+61395571011', { siteGuid: crypto.randomUUID() }), {
      status: 404, body: { errorCode: 'site_not_found' }
    })
    t.match(await post(stack, '/action/merge', { rangeIds: [ofOther, ofProvider], name: 'One' }), {
      status: 400, body: { errors: { RangeIds: [/same node/] } }
    })
    const [lower = ''] = await begun(stack, post(stack, `/${ofSite}/action/split`, {
      at: '+61395571003', lowerName: 'Of site', upperName: 'Of site, too'
    }))
    t.match(await shown(stack, lower), { umpCustomerGuid: customer, siteGuid: site, predecessors: [{ id: ofSite }] })
    t.match((await stack.call('GET', `${ranges}/${ofSite}`, { role: 'customer' })).body.successors, [{ id: lower }, {}])

    await records.query('delete from site where id = $1', [site])
    t.match(await shown(stack, lower), {
      umpCustomerGuid: customer, siteGuid: null, history: [{ siteGuid: site }, { change: 'moved', siteGuid: null }]
    }, 'what a site leaves behind is its customer\'s')
    await records.query('delete from channel where id = $1', [elsewhere])
    t.match(await shown(stack, ofOther), {
      channelId: null, history: [{ channelId: elsewhere }, { change: 'moved', channelId: null }]
    })
  })

  await t.test('go back to the provider when their customer goes', async t => {
    const tenant = crypto.randomUUID()
    const [{ id: customer }] = await records.query(
      `with l as (insert into lead (provider_id, id, ms_tenant_id, is_direct, status)
          values (1, $1, $1, true, 'Active'))
        insert into customer (provider_id, ms_tenant_id, lead_id, short_name, full_name, license_type)
          values (1, $1, $1, 'Gone', 'Gone', 4) returning id`, [tenant]
    )
    const [id = ''] = await begun(stack, add('Left', '+61395557000', '+61395557009', { umpCustomerGuid: customer }))
    await records.query('delete from customer where id = $1', [customer])
    t.match(await shown(stack, id), {
      umpCustomerGuid: null, history: [{ umpCustomerGuid: customer }, { change: 'moved', umpCustomerGuid: null }]
    })
  })

  await t.test('are changed by one of two that ask at once', async t => {
    const both = await Promise.all(['First', 'Second'].map(name => add(name, '+61395558000', '+61395558009')))
    const statuses = await Promise.all(both.map(async answer => answer.status === 200
      ? (await stack.finished(answer.body.taskId)).status
      : answer.body.errorCode))
    t.equal(statuses.filter(status => status === 'CompletedSuccess').length, 1, statuses.join())
    const [range] = await listed(stack, 'number=%2B61395558000')
    const splits = await Promise.all(['+61395558003', '+61395558006'].map(at =>
      post(stack, `/${range.id}/action/split`, { at, lowerName: `L ${at}`, upperName: `U ${at}` })))
    const results = await Promise.all(splits.map(async answer => answer.status === 200
      ? (await stack.finished(answer.body.taskId)).status
      : answer.body.errorCode))
    t.equal(results.filter(status => status === 'CompletedSuccess').length, 1, results.join())
    const living = (await listed(stack, 'sort=first')).filter(({ first }) => first.startsWith('+6139555800'))
    t.equal(living.length, 2)
    t.equal(living.reduce((sum, { count }) => sum + count, 0), 10)
  })

  await t.test('cover the same numbers after any splits and merges, and lead to what covers theirs', async t => {
    let block = 0
    const operation = fc.record({ isSplit: fc.boolean(), which: fc.nat(), where: fc.nat(), many: fc.nat(3) })
    await fc.assert(fc.asyncProperty(fc.array(operation, { minLength: 4, maxLength: 8 }), async operations => {
      const own = `Block ${++block}.`
      const base = 61_395_560_000 + block * 100
      const digits = (number: string): number => Number(number.slice(1))
      const living = (): Promise<Anything[]> => listed(stack, `name=${encodeURIComponent(own)}`)
      await begun(stack, add(own, `+${base}`, `+${base + 99}`))
      for (const [step, { isSplit, which, where, many }] of operations.entries()) {
        const now = await living()
        const at = which % now.length
        const chosen = now[at]
        if (isSplit && chosen.count > 1) {
          await begun(stack, post(stack, `/${chosen.id}/action/split`, {
            at: `+${digits(chosen.first) + 1 + where % (chosen.count - 1)}`, lowerName: `${own} ${step} a`,
            upperName: `${own} ${step} b`
          }))
        } else if (at + 1 < now.length) {
          await begun(stack, post(stack, '/action/merge', {
            rangeIds: now.slice(at, at + 2 + many).map(({ id }) => id), name: `${own} ${step}`
          }))
        }
        const after = await living()
        t.equal(digits(after[0].first), base)
        t.equal(digits(after.at(-1).last), base + 99)
        t.same(
          after.slice(1).map(({ first }) => digits(first)), after.slice(0, -1).map(({ last }) => digits(last) + 1),
          'each follows the one before it'
        )
      }
      const covering = async (id: string): Promise<Anything[]> => {
        const range = await shown(stack, id)
        if (range.endedAt === null) return [range]
        return (await Promise.all(range.successors.map((next: Anything) => covering(next.id)))).flat()
      }
      for (const { id, first, last } of await listed(stack, `ended=true&name=${encodeURIComponent(own)}`)) {
        const covered = new Set((await covering(id)).flatMap(range =>
          Array.from({ length: range.count }, (_, index) => digits(range.first) + index)))
        for (let number = digits(first); number <= digits(last); number++) {
          if (!covered.has(number)) throw new Error(`${number} of ${id} is lost`)
        }
      }
    }), { numRuns: 5 })
  })
})
