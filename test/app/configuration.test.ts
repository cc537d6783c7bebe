import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { BadConfiguration, readConfig } from '../../src/config.ts'
import { publicKeyFor } from '../../src/secrets.ts'
import { createDatabase } from '../support/database.ts'
import { startProgram } from '../support/program.ts'

const key = (): string => randomBytes(32).toString('base64')

const good: Record<string, string> = {
  DATABASE_URL: 'postgres://dialplane:hunter2@db:5432/dialplane', SECRETS_KEY: key(), TOKEN_ISSUER: 'entra',
  TOKEN_AUDIENCE: 'api', MICROSOFT_OPERATOR_URL: 'https://operator.example'
}

/** What is said of the good configuration with these changes. */
function complaints (changes: Record<string, string>): readonly string[] {
  try {
    readConfig({ ...good, ...changes })
    return []
  } catch (error) {
    if (error instanceof BadConfiguration) return error.complaints
    throw error
  }
}

const file = (name: string, text: string): string => {
  const path = join(tmpdir(), `configuration-${process.pid}-${name}`)
  writeFileSync(path, text)
  return path
}

t.test('a configuration that is right is taken, with the defaults of what it leaves out', async t => {
  t.match(readConfig(good), { ROLE: 'all', DATABASE_POOL_SIZE: 8, REQUEST_LOCK_SECONDS: 5, LOG_LEVEL: 'info' })
})

t.test('everything that is wrong is told at once, each by its name', async t => {
  const told = complaints({
    DATABASE_URL: '', ROLE: 'both', PORT: 'eighty', DATABASE_POOL_SIZE: '1', TRUST_PROXY: 'perhaps',
    SBC_ADDRESSES: 'everywhere', DATABASE_POOLSIZE: '9', SBC_TIMEOUT: '3'
  })
  t.same([...told].sort(), [
    'DATABASE_POOLSIZE: there is no such setting. Did you mean DATABASE_POOL_SIZE?',
    'DATABASE_POOL_SIZE: must be a whole number from 2 to 200, not "1".',
    'DATABASE_URL: is missing.',
    'PORT: must be a whole number from 0 to 65535, not "eighty".',
    'ROLE: must be one of api, worker, all, not "both".',
    'SBC_ADDRESSES: must be `public`, `private`, `loopback` and networks such as 10.1.0.0/16, with commas, ' +
      'not "everywhere".',
    'SBC_TIMEOUT: there is no such setting. Remove it.',
    'TRUST_PROXY: must be true or false, not "perhaps".'
  ])
})

t.test('a misspelt name is told with the nearest one, and names of others are left alone', async t => {
  for (const [name, meant] of [
    ['SECRET_KEY', 'SECRETS_KEY'], ['TOKEN_ISSUERS', 'TOKEN_ISSUER'], ['SHUTDOWN_SECOND', 'SHUTDOWN_SECONDS'],
    ['MICROSOFT_OPERATR_URL', 'MICROSOFT_OPERATOR_URL'], ['database_url', 'DATABASE_URL'],
    ['DATABASE_URL_FLIE', 'DATABASE_URL_FILE']
  ] as const) t.same(complaints({ [name]: 'x' }), [`${name}: there is no such setting. Did you mean ${meant}?`], name)
  t.same(complaints({
    PATH: '/bin', HOSTNAME: 'pod-1', HOME: '/', PGPASSWORD: 'x', NODE_ENV: 'production', LOGNAME: 'me', PROT: '8',
    WORKER_SERVICE_HOST: '10.0.0.1', SBC_PORT: 'tcp://10.0.0.1:443', DATABASE_PORT_5432_TCP: 'tcp://10.0.0.2:5432'
  }), [], 'neither those of the system nor those of Kubernetes')
})

t.test('settings that contradict each other, and contents that cannot be used, are told', async t => {
  const other = key()
  for (const [changes, told] of [
    [{ DATABASE_URL: 'mysql://root:hunter2@db/x' }, /^DATABASE_URL: must be a URL that begins with postgres/],
    [{ MICROSOFT_OPERATOR_URL: 'operator.example' }, /^MICROSOFT_OPERATOR_URL: must be a URL that begins with https/],
    [{ SECRETS_KEY: 'c2hvcnQ=' }, /SECRETS_KEY is 32 bytes in base64/],
    [{ SECRETS_KEY: Buffer.alloc(32, 7).toString('base64') }, /not random/],
    [{ SECRETS_PUBLIC_KEY: publicKeyFor(other) }, /not that of the first key/],
    [{ ROLE: 'worker', SECRETS_KEY: '', SECRETS_PUBLIC_KEY: publicKeyFor(other) }, /^SECRETS_KEY: is needed where/],
    [{ ROLE: 'api', SECRETS_KEY: '', SECRETS_PUBLIC_KEY: publicKeyFor(other) }, /DIGEST_KEY: is needed where/],
    [{ REQUEST_LOCK_SECONDS: '30' }, /REQUEST_LOCK_SECONDS: 30 s are more than REQUEST_STATEMENT_SECONDS leaves/],
    [{ SBC_ADDRESSES: '10.1.0.0/99' }, /^SBC_ADDRESSES or SBC_PLAIN_NETWORKS: /],
    [{ WEBHOOK_CA_FILE: '/nowhere.pem' }, /^WEBHOOK_CA_FILE: \/nowhere.pem holds no certificate in PEM \(ENOENT/],
    [{ WEBHOOK_CA_FILE: file('ca', 'no certificate') }, /^WEBHOOK_CA_FILE: .*holds no certificate/],
    [{ TOKEN_ISSUER: 'https://one,https://two', TOKEN_JWKS_URL: '' }, /^TOKEN_JWKS_URL: /]
  ] as const) {
    const found = complaints(changes)
    t.equal(found.length, 1, JSON.stringify(found))
    t.match(found[0], told)
    t.notMatch(found.join(), /hunter2/, 'and no secret is shown')
  }
})

t.test('secrets may stand in files', async t => {
  const { SECRETS_KEY = '', DATABASE_URL = '' } = good
  const env = {
    ...good, SECRETS_KEY: '', DATABASE_URL: '', SECRETS_KEY_FILE: file('key', `${SECRETS_KEY}\n`),
    DATABASE_URL_FILE: file('url', DATABASE_URL)
  }
  t.match(readConfig(env), { SECRETS_KEY, DATABASE_URL }, 'their ends of line do not count')
  t.match(complaints({ SECRETS_KEY_FILE: env.SECRETS_KEY_FILE }), [/^SECRETS_KEY: is given itself and by/])
  t.match(complaints({ SECRETS_KEY: '', SECRETS_KEY_FILE: '/nowhere' }), [/SECRETS_KEY_FILE: \/nowhere cannot be read/,
    /^SECRETS_KEY: is needed/])
})

t.test('a process with a bad configuration says so in words and ends with 78, and check-config alike', async t => {
  const bad = { ...good, SECRETS_KEY: 'bad', PORTS: '1', ROLE: 'api' }
  for (const path of ['src/start.js', 'scripts/check-config.js']) {
    const program = startProgram(path, bad)
    t.equal(await program.gone, 78, path)
    t.match(program.output(), /PORTS: there is no such setting. Did you mean PORT\?[^]*SECRETS_KEY is 32 bytes/)
    t.notMatch(program.output(), /\n\s+at |file:\/\//, 'without a stack trace')
  }
  const checked = startProgram('scripts/check-config.js', good)
  t.equal(await checked.gone, 0, 'a good one is printed')
  t.match(checked.output(), /DATABASE_URL=\(secret\)[^]*REQUEST_SECONDS=120/)
  t.notMatch(checked.output(), /hunter2/, 'without its secrets')
})

t.test('a port that is taken is told in words, and ends with 78', async t => {
  const holder = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => holder.once('listening', resolve))
  t.teardown(() => holder.close())
  const { url } = await createDatabase(t)
  const { port } = holder.address() as AddressInfo
  const program = startProgram('src/start.js', {
    ...good, DATABASE_URL: url, ROLE: 'api', HOST: '127.0.0.1', PORT: String(port)
  })
  t.equal(await program.gone, 78)
  t.match(program.output(), new RegExp(`Nothing can listen on 127.0.0.1:${port} \\(EADDRINUSE\\)`))
})
