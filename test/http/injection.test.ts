import t from 'tap'
import { corpus } from '../support/corpus.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo } from '../support/stack.ts'

const freshStack = stackOfFile(t)
const fields = {
  'user-name': 'CarrierUserName', password: 'CarrierUserPassword', 'contact-user': 'CarrierMailLine',
  'sip-group-name': 'CarrierHostName'
} as const

t.test('the script of a site makes the rows of that site and nothing else, whatever its parameters hold', async t => {
  const stack = await freshStack(t, 'running')
  const [sbc] = stack.sbcs
  const innocent = {
    'voip ip-group': [{ name: 'theirs-c', tags: 'Trunk=theirs' }], 'voip proxy-set': [{ 'proxy-name': 'theirs' }]
  }
  await sbc.control('PUT', '/_mock/state', {
    rows: innocent, rules: [{ plan: 'OCDialPlan', name: 'theirs', prefix: '+4561000001', tag: 'Trunk=theirs' }]
  })
  const added = await stack.call('POST', `/api/v3/customer/${demo.australianCustomer}/sitelocation`, {
    body: {
      siteLocationName: 'Nasty', sbcId: 8,
      scriptParameters: Object.fromEntries(Object.values(fields).map(field => [field, 'plain']))
    }
  })
  t.match(await stack.finished(added.body.taskId), { status: 'CompletedSuccess' })

  /** The rows of the site, and everything that is not of it. */
  const look = async (): Promise<{ own: Array<Record<string, string>>, rest: string }> => {
    const { rows, dialPlans, plans, users, restarts } = await sbc.control('GET', '/_mock/state')
    const all = Object.values(rows as Record<string, Array<Record<string, string>>>).flat()
    const isOwn = (row: Record<string, string>): boolean =>
      Object.values(row).some(value => /^Nasty(-[ct])?$/.test(String(value)))
    return {
      own: all.filter(isOwn), rest: JSON.stringify([all.filter(row => !isOwn(row)), dialPlans, plans, users, restarts])
    }
  }
  const before = await look()
  t.ok(before.own.length >= 3, 'the site has rows to compare')
  let taken = 0
  for (const text of corpus.filter(text => text.length < 1000)) {
    const what = JSON.stringify(text).replace(/[^\x20-\x7e]/g, '?').replace(/#/g, '(hash)')
    const previous = await look()
    const { status, body } = await stack.call(
      'PATCH',
      `/api/v3/customer/${demo.australianCustomer}/sitelocation/${added.body.siteGuid}`,
      {
        body: { scriptParameters: Object.fromEntries(Object.values(fields).map(field => [field, text])) }
      }
    )
    const ended = status === 200 ? await stack.finished(body.taskId) : undefined
    const now = await look()
    t.equal(now.rest, before.rest, `${what}: nothing else changed`)
    if (ended?.status !== 'CompletedSuccess') {
      t.ok(status === 400 || ended?.status === 'Failed', `${what}: refused`)
      t.same(now.own, previous.own, `${what}: and the rows stay`)
      continue
    }
    taken += 1
    for (const [column, field] of Object.entries(fields)) {
      const found = now.own.map(row => row[column]).filter(value => value !== undefined)
      t.ok(found.every(value => value === text || value === text.trim()), `${what}: ${field} is one value`)
    }
  }
  t.ok(taken > 10, `${taken} texts were taken as text`)
})

const script =
  'configure voip\n  ip-group new\n    name "{{SiteName}}-c"\n    local-host-name "{{CustomVar.Variable1}}"\n    ' +
  'activate\n  exit\n' +
  '  proxy-set new\n    proxy-name "{{SiteName}}"\n    proxy-ip 0\n      proxy-address "{{CarrierMainLine}}"\n      ' +
  'activate\n    exit\n    activate\n  exit\nexit\n'

t.test('names of other rows, gateways and own variables never make more than a row of that name, also in nested ' +
  'rows', async t => {
  const stack = await freshStack(t, 'running')
  const [sbc] = stack.sbcs
  const { body: template } = await stack.call('POST', '/api/v3/scripttemplates', {
    body: { name: 'variables', script, customerVariables: ['IPPBX'] }
  })
  const add = async (body: object): Promise<string> => {
    const added = await stack.call('POST', `/api/v3/customer/${demo.australianCustomer}/sitelocation`, {
      body: { sbcId: 8, ...body }
    })
    t.match(await stack.finished(added.body.taskId), { status: 'CompletedSuccess' }, 'the site is added')
    return added.body.siteGuid
  }
  const plain = await add({ siteLocationName: 'Nasty' })
  const own = await add({
    siteLocationName: 'Nasty2', sbcOnboardingScript: template.id, scriptParameters: { 'CustomVar.Variable1': 'plain' }
  })

  /** Everything that is neither of the sites nor called as the text. */
  const others = async (text: string): Promise<string> => {
    const { rows, dialPlans, plans, users, restarts } = await sbc.control('GET', '/_mock/state')
    const strange = Object.values(rows as Record<string, Array<Record<string, string>>>).flat().filter(row =>
      !Object.values(row).some(value =>
        value === text || value === text.trim() || /^Nasty2?(-[ct])?$/.test(String(value))
      )
    )
    return JSON.stringify([strange, dialPlans, plans, users, restarts])
  }
  let taken = 0
  for (
    const [field, site] of [['CacProfile', plain], ['ProxySet', plain], ['OnlinePstnGateway', plain], [
      'CustomVar.Variable1', own
    ], ['CarrierMainLine', own]] as const
  ) {
    for (const text of corpus.filter(text => text.length < 1000)) {
      const what = `${field} ${JSON.stringify(text).replace(/[^\x20-\x7e]/g, '?').replace(/#/g, '(hash)')}`
      const before = await others(text)
      const { status, body } = await stack.call(
        'PATCH', `/api/v3/customer/${demo.australianCustomer}/sitelocation/${site}`,
        { body: { scriptParameters: { [field]: text } } }
      )
      const ended = status === 200 ? await stack.finished(body.taskId) : undefined
      t.ok(
        status === 400 || ended?.status === 'Failed' || ended?.status === 'CompletedSuccess',
        `${what}: refused, or taken as text`
      )
      t.equal(await others(text), before, `${what}: nothing else changed`)
      if (ended?.status === 'CompletedSuccess') taken += 1
    }
  }
  t.ok(taken > 10, `${taken} texts were taken as text`)
})
