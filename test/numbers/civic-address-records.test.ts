import { pino } from 'pino'
import t from 'tap'
import { civicAddressesOf, civicAddressPage, keepCivicAddresses } from '../../src/numbers/records/civic-addresses.ts'
import { recordsOfProvider } from '../../src/database/reach.ts'
import { connect } from '../../src/database/connect.ts'
import { CivicAddress } from '../../src/numbers/schemas/civic-address.ts'
import { createDatabase } from '../support/database.ts'

const [office] = CivicAddress.examples as [CivicAddress]
const [tenant, other] = ['c1a7e2d0-1111-4a61-9b01-0000000000a1', 'c1a7e2d0-2222-4a61-9b01-0000000000b2']
const warehouse: CivicAddress = {
  ...office, id: 'f0000000-0000-4000-8000-000000000001', streetName: null, validationStatus: 'NotValidated',
  defaultLocationId: null, locations: []
}

t.test('civic addresses are kept as Microsoft has them', async t => {
  const db = connect((await createDatabase(t)).url, 2, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })

  await t.test('addresses keep all their words and locations, each tenant its own', async t => {
    await keepCivicAddresses(db, 1, tenant, [office, warehouse, office])
    await keepCivicAddresses(db, 1, other, [{ ...office, locations: [] }])
    const found = await civicAddressesOf(recordsOfProvider(db, 1), [tenant, other])
    t.same(found.get(tenant), [office, warehouse], 'the tenant has both addresses once')
    t.same(found.get(other), [{ ...office, locations: [] }], 'the other tenant has its own address without locations')
  })

  await t.test('an address that is gone at Microsoft goes here too, and a place that moved stays', async t => {
    const [, second] = office.locations
    const moved = {
      ...warehouse, locations: [{ ...second, civicAddressId: warehouse.id } as CivicAddress['locations'][0]]
    }
    await keepCivicAddresses(db, 1, tenant, [moved])
    t.same(
      (await civicAddressesOf(recordsOfProvider(db, 1), [tenant])).get(tenant), [moved],
      'only the address with the moved place is left'
    )
    await keepCivicAddresses(db, 1, tenant, [])
    t.same(
      [...(await civicAddressesOf(recordsOfProvider(db, 1), [tenant, other])).keys()], [other],
      'the tenant has no address, and the other one is untouched'
    )
  })

  await t.test('addresses are listed in pages or one by one', async t => {
    await keepCivicAddresses(db, 1, tenant, [office, warehouse])
    t.match(await civicAddressPage(recordsOfProvider(db, 1), { msTenantId: tenant }, { offset: 1, limit: 1 }), {
      total: 2, data: [{ id: warehouse.id }]
    })
    t.same(
      await civicAddressPage(recordsOfProvider(db, 1), { msTenantId: tenant, id: office.id }, { offset: 0, limit: 5 }),
      { total: 1, data: [office], next: undefined }, 'one address is found by its id'
    )
    t.same(
      await civicAddressPage(
        recordsOfProvider(db, 1), { msTenantId: other, id: warehouse.id }, { offset: 0, limit: 5 }
      ),
      { total: 0, data: [], next: undefined }, 'an address of another tenant is not found'
    )
  })
})
