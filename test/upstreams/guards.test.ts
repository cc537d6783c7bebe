import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { registerWorker } from '../../src/engine/records/workers.ts'
import type { E164 } from '../../src/schemas/phone-number.ts'
import { buildServices, toolMakers } from '../../src/services.ts'
import type { AssertLease } from '../../src/engine/define.ts'
import { openUpstreams } from '../../src/engine/upstreams.ts'
import { guardMicrosoft } from '../../src/upstreams/guarded/microsoft.ts'
import { armBarrier } from '../support/barriers.ts'
import { profiles, startStack, tenants } from '../support/stack.ts'
import { startReceiver } from '../support/webhook-receiver.ts'

// Whatever changes something at Microsoft, in a customer's tenant or at a receiver first asks whether the task is still
// held: these cannot tell a worker that slept through its lease from the one that took over.

const number = '+61395556880' as E164
const id = '00000000-0000-4000-8000-000000000001'
const settings = {
  callingProfileId: profiles.withSbcs, usage: 'CallingUserAssignment', additionalUsages: [],
  capabilities: ['InboundCalling', 'OutboundCalling'], allowTenantAddressUpdate: true
}

const lost: AssertLease = () => { throw new Error('lost') }

t.test('a task that is lost', async t => {
  const stack = await startStack(t)
  const receiver = await startReceiver(t)
  const services = buildServices(
    readConfig({
      ...stack.env, ROLE: 'worker', WEBHOOK_ADDRESSES: 'loopback', WEBHOOK_CA_FILE: receiver.caFile
    }),
    { log: pino({ level: 'silent' }) }
  )
  t.teardown(() => services.close())
  const worker = await registerWorker(services.db, { host: 'here', boot: 'now', processId: 1, version: 'test' })
  const upstreams = openUpstreams(services.db, () => worker)
  const means = toolMakers(services, upstreams)
  const { australian, israeli } = tenants
  const [microsoft, graph] = [means.microsoft(lost), means.graph(lost)]

  const changes: Record<string, Record<string, () => Promise<unknown>>> = {
    'at Microsoft': {
      startUpload: () => microsoft.startUpload(1, australian, id, [number], settings),
      startRelease: () => microsoft.startRelease(1, australian, id, [number]),
      changeNumber: () => microsoft.changeNumber(1, australian, number, id, { usage: 'CallingUserAssignment' }),
      createLead: () => microsoft.createLead(1, id, id, 'Somebody'),
      removeLead: () => microsoft.removeLead(1, id, id),
      setRelationship: () => microsoft.setRelationship(1, australian, id, { status: 'CustomerContacted' })
    },
    'in the tenant of a customer': {
      startAssign: () => graph.startAssign(1, israeli, number, id),
      startUnassign: () => graph.startUnassign(1, israeli, number),
      assignPolicies: () => graph.assignPolicies(1, israeli, id, [{ type: 'TeamsCallingPolicy', id }]),
      unassignPolicies: () => graph.unassignPolicies(1, israeli, id, ['TeamsCallingPolicy']),
      updateUser: () => graph.updateUser(1, israeli, id, { city: 'Haifa' }),
      addDomain: () => graph.addDomain(1, israeli, 'own.sbc.example'),
      verifyDomain: () => graph.verifyDomain(1, israeli, 'own.sbc.example'),
      removeDomain: () => graph.removeDomain(1, israeli, 'own.sbc.example'),
      addUser: () =>
        graph.addUser(1, israeli, { userPrincipalName: 'a@b.example', displayName: 'A', usageLocation: 'IL' }),
      giveLicence: () => graph.giveLicence(1, israeli, id, id),
      removeUser: () => graph.removeUser(1, israeli, id)
    }
  }
  const reads = {
    'at Microsoft': [
      'findNumbers', 'numbers', 'findUpload', 'uploadJob', 'findRelease', 'releaseJob', 'civicAddresses', 'consents',
      'applicationOf', 'findConsent', 'findTenant', 'callingProfiles', 'capabilityPlans', 'examine', 'close'
    ],
    'in the tenant of a customer': [
      'checkConnection', 'checkDomainAccess', 'findDomain', 'proofOfDomain', 'subscriptions', 'countryOf',
      'findAssignments', 'assignmentsOf', 'assignedNumbers', 'operation', 'findUser', 'findPolicy', 'policiesOf',
      'userChanges', 'close'
    ]
  }
  const calls = { 'at Microsoft': microsoft, 'in the tenant of a customer': graph }

  for (const [place, object] of Object.entries(calls)) {
    await t.test(`has no call ${place} beside those that change something and those that only read`, async t => {
      const known = [...Object.keys(changes[place] ?? {}), ...Object.entries(reads).flatMap(([name, names]) =>
        name === place ? names : []
      )]
      t.same(Object.keys(object).sort(), known.sort())
    })
  }

  for (const [place, calls] of Object.entries(changes)) {
    for (const [name, call] of Object.entries(calls)) {
      await t.test(`changes nothing ${place} by ${name}`, async t => {
        await stack.microsoft.control('DELETE', '/_mock/requests')
        await t.rejects(call(), { message: 'lost' })
        t.same(await stack.microsoft.control('GET', '/_mock/requests'), [])
      })
    }
  }

  await t.test('calls no webhook', async t => {
    await t.rejects(means.webhooks(lost).deliver({ url: `${receiver.url}/hook`, id: 'tsk_1.done', body: {} }), {
      message: 'lost'
    })
    t.same(receiver.calls, [])
  })

  await t.test('is noticed when the turn of its call has come, not before it waits', async t => {
    const places = [1, 2, 3, 4] // as many calls as go at once
    const barriers = await Promise.all(
      places.map(() => armBarrier(stack.microsoft, { method: 'POST', path: `${australian}/ReleaseTelephoneNumbers` }))
    )
    const { startRelease } = means.microsoft(() => {})
    const releasing = places.map(() => startRelease(1, australian, randomUUID(), [number]))
    await Promise.all(barriers.map(barrier => barrier.arrived()))
    let isLost = false
    const waiting = means.microsoft(() => { if (isLost) lost() }).startRelease(1, australian, id, [number])
    const refused = t.rejects(waiting, { message: 'lost' }) // it may be before all barriers are released
    isLost = true
    await Promise.all(barriers.map(barrier => barrier.release()))
    await refused
    await Promise.all(releasing)
  })

  await t.test('what is throttled holds up one operation for one tenant by one application only', async t => {
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'POST', path: `${australian}/UploadTelephoneNumbers`, status: 429, headers: { 'retry-after': '60' }
    })
    const { startUpload, findNumbers } = means.microsoft(() => {})
    const upload = (tenant: string): Promise<unknown> => startUpload(1, tenant, randomUUID(), [number], settings)
    await t.rejects(upload(australian), { name: 'UpstreamFault', kind: 'throttled' })
    await stack.microsoft.control('DELETE', '/_mock/requests')
    await t.rejects(upload(australian), { name: 'UpstreamFault', kind: 'busy' }, 'the next upload waits')
    t.same(await stack.microsoft.control('GET', '/_mock/requests'), [], 'and does not reach Microsoft')
    t.ok(await findNumbers(1, australian, [number]), 'its numbers can be read')
    t.ok(await upload(israeli), 'others upload')
    // The application is part of what is guarded, not of what Microsoft answers; so the real calls serve here.
    const other = guardMicrosoft({ ...services.microsoft, applicationOf: async () => 'other' }, upstreams)(() => {})
    t.ok(await other.startUpload(1, australian, randomUUID(), [number], settings), 'another application uploads')
  })
})
