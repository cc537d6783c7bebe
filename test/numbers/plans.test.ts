import fc from 'fast-check'
import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { demo, profiles, startStack, tenants, type Answer, type Stack } from '../support/stack.ts'
import { uploadBody } from '../support/uploads.ts'

const path = (action: string, tenant: string, more = ''): string =>
  `/api/v3/oc/numbers/action/${action}?msTenantId=${tenant}${more}`

/** What a plan, or the items of a task, say of each number. */
type Said = Record<string, string>

const said = (items: Anything[]): Said => Object.fromEntries(items.map(({ key, number, outcome, code, errorCode }) =>
  [number ?? key, [outcome, code ?? errorCode].filter(word => word != null).join(' ')]))

const onSbcs = async (stack: Stack): Promise<string[]> => (await Promise.all(stack.sbcs.map(async (sbc, place) => {
  const { saved } = await sbc.control('GET', '/_mock/state')
  return saved.OCDialPlan.map(({ prefix }: Anything) => `${[8, 11][place]} ${prefix}`)
}))).flat()

const atMicrosoft = async (stack: Stack): Promise<string[]> => {
  const { tenants: all } = await stack.microsoft.control('GET', '/_mock/state')
  return Object.values<Anything>(all).flatMap(({ numbers }) =>
    numbers.map(({ telephoneNumber }: Anything) => `microsoft ${telephoneNumber}`))
}

const gained = (before: readonly string[], after: readonly string[]): string[] =>
  after.filter(one => !before.includes(one)).sort()

/** What was done at each side, in the words of a plan: `microsoft`, or the id of an SBC, and the number. */
async function doing (stack: Stack, act: () => Promise<void>): Promise<{ added: string[], removed: string[] }> {
  const look = async (): Promise<string[]> => [
    ...await atMicrosoft(stack), ...await onSbcs(stack)
  ]
  const before = await look()
  await act()
  const after = await look()
  return { added: gained(before, after), removed: gained(after, before) }
}

const planned = (plan: Anything, actions: readonly string[]): string[] => plan.items.flatMap((item: Anything) =>
  item.effects.filter(({ action }: Anything) => actions.includes(action))
    .map(({ side, sbcId }: Anything) => `${side === 'sbc' ? sbcId : side} ${item.key}`)).sort()

const number = (index: number): string => `+6139555${String(7000 + index)}`

const request = fc.record({
  action: fc.constantFrom('upload', 'upload', 'release'),
  tenant: fc.constantFrom(tenants.australian, tenants.australian, tenants.israeli),
  numbers: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 5 }),
  usage: fc.constantFrom('CallingUserAssignment', 'CallingUserAssignment', 'FirstPartyAppAssignment', 'Fax'),
  callingProfile: fc.constantFrom(profiles.withSbcs, profiles.withSbcs, 'nobody knows it'),
  capabilities: fc.constantFrom(['InboundCalling', 'OutboundCalling'], ['InboundCalling'], ['Levitation']),
  country: fc.constantFrom('AU', undefined, 'Atlantis')
})

const inventoried = (index: number): string => `+6139666${String(7100 + index)}`

/** What people do to numbers of the inventory, some of whom are there, reserved, cooling, or at somebody. */
const inventoryRequest = fc.record({
  action: fc.constantFrom(
    'add', 'add', 'delete', 'move', 'describe', 'reserve', 'reserve', 'extend-reservation', 'end-reservation', 'cool',
    'end-cooling'
  ),
  numbers: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }),
  customer: fc.constantFrom(demo.australianCustomer, demo.israeliCustomer, undefined),
  days: fc.integer({ min: 1, max: 400 }),
  owner: fc.constantFrom('Perth', 'Hobart')
})

/** The path of a request and its body. */
function inventoryCall ({ action, numbers, customer, days, owner }: Anything): [path: string, body: object] {
  const own = {
    add: { umpCustomerGuid: customer }, move: { umpCustomerGuid: customer }, describe: { labels: [owner] },
    reserve: { umpCustomerGuid: customer, owner, days }, 'extend-reservation': { days }, cool: { days, reason: 'x' },
    'end-cooling': { reason: 'x' }
  }[String(action)]
  const base = '/api/v3/inventory/numbers'
  return [action === 'add' ? base : `${base}/action/${action}`, { phoneNumbers: numbers.map(inventoried), ...own }]
}

t.test('the plan of a request says what its task then does', async t => {
  const stack = await startStack(t)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 5 })
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const kinds = { planned: 0, refused: 0 }

  const send = async (asked: Anything, plans: boolean): Promise<Answer> => {
    const { action, tenant, numbers, ...settings } = asked
    // Ten releases in ten seconds are allowed, which is not what is tried here.
    await records.query('delete from rate_use')
    const phoneNumbers = numbers.map(number)
    const body = action === 'upload'
      ? uploadBody({ ...settings, phoneNumbers })
      : { phoneNumbers }
    return stack.call('POST', path(action, tenant, plans ? '&validateOnly=true' : ''), { body })
  }

  await t.test('for uploads and releases of any kind, one after another', async t => {
    await fc.assert(fc.asyncProperty(request, async asked => {
      const plan = await send(asked, true)
      const state = await doing(stack, async () => {
        const answer = await send(asked, false)
        if (answer.status !== plan.status) throw new Error(`${plan.status} planned, ${answer.status} answered`)
        if (answer.status !== 200) {
          kinds.refused += 1
          t.same(plan.body.errors, answer.body.errors, 'is refused for the same reasons')
          return
        }
        kinds.planned += 1
        const { id } = await stack.finished(answer.body.taskId)
        const { body } = await stack.call('GET', `/api/v3/task/${id}/items?PageSize=1000`)
        t.same(said(plan.body.items), said(body.data), `each number ends as it was planned: ${JSON.stringify(asked)}`)
      })
      t.same(
        plan.status === 200
          ? {
              added: planned(plan.body, ['upload', 'add_rule']),
              removed: planned(plan.body, ['release', 'remove_rule'])
            }
          : { added: [], removed: [] },
        state, `and each side is changed as planned, no more and no less: ${JSON.stringify(asked)}`
      )
    }), { numRuns: 40, seed: 20261130 })
    t.ok(kinds.planned > 10 && kinds.refused > 5, `both were seen: ${JSON.stringify(kinds)}`)
  })

  await t.test('for changes of the inventory of any kind', async t => {
    const ended = new Set<string>()
    const facts = async (): Promise<Map<string, string>> => new Map((await records.query(
      "select number, inventory_facts(i)::text as facts from number_inventory i where number like '+61396667%'"
    )).map(({ number, facts }) => [number, facts]))
    await fc.assert(fc.asyncProperty(inventoryRequest, async asked => {
      const [path, body] = inventoryCall(asked)
      const plan = await stack.call('POST', `${path}?validateOnly=true`, { body })
      const before = await facts()
      const answer = await stack.call('POST', path, { body })
      if (answer.status !== 200) {
        t.same([plan.status, plan.body.errors], [answer.status, answer.body.errors], JSON.stringify(asked))
        ended.add(`refused ${answer.status} ${answer.body.errorCode} ${JSON.stringify(answer.body.errors)}`)
        return
      }
      await stack.finished(answer.body.taskId)
      const { body: { data } } = await stack.call('GET', `/api/v3/task/${answer.body.taskId}/items?PageSize=1000`)
      const told = (items: Anything[]): unknown[] => items.map(item => [
        item.number ?? item.key, item.outcome, item.code ?? item.errorCode ?? null, item.reason ?? item.error ?? null
      ])
      t.same(told(plan.body.items), told(data), `each number ends as it was planned: ${JSON.stringify(asked)}`)
      for (const { outcome, code, errorCode } of data) ended.add(`${outcome} ${code ?? errorCode ?? ''}`)
      const after = await facts()
      t.same(
        plan.body.items.filter(({ effects }: Anything) => effects.length > 0).map(({ key }: Anything) => key).sort(),
        asked.numbers.map(inventoried).filter(number => before.get(number) !== after.get(number)).sort(),
        `and those are changed that were to be, and no others: ${JSON.stringify(asked)}`
      )
    }), { numRuns: 60, seed: 20261201 })
    for (const word of ['succeeded', 'unchanged', 'failed', 'refused']) {
      t.ok([...ended].some(one => one.startsWith(word)), `some were ${word}: ${[...ended].join()}`)
    }
  })

  await t.test('and of a number that another task holds it says so, as the request would', async t => {
    const [{ held }] = await records.query(`with one as (
        insert into task_item (provider_id, task_id, ordinal, key, active)
        select 1, id, 900, $1, true from task limit 1 returning key)
      select count(*)::int as held from one`, [number(50)])
    t.equal(held, 1)
    const body = uploadBody({ phoneNumbers: [number(50)] })
    const [plan, answer] = [
      await stack.call('POST', path('upload', tenants.australian, '&validateOnly=true'), { body }),
      await stack.call('POST', path('upload', tenants.australian), { body })
    ]
    t.same([plan.status, plan.body.errorCode], [answer.status, answer.body.errorCode])
    t.equal(plan.status, 409)
  })
})
