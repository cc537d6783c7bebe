import t from 'tap'
import { assignmentsAt, users } from '../support/connections.ts'
import { demo, startStack, tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const { amit } = users[tenants.israeli]
const [number = '', other = ''] = ['+97239764578', '+97239764579']
const calm = { hostile: false, pageSize: null, nextLinks: true }
const strangers = (count: number): object[] => Array.from({ length: count }, (_, index) => ({
  id: `e0000000-0000-4000-8000-${String(index).padStart(12, '0')}`, displayName: `User ${index}`,
  userPrincipalName: `user${index}@negevrobotics.example`
}))

t.test('users are listed, and one gets a number and loses it, however unkind Microsoft is', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi({ USERS_FRESH_SECONDS: '0' }), stack.startWorker()])
  const { tenants: { [tenants.israeli]: { users: known } } } = await stack.microsoft.control('GET', '/_mock/state')
  const customer = `/api/v3/customer/${demo.israeliCustomer}`
  const finished = async (method: string, path: string, body: object): Promise<object> => {
    const answer = await stack.call(method, path, { body })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    const { status, details } = await stack.finished(answer.body.taskId)
    return { status, details }
  }
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20, hostile: true })
  const { body } = await upload(stack, uploadBody({ phoneNumbers: [number, other], country: 'IL' }), {
    tenant: tenants.israeli
  })
  t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })

  const behaviours = [{ hostile: true }, { pageSize: 1 }, { pageSize: 7, nextLinks: false }, { pageSize: 1000 }]
  for (const [round, behaviour] of behaviours.entries()) {
    await t.test(JSON.stringify(behaviour), async t => {
      // More of them each time, so that there is something to read.
      const all = [...known, ...strangers(10 + 2 * round)]
      await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.israeli]: { users: all } } })
      await stack.microsoft.control('POST', '/_mock/behaviour', { ...calm, ...behaviour })
      t.match(await finished('PUT', `${customer}/user/sip:amit.cohen@negevrobotics.example/script`, {
        City: `Town ${round}`, LineURI: `tel:${number}`
      }), { status: 'CompletedSuccess', details: ['UserProvisioned'] })
      t.match(await assignmentsAt(stack, tenants.israeli), { [number]: amit })
      await until('every user is listed', async () =>
        (await stack.call('GET', `${customer}/user`)).body.totalRecords === all.length
      )
      t.match(await finished('POST', `/api/v3/oc/numbers/action/unassign?msTenantId=${tenants.israeli}`, {
        phoneNumbers: [number, other]
      }), { status: 'CompletedSuccess' })
      t.match(await assignmentsAt(stack, tenants.israeli), { [number]: null }, 'nobody has it any more')
    })
  }
})
