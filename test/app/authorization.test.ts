import t, { type Test } from 'tap'
import { ownerOf, verdictOf, type Authority, type Place, type Verdict } from '../../src/http/authority.ts'
import { openWorld, places, type Asker, type World } from '../support/askers.ts'
import { readDocument, type Operation } from '../support/documents.ts'
import { finishAll, mutations, type Ground, type Mutation } from '../support/mutations.ts'
import { demo, tenants, type Answer, type Stack } from '../support/stack.ts'
import { theirs, theirProviders } from '../support/strangers.ts'
import { found, namesOf, ofOwnRequests, plain, theirPath } from '../support/their-names.ts'
import { comparable, twinOf } from '../support/twins.ts'

t.setTimeout(900_000) // every operation, as every role at every node

interface Governed extends Operation { readonly 'x-authority': Authority }

/** Every operation once, as the newest version has it. */
async function everyOperation (stack: Stack): Promise<Governed[]> {
  const all = new Map<string, Governed>()
  for (const version of ['v3', 'v2', 'ovoc'] as const) {
    for (const operation of (await readDocument(stack, version)).operations as Governed[]) {
      if (!all.has(operation.operationId) && operation['x-authority'] !== undefined) {
        all.set(operation.operationId, operation)
      }
    }
  }
  return [...all.values()]
}

/** Its path for what is somebody else's, with what its query must say. */
function withRequired (operation: Operation): string {
  const names = namesOf(operation)
  const query = operation.parameters?.filter(({ in: place, required }) => place === 'query' && required === true)
    .map(({ name, example }) => `${name}=${encodeURIComponent(names[name] ?? String(example))}`) ?? []
  return [theirPath(operation), ...query.length > 0 ? [query.join('&')] : []].join('?')
}

const about = { provider: places.provider, shared: places.provider, channel: places.channel, lead: places.channel }

/** Who has what a request is about. */
function placeOf (authority: Authority, request: string): Place {
  if (authority.about !== 'customer' && authority.about !== 'nobody') return about[authority.about]
  const isAustralian = [tenants.australian, demo.australianCustomer, '/task/wup_1', '/task/wup_2', '/task/wup_3']
    .some(name => request.includes(name))
  return isAustralian ? places.australian : places.israeli
}

function expected (authority: Authority, asker: Asker, place: Place): Verdict {
  return verdictOf(authority, { role: asker.role, node: asker.node, owner: ownerOf(asker.place, place) })
}

const refused = { role: 'role_missing', node: 'out_of_scope' } as const

t.test('what is read is shown to those that the table says, and absent for all others', async t => {
  const world = await openWorld(t)
  await world.stack.startApi(world.env)
  await world.stack.startWorker()
  const words = {
    customer: Object.values(theirs).filter(word => word !== theirs.channel), lead: [theirs.company],
    channel: [theirs.channel], nobody: [],
    provider: Object.values(theirProviders), shared: Object.values(theirProviders)
  }
  for (const operation of (await everyOperation(world.stack)).filter(({ method }) => method === 'GET')) {
    const { operationId, 'x-authority': authority } = operation
    const path = withRequired(operation)
    const twin = twinOf({ method: 'GET', path })
    const isListed = path === twin.request.path
    const read = (asker: Asker, path: string): Promise<Answer> =>
      world.ask(asker, 'GET', path, undefined, { prefer: 'wait=10' })
    await t.test(operationId, async t => {
      for (const asker of world.askers) {
        const verdict = expected(authority, asker, placeOf(authority, path))
        const answer = await read(asker, path)
        const seen = ofOwnRequests.includes(operationId) ? [] : found(words[authority.about], path, answer)
        const what = `${asker.name}: ${verdict}: ${path}`
        if (verdict === 'role' || verdict === 'node') {
          t.match(answer, { status: 403, body: { errorCode: refused[verdict] } }, what)
        } else if (verdict === 'absent') {
          t.same(seen, [], what)
          if (!isListed) {
            t.same(
              comparable(answer, twin.rename), comparable(await read(asker, twin.request.path)),
              `${what}: as if it were not there`
            )
          }
        } else {
          t.equal(answer.status, 200, `${what}: ${JSON.stringify(answer.body)?.slice(0, 200)}`)
          const isShown = authority.about !== 'nobody' && ![...plain, ...ofOwnRequests].includes(operationId)
          if (isShown) t.not(seen.length, 0, `${what}: it is shown`)
        }
      }
    })
  }
})

const post = (path: string, body: unknown): Mutation => ({ method: 'POST', path, body })
const ovoc = '/api/ovoc/v1/topology/channels'

/** Requests of operations that version 3 does not have, or that change nothing. */
const others: Readonly<Record<string, (ground: Ground) => Mutation>> = {
  createHostedCustomer: ({ serial }) => post('/api/v2/customer', {
    shortName: `H${serial}`, fullName: 'X', siteLocation: { sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700 },
    ovocCustomerType: 'IPGROUP_TYPE', msTenantId: tenants.unlicensed,
    scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: `h${serial}.oc1.sbc.dialplane.example` }
  }),
  addOvocChannel: ({ serial }) => post(ovoc, { name: `Ovoc ${serial}` }),
  updateOvocChannel: ({ serial }) => ({
    method: 'PUT', path: `${ovoc}/${demo.channelId}`, body: { description: `Ovoc ${serial}` }
  }),
  deleteOvocChannel: () => ({ method: 'DELETE', path: `${ovoc}/${demo.channelId}` }),
  validateNumbers: () => post('/api/v3/oc/numbers/action/number-status', {
    msTenantId: theirs.tenant, telephoneNumbers: [theirs.number]
  }),
  previewScript: () => post('/api/v3/scripttemplates/preview', { script: 'configure voip\n  no ip-group "x"\nexit' })
}

/** What is accepted, or refused for what it uses or for what is under way, and not for who asks. */
const notForWhoAsks = ['task_unfinished', 'not_allocated', 'allocated_elsewhere', 'channel_in_use']

t.test('what changes something is done for those that the table says, and for nobody else', async t => {
  const world = await openWorld(t)
  await world.stack.startApi(world.env) // and no worker: a task stays as it was made
  let serial = 100
  for (const operation of (await everyOperation(world.stack)).filter(({ method }) => method !== 'GET')) {
    const { operationId, 'x-authority': authority } = operation
    await t.test(operationId, async t => {
      const way = mutations[operationId] ?? others[operationId]
      if (way === undefined) throw new Error(`There is no request for ${operationId} in test/support/mutations.ts.`)
      const make = async (): Promise<Mutation> =>
        way({ stack: world.stack, records: world.records, serial: ++serial })
      await finishAll(world.records)
      const request = await make()
      const { path, query, body } = request
      const place = placeOf(authority, `${path}?${query} ${JSON.stringify(body)}`)
      const verdicts = new Map(world.askers.map(asker => [asker, expected(authority, asker, place)]))
      const before = await world.records.counts()
      for (const [asker, verdict] of verdicts) {
        if (verdict !== 'allowed') await refuse(t, world, asker, verdict, request)
      }
      t.same(await world.records.counts(), before, 'what is refused makes nothing')
      for (const [asker, verdict] of verdicts) {
        if (verdict !== 'allowed') continue
        await finishAll(world.records)
        const { status, body } = await send(world, asker, await make())
        t.ok(
          [200, 201].includes(status) || notForWhoAsks.includes(body?.errorCode),
          `${asker.name} may: ${status} ${JSON.stringify(body)}`
        )
      }
    })
  }
})

const send = (world: World, asker: Asker, { method, path, query = '', body, headers }: Mutation): Promise<Answer> =>
  world.ask(asker, method, query === '' ? path : `${path}?${query}`, body, { prefer: 'wait=0', ...headers })

async function refuse (
  t: Test, world: World, asker: Asker, verdict: Exclude<Verdict, 'allowed'>, request: Mutation
): Promise<void> {
  const answer = await send(world, asker, request)
  const what = `${asker.name}: ${verdict}: ${answer.status} ${JSON.stringify(answer.body)}`
  if (verdict !== 'absent') {
    t.match(answer, { status: 403, body: { errorCode: refused[verdict] } }, what)
    return
  }
  const twin = twinOf(request)
  const otherwise = await send(world, asker, twin.request)
  t.same(comparable(answer, twin.rename), comparable(otherwise), `${what}: as if it were not there`)
}
