import t from 'tap'
import { profiles, startStack, type Answer } from '../support/stack.ts'
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
