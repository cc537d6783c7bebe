import t from 'tap'
import { isLicenceMove, mayConnect } from '../../src/tenancy/tasks/licence-moves.ts'

// 0 Hosted Essentials, 1 Hosted Essentials Plus, 2 Hosted Pro; 3 OC Essentials, 4 OC Essentials Plus, 5 OC Pro.
const types = [0, 1, 2, 3, 4, 5]

const movesOf = (way: 'upgrade' | 'change'): string[] =>
  types.flatMap(from => types.filter(to => isLicenceMove(way, from, to)).map(to => `${from} → ${to}`))

t.test('an upgrade leads to a bigger licence of the same kind', async t => {
  t.same(
    movesOf('upgrade'), ['0 → 1', '0 → 2', '1 → 2', '3 → 4', '3 → 5', '4 → 5'],
    'only bigger licences of the same kind can be reached'
  )
})

t.test('a change leads from Plus to Pro and back, or stays, and never to or from Essentials', async t => {
  t.same(
    movesOf('change'), ['1 → 1', '1 → 2', '2 → 1', '2 → 2', '4 → 4', '4 → 5', '5 → 4', '5 → 5'],
    'only Plus and Pro of the same kind can be reached'
  )
})

t.test('a licence that does not exist is neither left nor reached', async t => {
  for (const way of ['upgrade', 'change'] as const) {
    for (const type of types) {
      for (const other of [-1, 6, 7, 1.5]) {
        t.notOk(isLicenceMove(way, type, other) || isLicenceMove(way, other, type), `${way} ${type} ${other}`)
      }
    }
  }
})

t.test('every licence but the two Essentials comes with a connection to the tenant', async t => {
  t.same(types.filter(mayConnect), [1, 2, 4, 5], 'Plus and Pro of both kinds have a connection')
})
