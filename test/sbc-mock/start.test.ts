import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { get, type RequestOptions } from 'node:https'
import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import t from 'tap'
import { selfSign } from '../../sbc-mock/certificate.ts'
import { admin, boot, rule, Sbc } from './boot.ts'

const program = join(import.meta.dirname, '../../sbc-mock/server.js')

async function secureStatus (base: string, options: RequestOptions): Promise<number> {
  const sent = get(`${base}/api/v1/status`, { headers: { authorization: admin }, agent: false, ...options })
  return new Promise((resolve, reject) => {
    sent.on('error', reject).on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
  })
}

t.test('several devices of one process are independent', async (t) => {
  const [first = '', second = ''] = await boot(t, { SBC_MOCK_DEVICES: '2' })
  await new Sbc(first).inPlan(...rule(0, '1'))
  t.strictSame(await new Sbc(first).prefixes(), ['1'], 'the first device has the rule')
  t.strictSame(await new Sbc(second).prefixes(), [], 'the second device does not have it')
  const serials = await Promise.all(
    [first, second].map(async base =>
      /"serialNumber":"(\d+)"/.exec((await new Sbc(base).call('GET', '/api/v1/status')).text)?.[1]
    )
  )
  t.strictSame(serials, ['10000008', '10000009'], 'each device has a serial number of its own')
})

t.test('with TLS a self-signed certificate is made, which clients may pin or ignore', async (t) => {
  const [base = ''] = await boot(t, { SBC_MOCK_TLS: '1' })
  t.match(base, /^https:/)
  await t.rejects(secureStatus(base, {}), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  t.equal(
    await secureStatus(base, { rejectUnauthorized: false }), 200, 'a client that ignores the certificate is answered'
  )
})

t.test('a given certificate is used, and a client certificate can be required', async (t) => {
  const folder = t.testdir()
  const server = selfSign()
  const client = selfSign()
  const file = (name: string) => join(folder, name)
  await Promise.all([
    writeFile(file('cert'), server.certificate), writeFile(file('key'), server.key),
    writeFile(file('ca'), client.certificate)
  ])
  const [base = ''] = await boot(t, {
    SBC_MOCK_TLS: '1', SBC_MOCK_CERT: file('cert'), SBC_MOCK_KEY: file('key'), SBC_MOCK_CLIENT_CA: file('ca')
  })
  await t.rejects(secureStatus(base, { ca: server.certificate }), 'a client without a certificate is refused')
  t.equal(
    await secureStatus(base, { ca: server.certificate, cert: client.certificate, key: client.key }), 200,
    'a client with a certificate is answered'
  )
})

async function run (environment: Record<string, string>): Promise<{ code: unknown, errors: string }> {
  const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text })
  const [code]: unknown[] = await once(child, 'close')
  return { code, errors }
}

t.test('an obstacle to starting is explained in one line', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => { taken.close() })
  const address = taken.address()
  const port = address !== null && typeof address === 'object' ? String(address.port) : ''
  t.match(await run({ SBC_MOCK_PORT: port }), { code: 1, errors: /^sbc-mock: listen EADDRINUSE.*\n$/ })
  t.match(await run({ SBC_MOCK_PORT: 'x' }), { code: 1, errors: /^sbc-mock: SBC_MOCK_PORT must be a number.*\n$/ })
  const state = join(t.testdir({ state: '{"users":[{"name":"a"}]}' }), 'state')
  t.match(await run({ SBC_MOCK_PORT: '0', SBC_MOCK_STATE: state }), {
    code: 1, errors: /^sbc-mock: SBC_MOCK_STATE .*users\/0.*\n$/
  })
})

t.test('SIGTERM ends the mock cleanly, with and without open connections', async t => {
  const child = spawn(process.execPath, [program], {
    env: { SBC_MOCK_PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit']
  })
  const [line]: unknown[] = await once(child.stdout, 'data')
  const base = /http:[^"]+/.exec(String(line))?.[0] ?? ''
  t.equal((await fetch(`${base}/_mock/state`)).status, 200, 'the mock answers')
  child.kill('SIGTERM')
  t.strictSame(await once(child, 'exit'), [0, null], 'it ends with code 0')
})
