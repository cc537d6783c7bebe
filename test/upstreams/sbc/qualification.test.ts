import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { openKamailio } from '../../../src/upstreams/sbc/http-kamailio.ts'
import { qualify } from '../../../src/upstreams/sbc/qualification.ts'
import { disguiser } from '../../../src/upstreams/sbc/transcript.ts'
import { listeningAt, startProgram } from '../../support/program.ts'
import { connectionTo, openDevice, steer } from './device.ts'

const plan = 'OCDialPlan'

t.test('a device that does what numbers need is fit, and holds nothing of the probe', async t => {
  const { sbc, url, mock } = await openDevice(t)
  const { isFit, profile, findings } = await qualify(sbc, connectionTo(url), plan)
  t.ok(isFit, JSON.stringify(findings))
  t.match(profile, { longestTag: 64, rules: 0, status: { product: /Mediant/, operationalState: 'UNLOCKED' } })
  t.match(findings.filter(({ check }) => check === 'probe'), [{ result: 'ok' }, { result: 'ok' }])
  t.same(await sbc.rules(plan), [], 'no probe is left')
  t.equal((await mock('GET', 'state')).saveNeeded, false, 'and that is saved')
})

t.test('a device that does not keep what numbers need is not fit, and says why', async t => {
  const { sbc, url, mock } = await openDevice(t)
  await mock('POST', 'behaviour', { tagMax: 16 })
  const short = await qualify(sbc, connectionTo(url), plan)
  t.notOk(short.isFit)
  t.match(short.findings.find(({ check }) => check === 'probe'), { result: 'failed', message: /42 characters .*not taken/ })
  await mock('POST', 'behaviour', { tagMax: 50 })
  const enough = await qualify(sbc, connectionTo(url), plan)
  t.match(enough, { isFit: true, profile: { longestTag: 42 } }, 'a tag longer than numbers need is measured only')
  await mock('POST', 'behaviour', { haSync: true })
  t.match((await qualify(sbc, connectionTo(url), plan)).findings.filter(({ check }) => check === 'probe'), [
    { result: 'failed', message: /HA synchronization/ }
  ], 'nothing was written, so nothing is left')
  t.match(await qualify(sbc, connectionTo(url), 'NoSuchPlan'), { isFit: false })
})

t.test('a Kamailio is qualified by the same probe', async t => {
  const program = startProgram('sbc-mock/kamailio/server.js', { KAMAILIO_MOCK_PORT: '0' })
  t.teardown(() => program.stop())
  const url = await program.waitFor(listeningAt)
  const sbc = openKamailio(connectionTo(url))
  t.teardown(() => sbc.close())
  t.match(await qualify(sbc, connectionTo(url, { driver: 'kamailio' }), plan), {
    isFit: true, profile: { longestTag: 64 }
  })
  await steer(url, 'PUT', 'state', { tables: [{ name: plan, dbtable: 'oc', expire: 6 }] })
  t.match(await qualify(sbc, connectionTo(url, { driver: 'kamailio' }), plan), { isFit: false }, 'nor one that forgets')
})

t.test('an engineer qualifies a device without the product, and takes a transcript that tells no secret', async t => {
  const { url, sbc } = await openDevice(t)
  const secret = { name: 'acme', prefix: '+61395551234', tag: 'Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1' }
  await sbc.apply(plan, { add: [secret], remove: [] })
  const folder = t.testdir()
  const program = startProgram('scripts/qualify-sbc.js', { SBC_PASSWORD: 'demo-sbc-password' }, [
    '--url', url, '--username', 'dialplane', '--transcript', join(folder, 'transcript.jsonl')
  ])
  t.equal(await program.gone, 0, program.output())
  t.match(program.output(), /ok +probe[^]*It can have numbers/)
  const transcript = await readFile(join(folder, 'transcript.jsonl'), 'utf8')
  t.match(transcript, /OCDialPlan[^]*saveConfiguration/, 'it shows what was asked and answered')
  for (const told of ['demo-sbc-password', '61395551234', 'c1a7e2d0', '127.0.0.1']) {
    t.notMatch(transcript, new RegExp(told), told)
  }
  const wrong = startProgram('scripts/qualify-sbc.js', {}, [])
  t.equal(await wrong.gone, 1)
  t.match(wrong.output(), /SBC_PASSWORD/)
})

t.test('what a transcript replaces stays the same thing throughout', async t => {
  const disguise = disguiser()
  const shown = disguise('prefix "+61395551234" tag "Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1" password "x y"')
  t.notMatch(shown, /61395551234|c1a7|x y/)
  t.equal(disguise('+61395551234'), `+${/\+(\d+)/.exec(shown)?.[1]}`)
  t.equal(disguise('index 17, port 5060'), 'index 17, port 5060', 'small numbers stay')
})
