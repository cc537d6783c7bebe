import t from 'tap'
import { findAddress } from '../../src/numbers/tasks/emergency-address.ts'

const addresses = [
  {
    id: 'a', text: '350 Fifth Avenue New York NY 10118 US New York office', town: 'New York', country: 'US',
    validated: true, locations: [{ id: 'a12', text: 'Floor 12' }]
  },
  { id: 'b', text: "12 Rue de l'Église Genève CH", town: 'Genève', country: 'CH', validated: true, locations: [] },
  { id: 'c', text: "14 Rue de l'Église Genève CH", town: 'Genève', country: 'CH', validated: true, locations: [] }
]

t.test('an address is found by its words, whatever their order, case and accents', async t => {
  t.same(findAddress(addresses, 'fifth avenue 350', undefined), {
    status: 'found', civicAddressId: 'a', locationId: undefined
  }, 'the order and the case of words do not matter')
  t.same(findAddress(addresses, "12, rue de l'eglise", 'GENEVE'), {
    status: 'found', civicAddressId: 'b', locationId: undefined
  }, 'commas, accents and case do not matter')
})

t.test('a place names the town, or a location within the address', async t => {
  t.same(
    findAddress(addresses, undefined, 'New York'), { status: 'found', civicAddressId: 'a', locationId: undefined },
    'a town finds its only address'
  )
  t.same(findAddress(addresses, '350 Fifth Avenue', 'floor 12'), {
    status: 'found', civicAddressId: 'a', locationId: 'a12'
  }, 'a floor is found within the address')
})

t.test('words that fit two addresses or none are not guessed', async t => {
  t.match(findAddress(addresses, "rue de l'église", undefined), {
    status: 'ambiguous', candidates: [{ id: 'b' }, { id: 'c' }]
  })
  t.match(findAddress(addresses, '350 Sixth Avenue', undefined), { status: 'unknown' })
  t.match(findAddress([], 'anywhere', undefined), { status: 'unknown' })
})
