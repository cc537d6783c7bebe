import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import t from 'tap'
import { compiled } from '../../scripts/compiled.ts'
import { sbcPlace, sitePlace } from '../../src/schemas/secret-place.ts'
import { openSecrets, publicKeyFor } from '../../src/secrets.ts'
import { connectAustralian } from '../support/connections.ts'
import { allRows, argumentsOf, found, plantedSecret } from '../support/planted.ts'
import { openRecords } from '../support/records.ts'
import { demo, startStack, type Answer } from '../support/stack.ts'

const run = promisify(execFile)
const application = 'b0000000-0000-4000-8000-000000000001'
const newKey = (): string => randomBytes(32).toString('base64')
const keys = (SECRETS_KEY: string, SECRETS_PUBLIC_KEY = ''): Parameters<typeof openSecrets>[0] => ({
  SECRETS_KEY, SECRETS_PUBLIC_KEY
})

t.test('what is sealed is opened with its key, for its place, and as it was', async t => {
  const [one, two] = [newKey(), newKey()]
  const secrets = openSecrets(keys(one))
  const sealed = secrets.seal('s3cret', sbcPlace(1, 8))
  t.equal(secrets.open(sealed, sbcPlace(1, 8)), 's3cret')
  t.notSame(secrets.seal('s3cret', sbcPlace(1, 8)), sealed, 'the same secret is never sealed alike')
  for (const place of [sbcPlace(1, 11), sbcPlace(2, 8), sitePlace(1, '8')]) {
    t.throws(() => secrets.open(sealed, place), /sealed for sbc\/1\/8/, place)
  }
  for (const index of sealed.keys()) {
    const changed = Buffer.from(sealed)
    changed[index] = (changed[index] ?? 0) ^ 1
    t.throws(() => secrets.open(changed, sbcPlace(1, 8)), `byte ${index}`)
  }
  t.throws(() => openSecrets(keys(two)).open(sealed, sbcPlace(1, 8)), /a key that this process does not have/)
  t.equal(openSecrets(keys(`${two}, ${one}`)).open(sealed, sbcPlace(1, 8)), 's3cret', 'several keys are live')
})

t.test('whoever has only the public key seals and cannot open', async t => {
  const key = newKey()
  const sealing = openSecrets(keys('', publicKeyFor(key)))
  const sealed = sealing.seal('s3cret', sbcPlace(1, 8))
  t.throws(() => sealing.open(sealed, sbcPlace(1, 8)))
  t.equal(openSecrets(keys(key)).open(sealed, sbcPlace(1, 8)), 's3cret')
  t.throws(() => openSecrets(keys(newKey(), publicKeyFor(key))), /not that of the first key/)
})

t.test('a key that can be guessed is refused', async t => {
  const weak = [
    Buffer.alloc(32), Buffer.alloc(32, 7), Buffer.from('0123456789abcdef0123456789abcdef'),
    Buffer.from(Array.from({ length: 32 }, (_, index) => index)),
    Buffer.from('correct horse battery staple 1234'.slice(0, 32)),
    Buffer.concat([randomBytes(8), randomBytes(8).fill(0), Buffer.alloc(16)])
  ]
  for (const key of weak) t.throws(() => openSecrets(keys(key.toString('base64'))), /not random/, key.toString('hex'))
  for (const text of ['', 'short', newKey().slice(0, 20)]) t.throws(() => openSecrets(keys(text)), text)
})

t.test('secrets of requests are nowhere in clear, and are sealed anew while everything runs', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await connectAustralian(stack, records.query)
  const planted = {
    sbc: plantedSecret('sbc'), carrier: plantedSecret('carrier'), variable: plantedSecret('variable'),
    customer: plantedSecret('customer'), operator: plantedSecret('operator'), webhook: plantedSecret('webhook'),
    proxy: plantedSecret('proxy'), subscription: plantedSecret('subscription'),
    signing: `whsec_${randomBytes(32).toString('base64')}`
  }
  const api = await stack.startApi()
  const worker = await stack.startWorker({ LOG_LEVEL: 'trace', WEBHOOK_TRIES: '1' })
  const answers: Answer[] = []
  const send = async (method: string, path: string, body: object): Promise<Answer> => {
    const answer = await stack.call(method, path, { body })
    answers.push(answer)
    const isLost = [404, 405].includes(answer.status) || answer.status >= 500
    t.notOk(isLost, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    if (typeof answer.body?.taskId === 'string') await stack.finished(answer.body.taskId)
    return answer
  }
  const customer = `/api/v3/customer/${demo.australianCustomer}`
  await send('POST', '/api/v3/sbc', {
    name: 'S', fqdn: 's.sbc.example', baseUrl: stack.sbcs[0].url, username: 'dialplane', password: planted.sbc
  })
  await send('POST', `${customer}/sitelocation`, {
    siteLocationName: 'Secret', sbcId: 8, scriptParameters: {
      ProxySet: 'SIPTrunk', CarrierUserName: 'u', CarrierUserPassword: planted.carrier,
      'CustomVar.Variable1': planted.variable
    }
  })
  await send('PATCH', customer, {
    applicationClientId: application, applicationClientSecret: planted.customer
  })
  await send('PUT', '/api/v3/operator-connect/tenants/0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40/credential', {
    clientSecret: planted.operator
  })
  await send('PATCH', '/api/v3/operator-connect/tenants/0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40', {
    httpProxy: `http://user:${planted.proxy}@127.0.0.1:9`
  })
  await send('POST', `${customer}/addNewOnlinePstnGateway`, {
    fqdn: 'secret.sbc.example', trunkModel: 'AzureAdDomainOnly',
    webhooks: { done: `https://127.0.0.1:9/hook?token=${planted.webhook}` }
  })
  await send('POST', '/api/v3/webhooks', {
    name: 'W', url: `https://127.0.0.1:9/?token=${planted.subscription}`, secret: planted.signing
  })

  await t.test('they are in no answer, log, metric, argument or row', async t => {
    const pages = await Promise.all(
      ['/metrics', '/api/v3/task', '/api/v3/sbc', `${customer}/sitelocation`, '/api/v3/operator-connect/tenants'].map(
        path => stack.call('GET', path)
      )
    )
    const everything = {
      answers: JSON.stringify(answers), pages: JSON.stringify(pages), log: api.output() + worker.output(),
      rows: await allRows(records), arguments: argumentsOf(api) + argumentsOf(worker)
    }
    t.same(found(everything, planted), [])
    t.match(everything.rows, /Secret/, 'the rows were read')
  })

  await t.test('the API has no key that opens them', async t => {
    const environment = readFileSync(`/proc/${api.child.pid}/environ`, 'utf8')
    t.notOk(environment.includes(stack.env['SECRETS_KEY'] ?? '-'), 'its environment lacks it')
  })

  await t.test('a new key takes over while requests come and tasks run', async t => {
    const old = stack.env['SECRETS_KEY'] ?? ''
    const both = `${newKey()},${old}`
    await worker.stop()
    const second = await stack.startWorker({ SECRETS_KEY: both })
    const hook = (await stack.call('GET', '/api/v3/webhooks')).body.data[0].id
    const site = (await stack.call('GET', `${customer}/sitelocation`)).body
      .find(({ siteName }: { siteName: string }) => siteName === 'Secret').id
    const url = 'https://127.0.0.1:9/hook?token=2'
    const changes = [
      ['PUT', '/api/v3/sbc/8/credentials', { password: 'demo-sbc-password' }],
      ['PATCH', `${customer}/sitelocation/${site}`, {
        scriptParameters: { CarrierUserPassword: 'carrier', 'CustomVar.Variable1': 'variable' }
      }],
      ['PATCH', `/api/v3/webhooks/${hook}`, { url }],
      ['PUT', `${customer}/connection`, { clientId: application, clientSecret: 'demo-customer-secret' }]
    ] as const
    let isOver = false
    // Still sealed for the old key, by an API that has not been told yet.
    const load = changes.map(async ([method, path, body]) => {
      for (let count = 1; ; count++) {
        const answer = await stack.call(method, path, { body })
        const ended = typeof answer.body.taskId === 'string' ? await stack.finished(answer.body.taskId) : answer.body
        t.equal(ended.status, 'CompletedSuccess', `${method} ${path}: ${JSON.stringify(answer.body)}`)
        if (isOver) return count
      }
    })
    const rotate = async (keys: string): Promise<{ resealed: number, said: string }> => {
      const { stdout } = await run(process.execPath, [compiled('scripts/rotate-secrets.js')], {
        env: { DATABASE_URL: stack.databaseUrl, SECRETS_KEY: keys }
      })
      return { resealed: Number(/^(\d+) secrets were sealed anew/.exec(stdout)?.[1]), said: stdout }
    }
    const first = await rotate(both)
    isOver = true
    t.ok(first.resealed >= 10, `${first.resealed} were sealed anew`)
    t.match(first.said, /The older keys can be taken off/, 'none was left')
    t.notOk((await Promise.all(load)).some(count => count === 0), 'under load')
    await api.stop()
    await stack.startApi({ SECRETS_PUBLIC_KEY: publicKeyFor(both) })
    await rotate(both)
    t.match(await rotate(both), { resealed: 0 }, 'then nothing is left to do')
    await second.stop()
    await stack.startWorker({ SECRETS_KEY: both.split(',')[0] ?? '' })
    t.match((await stack.call('POST', '/api/v3/sbc/8/action/test')).body, { usable: true }, 'without the old key')
    t.match((await stack.call('POST', '/api/v3/oc/lead/action/synchronize')).status, 200, 'and Microsoft is reached')
    const { body } = await stack.call('PATCH', `${customer}/sitelocation/${site}`, { body: { carrierHostName: 'h' } })
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' }, 'and the values of a site')
  })

  await t.test('a secret that somebody moves to another row is not used there', async t => {
    await records.query(
      'update sbc set password_encrypted = (select password_encrypted from sbc where id = 8) where id = 11'
    )
    const { body } = await stack.call('POST', '/api/v3/sbc/11/action/test')
    t.not(body.usable, true, 'SBC 11 is not called with the password of SBC 8')
  })
})
