import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, profiles, startStack, tenants, type Answer } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'

const operator = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'

t.test('profiles and capabilities are shown at the provider, with what changed since', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const get = (path: string, role: 'admin' | 'customer' = 'admin'): Promise<Answer> =>
    stack.call('GET', `/api/v3/operator-connect/${path}`, { role })
  const synchronize = (): Promise<Answer> =>
    stack.call('POST', `/api/v3/operator-connect/tenants/${operator}/action/sync`)
  await synchronize()
  const { body: { data } } = await get('calling-profiles')
  t.match(data.find(({ callingProfileId }: Anything) => callingProfileId === profiles.withSbcs), {
    device: 'Demo Operator Connect', trunks: [{ fqdn: String }, { fqdn: String }], seenAt: /^20/, numbersHeld: 0
  })
  t.match((await get('number-usage-capabilities?usage=callinguserassignment')).body, {
    totalRecords: 1, data: [{ usage: 'CallingUserAssignment', tenantId: null }]
  })
  for (const path of ['calling-profiles', 'number-usage-capabilities', 'changes?modelType=TenantCallingProfiles']) {
    t.match(await get(path, 'customer'), { status: 403 }, `${path} is of the provider`)
  }

  const before = new Date().toISOString()
  const { callingProfiles } = await stack.microsoft.control('GET', '/_mock/state')
  await stack.microsoft.control('PATCH', '/_mock/state', {
    callingProfiles: callingProfiles.map((profile: Anything) =>
      profile.callingProfileId === profiles.withoutSbc ? { ...profile, region: 'Antarctica' } : profile)
  })
  const { body: { taskId } } = await synchronize()
  const { body: changes } = await get(`changes?modelType=TenantCallingProfiles&since=${before}`)
  t.match(changes, {
    totalRecords: 1,
    data: [{ key: profiles.withoutSbc, change: 'changed', after: { region: 'Antarctica' }, taskId }]
  })
  await synchronize()
  t.equal((await get(`changes?modelType=TenantCallingProfiles&since=${before}`)).body.totalRecords, 1,
    'what stays as it is has not changed')
})

t.test('civic addresses are synchronized like all else: counted, listed, with their history', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const at = '/api/v3/operator-connect'
  const listed = async (query = ''): Promise<Anything> =>
    (await stack.call('GET', `${at}/civic-addresses?${query}`)).body
  const { body: { syncId } } = await stack.call('POST', `${at}/syncs`, {
    body: { operatorTenantId: operator, name: 'Addresses', modelTypes: ['PartnerCivicAddress'] }
  }).then(({ body }) => ({ body: body.sync }))
  const run = async (body: object = {}): Promise<Anything> => {
    const { body: { taskId } } = await stack.call('POST', `${at}/syncs/${syncId}/action/run`, { body })
    const task = await stack.finished(taskId)
    return { ...task.outputData, status: task.status }
  }
  const { tenants: world } = await stack.microsoft.control('GET', '/_mock/state')
  const ofAll = Object.values<Anything>(world).flatMap(({ civicAddresses }) => civicAddresses)
  const [first, ...others] = world[tenants.australian].civicAddresses
  t.ok(ofAll.length > 1 && first.locations.length > 1, 'there is something to read')

  t.match(await run({ dryRun: true }), { Counts: { civicAddresses: { added: ofAll.length } } })
  t.equal((await listed()).totalRecords, 0, 'a dry run keeps nothing')
  t.match(await run(), { status: 'CompletedSuccess', Counts: { civicAddresses: { added: ofAll.length, changed: 0 } } })
  t.equal((await listed()).totalRecords, ofAll.length)
  const own = await listed(`tenantId=${tenants.australian}&country=au&isValidated=true`)
  t.match(own.data.find(({ address }: Anything) => address.id === first.id), {
    customerId: demo.australianCustomer, numbersHeld: 0, address: { streetName: first.streetName }
  })
  const placesOf = ({ locations }: Anything): string[] => locations.map(({ id }: Anything) => id).sort()
  t.same(placesOf(own.data.find(({ address }: Anything) => address.id === first.id).address), placesOf(first))
  t.equal((await listed('country=ZZ')).totalRecords, 0)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query("update civic_address set confirmed_at = '2020-01-01'")
  t.match(await run(), {
    Counts: { civicAddresses: { added: 0, changed: 0, removed: 0, unchanged: ofAll.length } }
  })
  t.same(
    await records.query("select count(*)::int from civic_address where confirmed_at < '2021-01-01'"), [{ count: 0 }],
    'uploads may rely on what stays as it was'
  )

  await stack.microsoft.control('PATCH', '/_mock/state', {
    tenants: {
      [tenants.australian]: {
        civicAddresses: [
          { ...first, companyName: 'Renamed', locations: first.locations.slice(0, 1) },
          ...others, { ...first, id: '00000000-0000-4000-8000-00000000add1', locations: [] }
        ]
      },
      [tenants.israeli]: { civicAddresses: [] }
    }
  })
  const gone = world[tenants.israeli].civicAddresses.length
  t.match(await run({ removalPercentMax: 100 }), {
    Counts: { civicAddresses: { added: 1, changed: 1, removed: gone, unchanged: ofAll.length - gone - 1 } }
  })
  const { data } = await listed(`tenantId=${tenants.australian}`)
  const renamed = data.find(({ address }: Anything) => address.id === first.id)
  t.match(renamed.address, { companyName: 'Renamed' })
  t.equal(renamed.address.locations.length, 1, 'a place that is gone is gone here')
  t.equal((await listed(`tenantId=${tenants.israeli}`)).totalRecords, 0)
  const key = encodeURIComponent(`${tenants.australian} ${first.id}`)
  t.match((await stack.call('GET', `${at}/changes?modelType=PartnerCivicAddress&key=${key}`)).body, {
    totalRecords: 2, data: [{ change: 'changed', after: { companyName: 'Renamed' } }, { change: 'added' }]
  })
  await stack.call('POST', `${at}/tenants/${operator}/action/sync`) // whose consents they are
  const [purge] = (await stack.call('GET', `${at}/syncs?name=PurgeMSOperatorConnect`)).body.data
  const { body: { taskId } } = await stack.call('POST', `${at}/syncs/${purge.syncId}/action/run`, {
    body: { removalPercentMax: 100 }
  })
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
  t.equal((await listed()).totalRecords, 0, 'a purge takes them out')
})
