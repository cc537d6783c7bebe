import t from 'tap'
import { bootOne, rule } from './boot.ts'

const sbc = await bootOne(t)

t.test('a plan of a hundred thousand numbers accepts more rules, matches and can be shown', async (t) => {
  const size = 100_000
  const rules = Array.from(
    { length: size },
    (_, index) => ({ plan: 'OCDialPlan', name: 'acme', prefix: `+45${10_000_000 + index}#`, tag: 'a' })
  )
  t.equal((await sbc.mock('PUT', 'state', { rules })).status, 204, 'the plan is accepted')
  await sbc.behave({ maxRules: 2 * size })

  const more = Array.from({ length: 1000 }, (_, index) => rule('new', `+46${10_000_000 + index}#`)).flat()
  t.match(await sbc.inPlan(...more), { status: 'success', output: '' })
  t.match(await sbc.inPlan(...rule('new', '+4510099999#')), {
    status: 'failure', output: /already exists in rule 99999/
  })
  t.match((await sbc.call('GET', '/_mock/match?number=%2B4610000999')).text, '"index":100999', 'a new rule matches')
  t.match(
    (await sbc.call('GET', '/api/v1/files/cliScript')).text, 'prefix "+4610000999#"',
    'the configuration shows a new rule'
  )
  t.equal((await sbc.call('POST', '/api/v1/actions/saveConfiguration')).status, 200, 'the plan is saved')
})
