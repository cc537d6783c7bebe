import t from 'tap'
import { mutations } from '../support/mutations.ts'
import { readDocument } from '../support/documents.ts'
import { namesOf } from '../support/their-names.ts'
import { strangersScene } from '../support/strangers.ts'
import { demo, type Answer } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'
import { folded } from '../../src/schemas/vocabulary/spelling.ts'

/** What says how a list is shown, and not which entries. */
const ofPages = ['pageNumber', 'pageSize', 'cursor', 'fields', 'sort', 'allDetails', 'checkOnline', 'after', 'wait']

/** Filters that records call otherwise. */
const calledOtherwise: Readonly<Record<string, readonly string[]>> = {
  country: ['isoCountryCode', 'country'], numberPrefix: ['telephoneNumber', 'number'],
  msTenantId: ['tenantId', 'msTenantId'],
  ovocChannelId: ['channelId', 'ovocChannelId']
}

t.test('what a list prints, its filters take, and find by it', async t => {
  const { stack } = await strangersScene(t)
  await stack.startApi()
  const { operations } = await readDocument(stack, 'v3')
  let tried = 0
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    const filters = (operation.parameters ?? []).filter(({ in: place, name }) =>
      place === 'query' && !ofPages.some(known => folded(known) === folded(name)))
    if (filters.length === 0) continue
    const needed = filters.filter(({ required }) => required === true).map(({ name }) =>
      `${name}=${encodeURIComponent(namesOf(operation)[name] ?? '')}`)
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(namesOf(operation)[name] ?? name))
    const ask = (more: string): Promise<Answer> => stack.call(
      'GET', `${path}?${[...needed, more].join('&')}`, { headers: { prefer: 'wait=0' } }
    )
    const records = entriesOf(await ask(''))
    if (records.length === 0) continue
    await t.test(operation.operationId, async t => {
      for (const { name } of filters) {
        for (const [value, record] of printed(records, name)) {
          tried++
          const answer = await ask(`${name}=${encodeURIComponent(String(value))}`)
          t.equal(answer.status, 200, `${name}=${value}: ${JSON.stringify(answer.body)}`)
          const shown = JSON.stringify(record)
          const isFound = entriesOf(answer).some(one => JSON.stringify(one) === shown)
          t.ok(isFound, `${name}=${value} finds ${shown.slice(0, 200)}`)
        }
      }
    })
  }
  t.ok(tried > 40, `${tried} values of records were looked for`)
})

/** Changes of what can be read at the same path, or as a list that is set as a whole. */
const lists: Readonly<Record<string, string>> = {
  setBrakes: 'brakes', setDriftPolicies: 'policies', setCoolingPolicies: 'policies', setNumberingOverrides: 'overrides'
}

/** What no read shows and the change needs all the same. */
const besideWhatIsRead: Readonly<Record<string, object>> = {
  setTokenConnection: { clientSecret: 'demo-customer-secret' }
}

/** It says what becomes of each rule, instead of what there is: see the last test here. */
const ofEachEntry = ['modifyDialPlan']

/** What time and a new version change. */
const ofItself = [
  'updatedAt', 'changedAt', 'validatedAt', 'lastModifiedOn', 'version', 'createdAt', 'taskId', 'since', 'preview',
  'health', 'position'
]

t.test('what a read prints, the change of it takes, and nothing is changed', async t => {
  const { stack, records } = await strangersScene(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const { operations, components } = await readDocument(stack, 'v3')
  const namesIn = (schema: Anything): string[] => {
    const reference: string | undefined = schema?.$ref?.split('/').at(-1)
    return Object.keys((reference === undefined ? schema : components.schemas[reference])?.properties ?? {})
  }
  const read = async (path: string): Promise<Anything> => (await stack.call('GET', path)).body
  let serial = 300
  let walked = 0
  for (const { operationId, method, path, requestBody } of operations) {
    const isRead = operations.some(other => other.method === 'GET' && other.path === path)
    const way = mutations[operationId]
    if (!isRead || !['PUT', 'PATCH'].includes(method) || ofEachEntry.includes(operationId)) continue
    if (way === undefined) throw new Error(`Give ${operationId} a request in test/support/mutations.ts`)
    const known = namesIn(requestBody?.content['application/json']?.schema)
    const request = await way({ stack, records, serial: ++serial })
    const list = lists[operationId]
    if (list !== undefined) {
      const { body } = await stack.call(method, request.path, { body: request.body })
      await stack.finished(body.taskId)
    }
    const before = await read(request.path)
    const entries = Array.isArray(before) ? before : before?.data ?? before?.[list ?? '']
    const named = Object.entries<unknown>(before ?? {}).flatMap(([name, value]) => {
      const written = known.find(one => folded(one) === folded(name))
      return written === undefined || value === null ? [] : [[written, value] as const]
    })
    const body = Object.fromEntries(list === undefined ? named : [[list, entries]])
    if (Object.keys(body).length === 0) continue
    Object.assign(body, besideWhatIsRead[operationId])
    walked++
    await t.test(operationId, async t => {
      const answer = await stack.call(method, request.path, { body })
      t.equal(answer.status, 200, JSON.stringify(answer.body))
      const task = await stack.finished(answer.body.taskId ?? String(answer.headers['location']).split('/').at(-1))
      t.match(task.status, /^Completed/, JSON.stringify(task.executionMessages))
      t.same(lasting(await read(request.path)), lasting(before), 'it reads as before')
    })
  }
  t.ok(walked > 10, `${walked} things can be read and changed`)
})

t.test('a SIP connection as it is read can be sent back, in each version, and nothing is changed', async t => {
  const { stack, records } = await strangersScene(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const customer = `/api/v3/customer/${demo.israeliCustomer}/sitelocation`
  const site = {
    siteLocationName: 'Whole', sbcId: 11, sbcConfigurationType: 'Byoc', cacProfile: '10 sessions',
    carrierHostName: 'carrier.example', carrierMainLine: '+97239764500', carrierUserName: 'somebody',
    carrierUserPassword: 'sesame', enableCAC: true, flagCarrierRegistration: true,
    scriptParameters: { ProxySet: 'SIPTrunk', CarrierMailLine: '+97239764501' }
  }
  const { body } = await stack.call('POST', customer, { body: site })
  t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })
  const stored = (): Promise<Anything[]> => records.query(
    'select (to_jsonb(s) - $1::text[]) as site from site s where name = $2', [['updated_at', 'changed_at'], 'Whole']
  )
  const before = await stored()
  t.not(before[0]?.site.carrier_password_encrypted, null, 'a password is kept')
  for (const version of ['v2', 'v3']) {
    const { body: read } = await stack.call('GET', `/api/${version}/sitelocation/${before[0]?.site.id}`)
    const { sbcScripts: { onboardingScript, cleanupScript, customerVariables }, carrierId, ...said } = read.sbcInfo
    const { ocUploadNumberScript, ocReleaseNumberScript, ...flat } = said
    const sent = {
      ...flat, siteLocationName: read.siteName, onlinePstnGateway: read.onlinePstnGateway, proxySet: carrierId,
      sbcOnboardingScript: onboardingScript, sbcCleanupScript: cleanupScript, scriptParameters: customerVariables,
      sbcOcUploadNumberScript: ocUploadNumberScript, sbcOcReleaseNumberScript: ocReleaseNumberScript
    }
    const answer = await stack.call('PATCH', `${customer.replace('v3', version)}/${read.id ?? before[0]?.site.id}`, {
      body: sent
    })
    t.equal(answer.status, 200, `${version}: ${JSON.stringify(sent)} ${JSON.stringify(answer.body)}`)
    t.match(await stack.finished(answer.body.taskId), { status: 'CompletedSuccess' }, version)
    t.same(await stored(), before, `${version}: it is kept as before, with its password`)
  }
  t.match(await stack.call('POST', customer, {
    body: { ...site, siteLocationName: 'Another', carrierUserPassword: '********' }
  }), { status: 400, body: { errors: { 'ScriptParameters.CarrierUserPassword': [/stands for a password/] } } })
})

t.test('rules of a dial plan as they are read can be sent back, and nothing is changed', async t => {
  const { stack, records } = await strangersScene(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const request = await mutations['modifyDialPlan']?.({ stack, records, serial: 390 })
  const send = async (body: unknown): Promise<Anything> => stack.finished(
    (await stack.call('PATCH', request?.path ?? '', { body })).body.taskId
  )
  const read = async (): Promise<Anything[]> => (await stack.call('GET', request?.path ?? '')).body.ruleDTO
  t.match(await send(request?.body), { status: 'CompletedSuccess' })
  const rules = await read()
  t.not(rules.length, 0, 'there are rules')
  const { status, outputData } = await send({ add: rules })
  t.equal(status, 'CompletedSuccess')
  t.notMatch(JSON.stringify(outputData), /"(added|removed|refused|conflict)"/, 'each is as it was')
  t.same(await read(), rules)
})

function lasting (value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, inner: unknown) => ofItself.includes(name) ? undefined : inner))
}

function entriesOf ({ status, body }: Answer): Anything[] {
  if (status !== 200) return []
  return Array.isArray(body) ? body : Array.isArray(body?.data) ? body.data : []
}

/** Values that records have under the name of a filter, each with a record that has it. */
function printed (records: readonly Anything[], filter: string): Array<[value: unknown, record: Anything]> {
  const names = (calledOtherwise[filter] ?? [filter]).map(folded)
  const found = new Map<unknown, Anything>()
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      if (!names.includes(folded(name)) || value === null || typeof value === 'object') continue
      if (!found.has(value)) found.set(value, record)
    }
  }
  return [...found].slice(0, 5)
}
