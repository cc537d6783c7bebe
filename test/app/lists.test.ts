import { readFileSync } from 'node:fs'
import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Stack } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

// What every list can do is one function; here every list is asked whether it does.

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema?: { enum?: string[], minimum?: number }
}
interface ListOperation {
  readonly path: string
  readonly sorts: readonly string[]
  readonly times: readonly string[]
  /** The smallest page. */
  readonly least: number
}

/** Lists that need a word, or an id in their path. */
const filled: Readonly<Record<string, string>> = {
  modelType: 'PartnerOperatorConsents', msTenantId: tenants.israeli, customerGuid: demo.israeliCustomer
}

/** Lists with numbered pages only: a provider has a handful of what they show, as their descriptions say. */
const byNumberOnly = ['listBuildTemplates', 'listScriptTemplates']

const { paths }: Anything = JSON.parse(readFileSync('openapi/v3.json', 'utf8'))

/** The lists of version 3 that go on behind a cursor, as the document has them. */
function lists (): ListOperation[] {
  return Object.entries<Anything>(paths).flatMap(([path, { get }]) => {
    const parameters: Parameter[] = get?.parameters?.filter((parameter: Parameter) => parameter.in === 'query') ?? []
    const place = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => filled[name] ?? whole)
    if (!parameters.some(({ name }) => name === 'cursor') || place.includes('{')) return []
    const needed = parameters.filter(({ name, required }) => required === true && name in filled)
      .map(({ name }) => `${name}=${filled[name]}`)
    return [{
      path: `${place}?${needed.join('&')}`,
      least: parameters.find(({ name }) => name === 'PageSize')?.schema?.minimum ?? 1,
      sorts: parameters.find(({ name }) => name === 'sort')?.schema?.enum ?? [],
      times: parameters.filter(({ name }) => /(Since|Until)$/.test(name)).map(({ name }) => name)
    }]
  })
}

/** All of a list, by its cursors; it ends by itself or not at all. */
async function walk (stack: Stack, path: string, size: number): Promise<Anything[]> {
  const found: Anything[] = []
  for (let cursor = ''; ;) {
    const { status, body } = await stack.call('GET', `${path}&PageSize=${size}${cursor}`)
    if (status !== 200) throw new Error(`${path}${cursor}: ${JSON.stringify(body)}`)
    found.push(...body.data)
    if (body.next === undefined) return found
    cursor = `&cursor=${body.next}`
  }
}

/** One line alone is read as what it is. */
const linesOf = (body: Anything): Anything[] => typeof body === 'string'
  ? body.split('\n').filter(line => line !== '').map((line): Anything => JSON.parse(line))
  : body === undefined ? [] : [body]

t.test('every list with pages goes on behind a cursor, save a few that are short by nature', async t => {
  for (const [path, { get }] of Object.entries<Anything>(paths)) {
    const names: string[] = get?.parameters?.map(({ name }: Parameter) => name) ?? []
    if (!names.includes('PageSize')) continue
    const isShort = byNumberOnly.includes(get.operationId)
    t.equal(names.includes('cursor') && names.includes('sort') && names.includes('fields'), !isShort, path)
    if (isShort) t.match(get.description, /numbered pages only/, `${path} says so`)
  }
})

t.test('every list goes on behind a cursor, in each order, and is sent as lines', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const phoneNumbers = ['+61395556880', '+61395556881', '+61395556882']
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers }))
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
  await records.query(`insert into drift (provider_id, number, class, ms_tenant_id, evidence, task_id)
    select 1, '+6139555690' || n, 'records_only', $1,
      '{"records": null, "microsoft": null, "sbc": null}', 'drf_1' from generate_series(1, 3) n`, [tenants.australian])
  await records.query(`insert into channel (provider_id, id, name) select 1, 9000 + n, 'Channel ' || n
    from generate_series(1, 3) n`)
  const all = lists()
  t.ok(all.length >= 24, `there are ${all.length}`)
  let longest = 0
  for (const { path, sorts, times, least } of all) {
    await t.test(path, async t => {
      const { body: { data: whole, totalRecords } } = await stack.call('GET', `${path}&PageSize=1000`)
      longest = Math.max(longest, whole.length)
      const isStill = !path.includes('/audit')
      if (isStill) {
        t.same(await walk(stack, path, 2), whole, 'cursors lead to what the page of all has')
        const lines = await stack.call('GET', path, { headers: { accept: 'application/x-ndjson' } })
        t.match(lines.headers['content-type'], /^application\/x-ndjson/)
        t.same(linesOf(lines.body), whole, 'and so do the lines')
        t.equal(whole.length, totalRecords)
      }
      for (const sort of sorts) {
        const sorted = await walk(stack, `${path}&sort=${sort}`, least)
        if (isStill) t.equal(sorted.length, whole.length, `sort=${sort} has all of them`)
        if (sort.startsWith('-') || !isStill) continue
        const fallen = await walk(stack, `${path}&sort=-${sort}`, 2)
        t.same(fallen, [...sorted].reverse(), `-${sort} is the other way round`)
      }
      for (const time of times) {
        const future = await stack.call('GET', `${path}&${time}=2999-01-01`)
        if (time.endsWith('Since')) t.same(future.body.data, [], `${time} in the future finds nothing`)
        else t.ok(future.status === 200 && future.body.totalRecords <= totalRecords + 1, `${time} is understood`)
        const field = `${time[0]?.toUpperCase()}${time.slice(1)}`
        t.match(await stack.call('GET', `${path}&${time}=soon`), {
          status: 400, body: { errors: { [field]: [/not a time/] } }
        })
      }
      const forged = Buffer.from(`["${sorts[0]}","1'--","x","y","z"]`).toString('base64url')
      for (const cursor of ['x', 'W10', 'WyJ4IiwxXQ', forged]) {
        t.match(await stack.call('GET', `${path}&cursor=${cursor}`), {
          status: 400, body: { errors: { Cursor: [/next/] } }
        })
      }
    })
  }
  t.ok(longest >= 3, 'some were longer than a page')

  await t.test('lines have the chosen fields only, and problems stay problems', async t => {
    const ask = (query: string): ReturnType<typeof stack.call> =>
      stack.call('GET', `/api/v3/oc/numbers?${query}`, { headers: { accept: 'application/x-ndjson' } })
    t.same(linesOf((await ask('fields=telephoneNumber&sort=-telephoneNumber')).body), [
      { telephoneNumber: '+61395556882' }, { telephoneNumber: '+61395556881' }, { telephoneNumber: '+61395556880' }
    ])
    t.match(await ask('fields=colour'), { status: 400, body: { errors: { Fields: [/no field colour/] } } })
    t.match(await ask('cursor=x'), { status: 400 })
  })

  await t.test('a number that changed is found by when', async t => {
    const [{ now }] = await records.query('select now()')
    const since = `/api/v3/oc/numbers?updatedSince=${now.toISOString()}`
    t.same((await stack.call('GET', since)).body.data, [])
    await records.query(
      "insert into number_history (provider_id, number, change) values (1, '+61395556881', 'changed')"
    )
    t.match((await stack.call('GET', since)).body.data, [{ telephoneNumber: '+61395556881' }])
  })
})

t.test('all bad fields of one request are told together', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const path = `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`
  const errorsOf = async (method: string, path: string, body?: unknown): Promise<string[]> => {
    const answer = await stack.call(method, path, { body })
    t.equal(answer.status, 400)
    return Object.keys(answer.body.errors).sort()
  }
  const bad = { ...uploadBody({ phoneNumbers: ['+6139'] }), callingProfile: '00000000-0000-4000-8000-000000000000' }

  const upload = '/api/v3/oc/numbers/action/upload'
  t.same(
    await errorsOf('POST', path, { ...bad, country: 'Nowhere' }), ['CallingProfile', 'Country', 'phoneNumbers[0]'],
    'numbers do not hide the profile'
  )
  t.same(
    await errorsOf('POST', `${upload}?msTenantId=x`, bad), ['MsTenantId', 'phoneNumbers[0]'],
    'nor does the tenant hide the numbers'
  )
  t.same(
    await errorsOf('POST', `${upload}?msTenantI=x`, { phoneNumbers: [{}], colour: 'blue' }),
    ['CallingProfile', 'MsTenantId', 'Usage', 'colour', 'msTenantI', 'phoneNumbers[0]'],
    'nor unknown names what is missing, nor the body the query'
  )
  t.same(await errorsOf('POST', upload), ['', 'MsTenantId'], 'nor a missing body')
  t.same(
    await errorsOf('GET', '/api/v3/oc/numbers?numberPrefix=x&country=nowhere&umpCustomerGuid=y&source=z'),
    ['Country', 'NumberPrefix', 'Source', 'UmpCustomerGuid'], 'filters'
  )
  await t.test('those of the schemas and those of the domain', async t => {
    const ofAustralian = `msTenantId=${tenants.australian}`
    const customer = `/customer/${demo.israeliCustomer}`
    const [list, strange] = [{ phoneNumbers: ['+6139'], ticketId: {} }, ['+61395556880']]
    /** Each with one field at least that no schema takes, and others that only a rule refuses. */
    const cases: ReadonlyArray<[string, string, string, object, string[]]> = [
      ['upload', 'POST', `/oc/numbers/action/upload?${ofAustralian}`, {
        ...bad, country: 'Nowhere', usage: undefined, capabilities: [{}]
      }, ['CallingProfile', 'Country', 'Usage', 'capabilities[0]', 'phoneNumbers[0]']],
      ['an upload whose list is no list', 'POST', `/oc/numbers/action/upload?${ofAustralian}`, {
        ...bad, phoneNumbers: [{}]
      }, ['CallingProfile', 'phoneNumbers[0]']],
      ['the rules of countries', 'POST', `/oc/numbers/action/upload?${ofAustralian}`, uploadBody({
        phoneNumbers: ['+97239764578'], ticketId: {}
      }), ['PhoneNumbers', 'TicketId']],
      ['release', 'POST', '/oc/numbers/action/release?msTenantId=x', list, [
        'MsTenantId', 'TicketId', 'phoneNumbers[0]'
      ]],
      ['a release of nobody', 'POST', `/oc/numbers/action/release?msTenantId=${tenants.unlicensed}`, {
        phoneNumbers: ['+6139'], removeFromOperatorConnect: 'perhaps'
      }, ['MsTenantId', 'RemoveFromOperatorConnect', 'phoneNumbers[0]']],
      ['unassignment', 'POST', '/oc/numbers/action/unassign?msTenantId=x', list, [
        'MsTenantId', 'TicketId', 'phoneNumbers[0]'
      ]],
      ['capabilities', 'POST', `/oc/numbers/action/update-capabilities?${ofAustralian}`, {
        phoneNumbers: strange, usage: 'Nothing', capabilities: [{}]
      }, ['PhoneNumbers', 'Usage', 'capabilities[0]']],
      ['emergency location', 'POST', `/oc/numbers/action/change-emergency-location?${ofAustralian}`, {
        phoneNumbers: ['+6139'], civicAddressId: {}
      }, ['CivicAddressId', 'phoneNumbers[0]']],
      ['provisioning', 'PUT', `${customer}/user/x/script`, {
        City: {}, UsageLocation: 'Nowhere', LineURI: 'tel:1'
      }, ['City', 'LineURI', 'SipAddress', 'UsageLocation']],
      ['a site', 'POST', `${customer}/sitelocation`, {
        siteLocationName: '-', sbcId: 77, enableCAC: 'perhaps', scriptParameters: { Colour: 'blue' }
      }, ['EnableCAC', 'SbcId', 'ScriptParameters.Colour', 'SiteLocationName']],
      ['a site without a name that can be read', 'POST', `${customer}/sitelocation`, {
        siteLocationName: {}, sbcId: 77
      }, ['SbcId', 'SiteLocationName']],
      ['a gateway', 'POST', `${customer}/addNewOnlinePstnGateway`, {
        fqdn: 'x', trunkModel: {}, webhookSecret: 'x', webhooks: { dnsConfirmation: 'http://x.example' }
      }, ['Fqdn', 'TrunkModel', 'WebhookSecret', 'Webhooks.DnsConfirmation']],
      ['a customer', 'POST', '/customer', {
        msTenantId: tenants.israeli, customerShortName: 'no name', channelId: 'x',
        configurationName: 'OcEssential_TENANT_TYPE'
      }, ['ChannelId', 'CustomerShortName', 'MsTenantId']],
      ['a lead', 'POST', '/oc/lead', { tenantId: 'x', ticketId: {}, companyName: ' ' }, [
        'CompanyName', 'TenantId', 'TicketId'
      ]]
    ]
    for (const [name, method, path, body, fields] of cases) {
      t.same(await errorsOf(method, `/api/v3${path}`, body), fields, name)
    }
    t.equal((await stack.call('GET', '/api/v3/task')).body.totalRecords, 0, 'and nothing was accepted')
  })
  const times = '/api/v3/task?createdSince=x&finishedUntil=y'
  t.same(await errorsOf('GET', times), ['CreatedSince', 'FinishedUntil'], 'times')
})
