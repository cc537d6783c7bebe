import t from 'tap'
import { examine } from '../../../src/upstreams/sbc/examination.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import type { Rule, Sbc } from '../../../src/upstreams/sbc/sbc.ts'
import { connectionTo, openDevice } from './device.ts'

const plan = 'OCDialPlan'
const rule = (number: number): Rule => ({ name: 'acme', prefix: `+614000000${number}`, tag: `Trunk=${number}` })
const codes = /UND_ERR|ECONN|EPIPE|HPE_|SELF_SIGNED|DEPTH_ZERO/

t.test('a device that is busy is quoted in its own words', async t => {
  const { sbc, mock } = await openDevice(t)
  await mock('POST', 'behaviour', { haSync: true })
  await t.rejects(sbc.apply(plan, { add: [rule(1)], remove: [] }), {
    kind: 'busy', message: 'SBC 8 is busy (409): Device is currently performing HA synchronization.'
  })
  await mock('POST', 'behaviour', { haSync: false })
  await mock('POST', 'faults', { path: 'saveConfiguration$', status: 400, body: { description: 'Flash is full' } })
  await t.rejects(sbc.apply(plan, { add: [rule(1)], remove: [] }), { message: /did not save .* \(400\): Flash is full\./ })
})

t.test('no code of a library reaches an operator', async t => {
  const { sbc, mock } = await openDevice(t)
  for (const cut of ['before', 'after']) {
    await mock('POST', 'faults', { path: 'cliScript$', cut })
    const error: { inDetail?: string, message?: string } = await sbc.rules(plan).then(() => ({}), error => error)
    t.match(error.inDetail, /closes the connection before its answer is complete/)
    t.notMatch(`${error.message} ${error.inDetail}`, codes)
  }
})

t.test('a certificate that is not trusted is offered by its fingerprint, and warned about before it ends', async t => {
  const { url } = await openDevice(t, { SBC_MOCK_TLS: '1', SBC_MOCK_TLS_DAYS: '12' })
  const open = (certificateFingerprint?: string): Sbc => {
    const sbc = openMediant(connectionTo(url, { certificateFingerprint }))
    t.teardown(() => sbc.close())
    return sbc
  }
  const refused = await examine(open(), connectionTo(url))
  const message = refused.findings[0]?.message ?? ''
  t.notMatch(message, codes)
  const offered = /Its SHA-256 is ([0-9A-F:]{95}); .* certificateFingerprint/.exec(message)?.[1]
  t.ok(offered, message)
  const { usable, findings, status } = await examine(open(offered), connectionTo(url))
  t.ok(usable, 'what was offered is what to pin')
  t.match(findings.filter(({ result }) => result === 'warning'), [
    { check: 'encryption', message: /ends on \d{4}-\d\d-\d\d, in 1[12] days/ }
  ])
  t.match(status?.certificateEnds, /^\d{4}-/)
})

t.test('a certificate that lasts is no matter', async t => {
  const { url } = await openDevice(t, { SBC_MOCK_TLS: '1' })
  const refused = await examine(openMediant(connectionTo(url)), connectionTo(url))
  const certificateFingerprint = /[0-9A-F:]{95}/.exec(refused.findings[0]?.message ?? '')?.[0]
  const sbc = openMediant(connectionTo(url, { certificateFingerprint }))
  t.teardown(() => sbc.close())
  t.same((await examine(sbc, connectionTo(url))).findings.filter(({ result }) => result !== 'ok'), [])
})

t.test('what changed nothing is not saved', async t => {
  const { sbc, mock } = await openDevice(t)
  const saves = async (): Promise<number> =>
    (await mock('GET', 'requests')).filter(({ path }: { path: string }) => /saveConfiguration$/.test(path)).length
  await mock('POST', 'behaviour', { maxRules: 0 })
  t.match(await sbc.apply(plan, { add: [rule(1)], remove: [] }), [{ outcome: 'refused' }])
  t.equal(await saves(), 0, 'a script of which nothing was taken')
  await mock('POST', 'behaviour', { maxRules: 100 })
  await sbc.apply(plan, { add: [rule(1)], remove: [] })
  t.equal(await saves(), 1, 'a rule was added')
  await sbc.apply(plan, { add: [rule(1)], remove: [rule(2)] })
  t.equal(await saves(), 1, 'all held already')
  await mock('POST', 'faults', { path: 'saveConfiguration$', cut: 'before' })
  await t.rejects(sbc.apply(plan, { add: [rule(3)], remove: [] }))
  await sbc.apply(plan, { add: [rule(3)], remove: [] })
  t.equal((await sbc.status()).saveNeeded, false, 'what an earlier change left unsaved is saved')
})
