import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'

const lead = { tenantId: '41747617-089b-4128-a9c8-7c9c2c596c25', companyName: 'SIPTest2' }
const calm = { hostile: false, pageSize: null, nextLinks: true }

t.test('leads are made, validated, synchronized and deleted, however unkind Microsoft is', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const records = await openRecords(t, stack.databaseUrl)
  const atMicrosoft = async (): Promise<Record<string, { consent?: unknown }>> =>
    (await stack.microsoft.control('GET', '/_mock/state')).tenants
  const { consent } = (await atMicrosoft())[tenants.unlicensed] ?? {}
  const validated = async (tenant: string): Promise<object> =>
    (await stack.call('GET', `/api/v3/oc/tenant/validation?msTenantId=${tenant}`)).body

  const behaviours = [{ hostile: true }, { pageSize: 1 }, { pageSize: 7, nextLinks: false }, { pageSize: 1000 }]
  for (const [round, behaviour] of behaviours.entries()) {
    await t.test(JSON.stringify(behaviour), async t => {
      const newcomers = Array.from({ length: 10 }, (_, index) =>
        `1ead2d0${round}-0000-4000-8000-${String(index).padStart(12, '0')}`
      )
      await stack.microsoft.control('PATCH', '/_mock/state', {
        tenants: Object.fromEntries(newcomers.map(id => [id, { consent: { ...Object(consent), id, tenantId: id } }]))
      })
      await stack.microsoft.control('POST', '/_mock/behaviour', { ...calm, ...behaviour })
      t.match(await validated(lead.tenantId), { exists: true, isLead: false })
      t.match(await validated('00000000-0000-4000-8000-00000000dead'), { exists: false })
      t.match(await stack.call('POST', '/api/v3/oc/lead', { body: lead }), {
        status: 200, body: { tenantId: lead.tenantId, isDirectLead: true }
      })
      t.match(await validated(lead.tenantId), { exists: true, isLead: true })

      const { body } = await stack.call('POST', '/api/v3/oc/lead/action/synchronize')
      t.match(await stack.finished(body.taskId), {
        status: 'CompletedSuccess', outputData: { ConsentsRead: 15 + round * 10, LeadsAdded: 10, LeadsRemoved: 0 }
      })
      t.match(await stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${lead.tenantId}`), { status: 200 })
      t.equal((await atMicrosoft())[lead.tenantId]?.consent ?? null, null, 'Microsoft has no lead any more')
      t.match(
        await records.query('select count(*)::int as leads from lead where ms_tenant_id = any($1)', [newcomers]),
        [{ leads: 10 }], 'all that consented are leads'
      )
    })
  }
})
