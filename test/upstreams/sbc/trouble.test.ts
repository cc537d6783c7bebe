import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { constants } from 'node:os'
import t, { type Test } from 'tap'
import { errors } from 'undici'
import { UpstreamFault } from '../../../src/problems.ts'
import { whyUnreachable } from '../../../src/upstreams/sbc/device-trouble.ts'
import { examine } from '../../../src/upstreams/sbc/examination.ts'
import { openKamailio } from '../../../src/upstreams/sbc/http-kamailio.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import { openOracle } from '../../../src/upstreams/sbc/http-oracle.ts'
import type { OpenSbc, Rule, Sbc, SbcConnection } from '../../../src/upstreams/sbc/sbc.ts'
import { connectionTo, openDevice } from './device.ts'

const plan = 'OCDialPlan'
const rule = (number: number): Rule => ({ name: 'acme', prefix: `+614000000${number}`, tag: `Trunk=${number}` })
const codes = /UND_ERR|ECONN|EPIPE|EPROTO|HPE_|ERR_SSL|ERR_TLS|ENOTFOUND|EAI_|SELF_SIGNED|DEPTH_ZERO|undici|\bsocket\b/i

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

t.test('an Oracle SBC and a Kamailio are quoted in their own words, too', async t => {
  const xml = '<response><messages><message>Save is running.</message></messages></response>'
  const url = await peer(t, socket => answerWith(socket, 409, xml))
  await t.rejects(opened(t, openOracle, url).status(), {
    kind: 'busy', message: 'SBC 8 is busy (409): Save is running.'
  })
  const kamailio = await peer(t, socket => answerWith(socket, 503, 'database\nend\n'))
  await t.rejects(opened(t, openKamailio, kamailio).status(), { message: 'SBC 8 is busy (503): database.' })
})

const drivers = { mediant: openMediant, kamailio: openKamailio, oracle: openOracle }

/** What a device, or what stands before it, may do with a connection; and what an operator is told of it. */
const troubles: Readonly<Record<string, readonly [does: (socket: Socket) => void, told: RegExp]>> = {
  'resets it': [socket => socket.once('data', () => socket.resetAndDestroy()), /closes the connection before/],
  'hangs up': [socket => socket.once('data', () => socket.end()), /closes the connection before/],
  'hangs up at once': [socket => socket.destroy(), /closes the connection before/],
  'hangs up in the middle of its answer': [
    socket => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nhalf')),
    /closes the connection before its answer is complete|not as long as it says/
  ],
  'speaks something else': [socket => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')), /does not speak HTTP/],
  'sends headers without end': [
    socket => socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`)), /does not speak HTTP/
  ],
  'is silent': [socket => socket.resume(), /is silent \(timeout\)/]
}

for (const [driver, open] of Object.entries(drivers)) {
  t.test(`whatever happens to a connection, an operator of a ${driver} is told no code of a library`, async t => {
    const told = async (baseUrl: string, more: Partial<SbcConnection> = {}): Promise<string> => {
      const error = await opened(t, open, baseUrl, more).status().then(() => undefined, (error: unknown) => error)
      if (!(error instanceof UpstreamFault)) throw error ?? new Error('There was no trouble')
      t.match(error, { kind: 'unreachable', isTransient: true }, 'it is waited for')
      const text = `${error.message} ${error.inDetail}`
      t.notMatch(text, codes)
      return text
    }
    for (const [what, [does, words]] of Object.entries(troubles)) {
      const url = await peer(t, does)
      t.match(await told(url, what === 'is silent' ? { timeoutSeconds: 0.2 } : {}), words, `which ${what}`)
    }
    const plain = await peer(t, socket => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    t.match(await told(plain.replace('http:', 'https:')), /TLS fails|closes the connection/, 'which speaks no TLS')
    t.match(await told('http://127.0.0.1:9'), /refuses the connection/, 'which does not listen')
    t.match(await told('http://sbc.invalid'), /is not known \(DNS\)|is silent|fails/, 'whose name nobody knows')
  })
}

t.test('no error of the system, of TLS or of the library shows its code', async t => {
  const codeOf = (made: Error): string => 'code' in made ? String(made.code) : ''
  const ofLibrary = Object.values(errors)
    .map(one => codeOf(Reflect.construct(one, ['', 'CONSTANT', { headers: {}, data: {} }]) as Error))
    .filter(code => /^[A-Z]+_\w+$/.test(code))
  const ofNames = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'EAI_MEMORY']
  const ofTls = [
    'EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'HPE_INVALID_CONSTANT',
    'SOMETHING_NEW'
  ]
  const all = [...Object.keys(constants.errno), ...ofLibrary, ...ofNames, ...ofTls]
  t.ok(ofLibrary.includes('UND_ERR_SOCKET') && ofLibrary.length > 15, 'the errors of the library are walked')
  const url = new URL('https://sbc.example:8443')
  const shown = all.filter(code => {
    const text = whyUnreachable('SBC 8', url, Object.assign(new Error(`read ${code}`), { code }))
    return text.includes(code) || !/^SBC 8 .*(sbc\.example|certificate)/.test(text)
  })
  t.same(shown, [], 'each is told in words')
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

/** Something that listens where a device should, and does this with each connection; its URL. */
async function peer (t: Test, does: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket.on('error', () => {}))
    does(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise(resolve => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function answerWith (socket: Socket, status: number, body: string): void {
  socket.on('data', () => socket.write(`HTTP/1.1 ${status} Said\r\ncontent-length: ${body.length}\r\n\r\n${body}`))
}

function opened (t: Test, open: OpenSbc, baseUrl: string, more: Partial<SbcConnection> = {}): Sbc {
  const sbc = open(connectionTo(baseUrl, more))
  t.teardown(() => sbc.close())
  return sbc
}
