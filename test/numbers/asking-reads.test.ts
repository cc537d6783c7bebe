import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'

t.test('reads that begin with a task are bounded for each caller, whatever its role', async t => {
  const stack = await startStack(t)
  await stack.startApi() // and no worker: what is asked stays asked
  const records = await openRecords(t, stack.databaseUrl)
  const [{ id: site }] = (await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/sitelocation`)).body
  const ask = (path: string, role: 'monitor' | 'operator' = 'monitor'): Promise<Answer> =>
    stack.call('GET', `/api/v3${path}`, { role, headers: { prefer: 'wait=0' } })
  const paths = [
    `/oc/tenant/validation?msTenantId=${tenants.unlicensed}`,
    `/oc/civicaddress?msTenantId=${tenants.australian}&checkOnline=true`,
    `/customer/${demo.australianCustomer}/civicaddress?checkOnline=true`,
    '/oc/lead?msTenantId=41747617-089b-4128-a9c8-7c9c2c596c25&checkOnline=true',
    `/customer/${demo.israeliCustomer}/user`,
    `/customer/${demo.israeliCustomer}/sitelocation/${site}/dialplan`
  ]
  const tasks = async (): Promise<number> => (await records.counts())['tasks'] ?? 0

  for (const path of paths) {
    t.match(await ask(path), { status: /^50[34]$/, headers: { 'ratelimit-policy': /"asking-reads";q=120;w=60/ } }, path)
  }
  for (const read of ['licenseinfo', 'licensedUsers']) {
    t.equal(
      (await ask(`/customer/${demo.israeliCustomer}/${read}`)).status, 504,
      `${read} waits for the reading of users that is under way`
    )
  }
  const readings = paths.length - 1 // both lists of civic addresses are one reading
  t.equal(await tasks(), readings, 'each reading has one task, whatever path asks for it')

  // More than two windows allow, at whatever second the minute began.
  const answers = await Promise.all(Array.from({ length: 250 }, () => ask(paths[0] ?? '')))
  t.match(answers.find(({ status }) => status === 429), {
    headers: { 'retry-after': /^\d+$/ }, body: { errorCode: 'rate_limited' }
  }, 'a caller above the limit is told when to come back')
  t.equal(await tasks(), readings, 'and those below it wait for the reading that is under way')
  t.equal((await ask(paths[0] ?? '', 'operator')).status, 504, 'each caller has its own')
  t.equal(
    (await ask(`/oc/civicaddress?msTenantId=${tenants.australian}`)).status, 200,
    'and what is answered from our records is not bounded'
  )
})
