import t from 'tap'
import { openRecords } from '../support/records.ts'
import { profiles, startStack, tenants, type Answer } from '../support/stack.ts'

t.test('an emergency address may be given in words', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
  const [known] = held[tenants.australian].civicAddresses
  const records = await openRecords(t, stack.databaseUrl)
  const ask = (phoneNumber: string, address: object, query = ''): Promise<Answer> =>
    stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}${query}`, {
      body: {
        callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: [phoneNumber],
        allowTenantAddressUpdate: false, ...address
      }
    })
  const upload = async (
    phoneNumber: string, address: object
  ): Promise<{ id: string, status: string, executionMessages: Array<{ message: string }> }> =>
    stack.finished((await ask(phoneNumber, address)).body.taskId)
  /** Whether Microsoft was asked for addresses since this was asked last. */
  const wasAsked = async (): Promise<boolean> => {
    const requests: Array<{ path: string }> = await stack.microsoft.control('GET', '/_mock/requests')
    await stack.microsoft.control('DELETE', '/_mock/requests')
    return requests.some(({ path }) => path.includes('/CivicAddresses'))
  }
  const setAddresses = (civicAddresses: readonly object[]): Promise<unknown> =>
    stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.australian]: { civicAddresses } } })
  const noted = async (address: object): Promise<string> =>
    (await ask('+61395556889', address, '&validateOnly=true')).body.notes.join(' ')

  await t.test('an address in words is found among those of the tenant', async t => {
    t.match(await noted({ address: 'Collins' }), 'were not read lately: the task asks Microsoft', 'a plan says so')
    t.notOk(await wasAsked(), 'and does not ask itself')
    t.match(
      await upload('+61395556880', {
        address: `${known.streetName.toUpperCase()} ${known.houseNumber}`, location: known.cityOrTown
      }),
      { status: 'CompletedSuccess' }
    )
    t.match((await stack.call('GET', '/api/v3/oc/numbers/+61395556880')).body, { civicAddressId: known.id })
    t.ok(await wasAsked(), 'Microsoft was asked, for there was no copy')
  })

  await t.test('Microsoft is not asked for an address that our copy of a day has', async t => {
    t.match(await noted({ address: `${known.houseNumber} ${known.streetName}` }), `${known.id} is among those`)
    for (const [index, address] of [
      { address: `${known.houseNumber} ${known.streetName}` }, { civicAddressId: known.id },
      { locationId: known.locations[0].id }
    ].entries()) {
      const number = `+6139555689${index}`
      t.match(await upload(number, address), { status: 'CompletedSuccess' })
      t.match((await stack.call('GET', `/api/v3/oc/numbers/${number}`)).body, { civicAddressId: known.id })
    }
    t.notOk(await wasAsked())
  })

  const added = { ...known, id: '00000000-0000-4000-8000-00000000add1', streetName: 'Lonsdale', locations: [] }

  await t.test('an address that is newer than our copy is not refused for that', async t => {
    await setAddresses([known, added])
    t.match(await noted({ address: 'Lonsdale' }), /is not to be found: .* The task asks Microsoft anew/)
    t.match(await upload('+61395556882', { address: 'Lonsdale' }), { status: 'CompletedSuccess' })
    t.ok(await wasAsked(), 'Microsoft was asked')
    t.match(await upload('+61395556883', { civicAddressId: added.id }), { status: 'CompletedSuccess' })
    t.notOk(await wasAsked(), 'and its answer was kept')
  })

  await t.test('a copy older than a day is believed in nothing', async t => {
    await records.query("update civic_address set confirmed_at = now() - interval '25 hours'")
    await setAddresses([known])
    t.match(await noted({ civicAddressId: added.id }), 'were not read lately')
    const task = await upload('+61395556884', { civicAddressId: added.id })
    t.match(task, { status: 'Failed', executionMessages: [] }, 'what is gone at Microsoft is not sent')
    t.match(task.executionMessages.at(-1)?.message, `The tenant has no civic address ${added.id}`)
    t.match((await stack.call('GET', `/api/v3/task/${task.id}/items`)).body.data, [{
      outcome: 'failed', code: 'address_unknown'
    }])
    t.ok(await wasAsked())
  })

  await t.test('an address in the US that is not validated is refused when Microsoft says so itself', async t => {
    await setAddresses([{ ...known, country: 'US', validationStatus: 'NotValidated' }])
    const { id, status } = await upload('+61395556885', { civicAddressId: known.id })
    t.equal(status, 'Failed')
    t.match((await stack.call('GET', `/api/v3/task/${id}/items`)).body.data, [{ code: 'address_not_validated' }])
    await setAddresses([{ ...known, country: 'US', validationStatus: 'Validated' }])
    t.match(await upload('+61395556885', { civicAddressId: known.id }), { status: 'CompletedSuccess' })
    await setAddresses([known])
  })

  await t.test('an address in words that is not known fails the upload', async t => {
    const task = await upload('+61395556881', { address: '1 Nowhere Street' })
    t.equal(task.status, 'Failed', 'the task fails')
    t.match(task.executionMessages.at(-1)?.message, /"1 Nowhere Street" is not one of the tenant's. It has .*\(/)
  })
})
