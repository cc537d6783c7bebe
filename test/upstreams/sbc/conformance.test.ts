import t, { type Test } from 'tap'
import { openKamailio } from '../../../src/upstreams/sbc/http-kamailio.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import { openOracle } from '../../../src/upstreams/sbc/http-oracle.ts'
import type { OpenSbc, SbcConnection } from '../../../src/upstreams/sbc/sbc.ts'
import { sbcDrivers, type SbcDriver } from '../../../src/schemas/sbc-driver.ts'
import { boot } from '../../sbc-mock/boot.ts'
import { listeningAt, startProgram } from '../../support/program.ts'
import { until } from '../../support/until.ts'
import { exercise, type Bench } from './conformance.ts'
import { connectionTo, steer } from './device.ts'

const drivers: Record<SbcDriver, OpenSbc> = { kamailio: openKamailio, mediant: openMediant, oracle: openOracle }

function opener (driver: SbcDriver, connection: SbcConnection): Bench['open'] {
  return (t, more = {}) => {
    const sbc = drivers[driver]({ ...connection, ...more, driver })
    t.teardown(() => sbc.close())
    return sbc
  }
}

/**
 * Firmwares differ where the manuals are silent (docs/wire/mediant.md#answers); the driver must come to the same with
 * each.
 */
const firmwares: Record<string, object> = {
  'a Mediant': {},
  'a Mediant with old firmware': {
    missingStatusKey: true, dottedOutput: true, pollutedGet: true, scriptFailureStatus: 400, emptyStatus: 404,
    contentLengthStrict: true, csvImport: 'merge', unknownPlan: 400
  },
  'a Mediant with lenient firmware': {
    continueAfterError: true, duplicatePrefix: 'accept', exitActivates: true, emptyStatus: 400
  }
}

for (const [name, behaviour] of Object.entries(firmwares)) {
  t.test(`${name} behaves as every SBC must`, async t => {
    const [url = ''] = await boot(t)
    await steer(url, 'POST', 'behaviour', { restartSeconds: 0, ...behaviour })
    await exercise(t, {
      open: opener('mediant', connectionTo(url)),
      plan: 'OCDialPlan',
      steer: {
        fault: fault => steer(url, 'POST', 'faults', { method: 'PUT', path: 'incremental$', ...fault }),
        misread: fault => steer(url, 'POST', 'faults', { method: 'GET', path: 'cliScript$', ...fault }),
        restart: () => steer(url, 'POST', 'restart'),
        power: isOn => steer(url, 'POST', 'behaviour', { refuseConnections: !isOn }),
        meddle: async rule => {
          const other = openMediant(connectionTo(url))
          await other.apply('OCDialPlan', { add: [rule], remove: [] })
          await other.close()
        },
        async room (rules) {
          const { dialPlans } = await steer(url, 'GET', 'state')
          const there = Object.values<unknown[]>(dialPlans).reduce((sum, plan) => sum + plan.length, 0)
          await steer(url, 'POST', 'behaviour', { maxRules: rules === undefined ? 100_000 : there + rules })
        },
        dieWhileSaving: () => dieIn(url, { method: 'POST', path: 'saveConfiguration$' })
      }
    })
    const requests: Array<{ method: string, path: string }> = await steer(url, 'GET', 'requests')
    const written = new Set(
      requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)
    )
    t.same([...written].sort(), [
      'POST /api/v1/actions/saveConfiguration', 'PUT /api/v1/files/cliScript/incremental', 'PUT /api/v1/files/dialplan'
    ], 'no upload that would restart the device')
  })
}

/** The device loses its power while it has this request. */
async function dieIn (url: string, request: object): Promise<{ done: Promise<void> }> {
  const { id } = await steer(url, 'POST', 'barriers', request)
  const die = async (): Promise<void> => {
    await until('the device has the request', async () =>
      (await steer(url, 'GET', `barriers/${id}?seconds=0`)).state === 'held')
    await steer(url, 'POST', 'restart')
    await steer(url, 'DELETE', 'barriers')
  }
  return { done: die() }
}

t.test('a Kamailio behaves as every SBC must', async t => {
  const url = await startKamailio(t)
  await steer(url, 'PUT', 'state', {
    tables: [
      { name: 'OCDialPlan', dbtable: 'oc_dial_plan' }, { name: 'Expiring', dbtable: 'oc_dial_plan', expire: 6 },
      { name: 'Forgetful', dbtable: '' }
    ]
  })
  await exercise(t, {
    open: opener('kamailio', connectionTo(url)),
    plan: 'OCDialPlan',
    steer: {
      fault: fault => steer(url, 'POST', 'faults', { path: '/dialplane/add/', ...fault }),
      misread: fault => steer(url, 'POST', 'faults', { path: '/dialplane/get/.*\\+', ...fault }),
      restart: () => steer(url, 'POST', 'restart'),
      power: isOn => steer(url, 'POST', 'behaviour', { refuseConnections: !isOn }),
      meddle: async rule => {
        const other = openKamailio(connectionTo(url))
        await other.apply('OCDialPlan', { add: [rule], remove: [] })
        await other.close()
      },
      async room (rules) {
        const { saved } = await steer(url, 'GET', 'state')
        await steer(url, 'POST', 'behaviour', rules === undefined ? {} : { mostRows: saved.OCDialPlan.length + rules })
      },
      dieWhileSaving: () => dieIn(url, { path: '/dialplane/add/', after: 1 }),
      forgetful: ['Expiring', 'Forgetful']
    }
  })
})

for (const versions of ['v1.2,v1.1', 'v1.1']) {
  t.test(`an Oracle SBC with ${versions} of its API behaves as every SBC must`, async t => {
    const url = await startOracle(t, { ORACLE_MOCK_VERSIONS: versions })
    await exercise(t, {
      open: opener('oracle', connectionTo(url)),
      plan: 'OCDialPlan',
      steer: {
        fault: fault => steer(url, 'POST', 'faults', { method: 'POST', path: 'configElements$', ...fault }),
        misread: fault => steer(url, 'POST', 'faults', { method: 'GET', path: 'local-policy', ...fault }),
        restart: () => steer(url, 'POST', 'restart'),
        power: isOn => steer(url, 'POST', 'behaviour', { refuseConnections: !isOn }),
        meddle: async rule => {
          const other = openOracle(connectionTo(url))
          await other.apply('OCDialPlan', { add: [rule], remove: [] })
          await other.close()
        },
        async room (rules) {
          const edited: Array<{ type: string }> = (await steer(url, 'GET', 'state')).edited
          const there = edited.filter(({ type }) => type === 'local-policy').length
          await steer(url, 'POST', 'behaviour', { mostPolicies: rules === undefined ? 100_000 : there + rules })
        },
        dieWhileSaving: () => dieIn(url, { method: 'PUT', path: 'action=save' })
      }
    })
  })
}

t.test('an Oracle SBC whose list moves between two of its pages is busy, and nothing is concluded', async t => {
  const url = await startOracle(t)
  const [sbc, other] = [opener('oracle', connectionTo(url))(t), opener('oracle', connectionTo(url))(t)]
  const rules = Array.from({ length: 120 }, (_, index) => ({
    name: 'acme', prefix: `+613955${String(index).padStart(5, '0')}`, tag: 'Trunk=1'
  }))
  await sbc.apply('OCDialPlan', { add: rules, remove: [] })
  t.equal((await sbc.rules('OCDialPlan'))?.length, 120)
  let pieces = 0
  const reading = sbc.readRules('OCDialPlan', async () => {
    if (pieces++ === 0) await other.apply('OCDialPlan', { add: [], remove: rules.slice(0, 1) })
  })
  await t.rejects(reading, { name: 'UpstreamFault', kind: 'busy', message: /changed its configuration while it was read/ })
  t.equal((await sbc.rules('OCDialPlan'))?.length, 119, 'the next time all are there')
})

t.test('an Oracle SBC whose configuration is locked is busy, and an older one is spoken to in its version', async t => {
  const url = await startOracle(t, { ORACLE_MOCK_VERSIONS: 'v1.1' })
  const sbc = opener('oracle', connectionTo(url))(t)
  await sbc.plans()
  const { generation } = sbc
  await steer(url, 'PUT', 'state', { dialPlans: { OCDialPlan: [], CustDialPlan: [], Elsewhere: [] } })
  await sbc.plans()
  t.not(sbc.generation, generation, 'a realm that somebody adds is another configuration')
  await steer(url, 'POST', 'restart') // and its token is worth nothing any more
  t.match(await sbc.status(), { product: 'Acme Packet VM', operationalState: 'UNLOCKED', highAvailability: 'active' })
  const rule = { name: 'acme', prefix: '+61395551234', tag: 'Trunk=1' }
  await steer(url, 'POST', 'faults', { method: 'POST', path: '/lock$', status: 423 })
  await t.rejects(sbc.apply('OCDialPlan', { add: [rule], remove: [] }), {
    name: 'UpstreamFault', kind: 'busy', message: /locked by another user \(423\)/
  })
  await steer(url, 'POST', 'faults', { method: 'PUT', path: 'management', status: 500 })
  await t.rejects(sbc.apply('OCDialPlan', { add: [rule], remove: [] }), { name: 'UpstreamFault', kind: 'busy' })
  t.same(await sbc.rules('OCDialPlan'), [], 'what is not activated routes no calls')
  await steer(url, 'POST', 'behaviour', { operationMs: 300 })
  t.match(await sbc.apply('OCDialPlan', { add: [rule], remove: [] }), [{ outcome: 'unchanged' }])
  t.same(await sbc.rules('OCDialPlan'), [rule], 'the next change sees to it')
  await steer(url, 'POST', 'behaviour', { mostPolicies: 1 })
  t.match(await sbc.apply('OCDialPlan', { add: [{ ...rule, prefix: '+61395551235' }], remove: [] }), [
    { outcome: 'refused', reason: /maximum number/ }
  ])
  t.match(await sbc.preview('OCDialPlan', { add: [{ ...rule, prefix: '+6139' }], remove: [rule] }), {
    outcomes: [{ outcome: 'added' }, { outcome: 'removed' }], text: ['POST lock', /\+6139</, /DELETE/, /save/, /activate/, /unlock/]
  })
})

// A device of a laboratory: LAB_SBC_URL, LAB_SBC_USERNAME, LAB_SBC_PASSWORD, and LAB_SBC_DRIVER, LAB_SBC_PLAN,
// LAB_SBC_FINGERPRINT when they differ.
const lab = process.env
t.test('a real device behaves as every SBC must', {
  skip: lab['LAB_SBC_URL'] === undefined && 'LAB_SBC_URL names none'
}, async t => {
  const driver = sbcDrivers.find(name => name === lab['LAB_SBC_DRIVER']) ?? 'mediant'
  await exercise(t, {
    open: opener(
      driver,
      connectionTo(lab['LAB_SBC_URL'] ?? '', {
        username: lab['LAB_SBC_USERNAME'] ?? '', password: lab['LAB_SBC_PASSWORD'] ?? '',
        certificateFingerprint: lab['LAB_SBC_FINGERPRINT']
      })
    ),
    plan: lab['LAB_SBC_PLAN'] ?? 'OCDialPlan'
  })
})

t.test('a Kamailio that is set up differently says so', async t => {
  const url = await startKamailio(t)
  const open = opener('kamailio', connectionTo(url))
  await t.rejects(open(t, { baseUrl: `${url}/elsewhere` }).status(), {
    kind: 'busy', message: /does not answer JSON-RPC at \/RPC/
  })
  t.match(await open(t).configure(() => []), { outcome: 'refused', reason: /no command line/ })
  const sbc = open(t)
  t.match(await sbc.apply('OCDialPlan', { add: [{ name: 'a|b', prefix: '+1', tag: 'x' }], remove: [] }), [{
    outcome: 'refused', reason: /\|/
  }])
  await steer(url, 'PUT', 'state', {
    tables: [{ name: 'OCDialPlan', dbtable: 'oc_dial_plan', items: { '+1': 'Trunk=a;b|acme', '+2': 'alone', '+3': 7 } }]
  })
  t.same(await sbc.rules('OCDialPlan').then(rules => rules?.map(rule => Object.values(rule).join('/')).sort()), [
    '/+2/alone', '/+3/7', 'acme/+1/Trunk=a;b'
  ], 'and reads what others wrote')
})

async function startOracle (t: Test, environment: Record<string, string> = {}): Promise<string> {
  const program = startProgram('sbc-mock/oracle/server.js', { ORACLE_MOCK_PORT: '0', ...environment })
  t.teardown(() => program.stop())
  return program.waitFor(listeningAt)
}

async function startKamailio (t: Test): Promise<string> {
  const program = startProgram('sbc-mock/kamailio/server.js', { KAMAILIO_MOCK_PORT: '0' })
  t.teardown(() => program.stop())
  return program.waitFor(listeningAt)
}
