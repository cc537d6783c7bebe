import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import { openOracle } from '../../../src/upstreams/sbc/http-oracle.ts'
import { boot } from '../../sbc-mock/boot.ts'
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
  t.match(findings.filter(({ check }) => check === 'probe'), [{ result: 'ok' }])
  t.same(await sbc.rules(plan), [], 'no probe is left')
  t.equal((await mock('GET', 'state')).saveNeeded, false, 'and that is saved')
})

t.test('a device that does not keep what numbers need is not fit, and says why', async t => {
  const { sbc, url, mock } = await openDevice(t)
  await mock('POST', 'behaviour', { tagMax: 16 })
  const short = await qualify(sbc, connectionTo(url), plan)
  t.notOk(short.isFit)
  t.match(short.findings.find(({ check }) => check === 'probe'), { result: 'failed', message: /42 of tag\) was not taken/ })
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

t.test('an Oracle SBC is qualified by the same probe', async t => {
  const program = startProgram('sbc-mock/oracle/server.js', { ORACLE_MOCK_PORT: '0' })
  t.teardown(() => program.stop())
  const url = await program.waitFor(listeningAt)
  const sbc = openOracle(connectionTo(url))
  t.teardown(() => sbc.close())
  t.match(await qualify(sbc, connectionTo(url, { driver: 'oracle' }), plan), {
    isFit: true, profile: { longestTag: 64, longestName: 31, ways: [/edited/, /running/] }
  })
  t.same(await sbc.rules(plan), [], 'no probe is left')
})

t.test('the mock plays a transcript again, so that what was seen once at a device stays a test', async t => {
  const { url, mock } = await openDevice(t)
  await mock('PUT', 'state', { parameters: { firmware: '7.40A.777.001', operationalState: 'LOCKED' } })
  const file = join(t.testdir(), 'transcript.jsonl')
  const qualifyAt = async (at: string, more: string[]): Promise<string> => {
    const program = startProgram('scripts/qualify-sbc.js', { SBC_PASSWORD: 'demo-sbc-password' }, [
      '--url', at, '--username', 'dialplane', ...more
    ])
    t.equal(await program.gone, 0, program.output())
    return program.output()
  }
  await qualifyAt(url, ['--transcript', file])
  const [again = ''] = await boot(t, { SBC_MOCK_TRANSCRIPT: file })
  const output = await qualifyAt(again, [])
  t.match(output, /7\.40A\.777\.001/, 'it is that device')
  t.match(output, /is locked/)
  t.match(output, /found by the CLI script and the INI file, and saved/)
  const other = openMediant(connectionTo(again))
  t.teardown(() => other.close())
  await t.rejects(other.apply(plan, { add: [{ name: 'a', prefix: '+1', tag: 'b' }], remove: [] }), {
    name: 'UpstreamFault'
  }, 'what nobody has seen it answer is not made up')
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
