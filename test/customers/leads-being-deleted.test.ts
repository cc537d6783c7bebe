import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { messagesOf } from '../support/uploads.ts'
import { until } from '../support/until.ts'

const fjord = { tenantId: 'c1a7e2d0-5555-4a61-9b01-0000000000e5', companyName: 'Fjord Timber' }

t.test('a lead that is being deleted stays consistent with Microsoft', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const records = await openRecords(t, stack.databaseUrl)
  const made = async (): Promise<string> => (await stack.call('POST', '/api/v3/oc/lead', { body: fjord })).body.id
  const status = async (): Promise<unknown> =>
    (await records.query('select status from lead where ms_tenant_id = $1', [fjord.tenantId]))[0]?.['status']
  const deleting = async (): Promise<string> => {
    const { headers } = await stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${fjord.tenantId}`, {
      headers: { prefer: 'wait=0' }
    })
    return String(headers['location']).split('/').at(-1) ?? ''
  }
  /** Microsoft does not answer the removal; when that is tried again is up to the test. */
  const standing = async (): Promise<string> => {
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'DELETE', path: 'PartnerOperatorConsents', cut: 'before', times: 1000
    })
    const taskId = await deleting()
    await until('the deletion waits for Microsoft', async () =>
      (await records.query(
        "update task set run_at = now() + interval '1 hour' where id = $1 and step = 'remove-at-microsoft' and " +
        "state = 'waiting' returning id",
        [taskId]
      )).length === 1
    )
    await stack.microsoft.control('DELETE', '/_mock/faults')
    return taskId
  }
  const goesOn = (taskId: string): Promise<unknown> =>
    records.query("update task set run_at = now() where id = $1 and state = 'waiting'", [taskId])
  const synchronized = async (query: string): Promise<void> => {
    const { body } = await stack.call('POST', `/api/v3/oc/lead/action/synchronize${query}`)
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' }, 'the synchronization succeeds')
  }

  await t.test('a lead that is being deleted is not made active by a synchronization, so that it cannot be ' +
    'licensed', async t => {
    await made()
    const deletion = await standing()
    for (const query of ['', `?msTenantId=${fjord.tenantId}`]) {
      await synchronized(query)
      t.equal(
        await status(), 'Removed',
        `the lead is still removed after synchronizing${query === '' ? ' all leads' : ' it alone'}`
      )
    }
    await goesOn(deletion)
    t.match(await stack.finished(deletion), { status: 'CompletedSuccess' })
    t.equal(await status(), undefined, 'the lead is gone')
  })

  await t.test('a lead whose deletion is canceled in time is as before and follows Microsoft again', async t => {
    await made()
    const deletion = await standing()
    await synchronized('')
    t.equal((await stack.call('POST', `/api/v3/task/${deletion}/cancel`)).status, 200, 'the deletion is canceled')
    t.match(await stack.finished(deletion), { status: 'Canceled' })
    t.equal(await status(), 'Active', 'the lead is active again')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [fjord.tenantId]: { consent: { status: 'Suspended' } } }
    })
    await synchronized('')
    t.equal(await status(), 'Suspended', 'the lead follows Microsoft again')
    await stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${fjord.tenantId}`)
  })

  await t.test('a lead lives on when its deletion is canceled after the tenant consented itself', async t => {
    await made()
    const deletion = await standing()
    const own = {
      operatorId: '0b5c1a3e-7777-4a61-9b01-0000000000f7', consentedOn: '2026-01-01T00:00:00.0000000Z',
      consentedCountries: ['NO']
    }
    await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [fjord.tenantId]: { consent: own } } })
    await stack.call('POST', `/api/v3/task/${deletion}/cancel`)
    t.match(await stack.finished(deletion), { status: 'Canceled' }, 'Microsoft has removed nothing')
    t.equal(await status(), 'Active', 'the lead is active again')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [fjord.tenantId]: { consent: { operatorId: null } } }
    })
    await stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${fjord.tenantId}`)
  })

  await t.test('a lead follows Microsoft again also after a cancellation that came too late', async t => {
    await made()
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'DELETE', path: 'PartnerOperatorConsents', cut: 'after', times: 1000
    })
    const atMicrosoft = async (): Promise<unknown> =>
      (await stack.microsoft.control('GET', '/_mock/state')).tenants[fjord.tenantId].consent
    const consent = await atMicrosoft()
    const deletion = await deleting()
    await until('Microsoft has removed the consent', async () => await atMicrosoft() === null)
    await stack.call('POST', `/api/v3/task/${deletion}/cancel`)
    t.match(await stack.finished(deletion), { status: 'Failed' })
    t.equal(await status(), 'Removed', 'the lead stays removed')
    await stack.microsoft.control('DELETE', '/_mock/faults')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [fjord.tenantId]: { consent } }
    })
    await synchronized('')
    t.equal(await status(), 'Active', 'somebody made it anew at Microsoft')
    await stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${fjord.tenantId}`)
  })

  await t.test('a second deletion of a lead joins the first, until that is canceled', async t => {
    await made()
    const first = await standing()
    t.equal(await deleting(), first, 'both are one task')
    t.equal(await status(), 'Removed', 'the lead is there as long as the first may be canceled')
    await stack.call('POST', `/api/v3/task/${first}/cancel`)
    t.match(await stack.finished(first), { status: 'Canceled' })
    t.equal(await status(), 'Active', 'the lead stays')
    t.match(await stack.finished(await deleting()), { status: 'CompletedSuccess' })
    t.equal(await status(), undefined, 'the lead is gone')
  })

  /**
   * What a synchronization does that has read Microsoft's list, and finds it must wait before it may write down what it
   * saw, `meanwhile`.
   */
  const overtaken = async (meanwhile: () => Promise<void>): Promise<void> => {
    const holder = await openRecords(t, stack.databaseUrl)
    await holder.query('begin')
    await holder.query('select from lead where ms_tenant_id = $1 for update', [tenants.australian])
    const { body } = await stack.call('POST', '/api/v3/oc/lead/action/synchronize')
    await until('the synchronization waits for the lock', async () =>
      (await records.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
      )).length > 0
    )
    await meanwhile()
    await holder.query('rollback')
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' }, 'the synchronization succeeds')
  }

  await t.test('a lead is not brought back by a synchronization that read about it before it was gone', async t => {
    await made()
    await overtaken(async () => {
      t.match(await stack.finished(await deleting()), { status: 'CompletedSuccess' }, 'the deletion succeeds')
      t.equal(await status(), undefined, 'the lead is gone')
    })
    t.equal(await status(), undefined, 'the synchronization did not bring it back')
    await made()
    t.equal(await status(), 'Active', 'and can be made anew')
    await stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${fjord.tenantId}`)
  })

  await t.test('a lead that Microsoft removed before its deletion was canceled is not made active by an older ' +
    'reading', async t => {
    await made()
    await overtaken(async () => {
      await stack.microsoft.control('POST', '/_mock/faults', {
        method: 'DELETE', path: 'PartnerOperatorConsents', cut: 'after', times: 1000
      })
      const deletion = await deleting()
      await until('Microsoft has removed the consent', async () =>
        (await stack.microsoft.control('GET', '/_mock/state')).tenants[fjord.tenantId].consent === null
      )
      await stack.call('POST', `/api/v3/task/${deletion}/cancel`)
      t.match(await stack.finished(deletion), { status: 'Failed' }, 'the deletion fails')
      await stack.microsoft.control('DELETE', '/_mock/faults')
      t.equal(await status(), 'Removed', 'the lead is removed')
    })
    t.equal(await status(), 'Removed', 'the synchronization did not make it active')
    await stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${fjord.tenantId}`)
  })

  await t.test('a lead that was licensed while it was being deleted is kept, and its deletion fails with that ' +
    'reason', async t => {
    const id = await made()
    const deletion = await standing()
    await records.query(
      'insert into customer (provider_id, id, ms_tenant_id, lead_id, short_name, full_name, license_type) values ' +
      "(1, gen_random_uuid(), $1, $2, 'Fjord', 'Fjord', 3)",
      [fjord.tenantId, id]
    )
    await goesOn(deletion)
    const task = await stack.finished(deletion)
    t.match(task, { status: 'Failed' })
    t.ok(messagesOf(task).some(message => message.includes('licensed meanwhile')), String(messagesOf(task)))
    t.equal(await status(), 'Removed', 'the lead stays removed')
  })
})
