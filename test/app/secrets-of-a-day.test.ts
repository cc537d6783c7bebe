import { randomBytes } from 'node:crypto'
import t from 'tap'
import { request } from 'undici'
import { readDocument, pathOf, type Operation } from '../support/documents.ts'
import { commandsOf, runCommands } from '../support/guide.ts'
import { answerOf, prepareWhatHappens, runCollection } from '../support/newman.ts'
import { allRows, argumentsOf, everyLine, found, plantedSecret } from '../support/planted.ts'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer, type Stack } from '../support/stack.ts'
import { startReceiver } from '../support/webhook-receiver.ts'

t.setTimeout(900_000) // each operation, and every line of the log

const operatorTenant = '/api/v3/operator-connect/tenants/0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
const israeli = `/api/v3/customer/${demo.israeliCustomer}`
const application = 'b0000000-0000-4000-8000-000000000002'

/** Names of fields that hold secrets, or may. */
const secretive = /password|secret|certificate|private|proxy(?!set)|webhook|url|scriptParameters/i

/** Requests with a secret where it does not belong: of another type, too long, under a wrong name, in no JSON. */
function misplaced ({ requestBody }: Operation, secret: string): string[] {
  const schema = JSON.stringify(requestBody?.content['application/json'] ?? {})
  const names = [...new Set([...schema.matchAll(/"(\w+)":\{/g)].map(([, name = '']) => name))].filter(name =>
    secretive.test(name))
  if (requestBody === undefined) return []
  return [
    `{"password": "${secret}",,}`, `{"password": "${secret}`, JSON.stringify({ passwort: secret }),
    ...names.flatMap(name => [
      [secret], { value: secret, key: 'CustomVar.Variable99' }, { passwort: secret }, secret.repeat(200), `\0${secret}`
    ].map(value => JSON.stringify({ [name]: value })))
  ]
}

/** What secrets belong to, made, used and refused with secrets of which nobody else knows. */
async function plant (stack: Stack, receiver: string, send: Send): Promise<Record<string, string>> {
  const planted = {
    sbc: plantedSecret('sbc'), carrier: plantedSecret('carrier'), variable: plantedSecret('variable'),
    customer: plantedSecret('customer'), operator: plantedSecret('operator'), proxy: plantedSecret('proxy'),
    hook: plantedSecret('hook'), gatewayHook: plantedSecret('gateway-hook'), document: plantedSecret('document'),
    signing: `whsec_${randomBytes(32).toString('base64')}`,
    gatewaySigning: `whsec_${randomBytes(32).toString('base64')}`
  }
  const scriptParameters = {
    CarrierUserName: 'u', CarrierUserPassword: planted.carrier, 'CustomVar.Variable1': planted.variable
  }
  await send('POST', '/api/v3/sbc', {
    name: 'S', fqdn: 's.sbc.example', baseUrl: stack.sbcs[0].url, username: 'dialplane', password: planted.sbc
  })
  await send('PUT', '/api/v3/sbc/11/credentials', { password: planted.sbc })
  await send('POST', '/api/v3/sbc/11/action/test')
  await send('POST', `${israeli}/sitelocation`, { siteLocationName: 'Secret', sbcId: 8, scriptParameters })
  await send('PUT', `${israeli}/connection`, { clientId: application, clientSecret: planted.customer })
  await send('PATCH', israeli, { applicationClientId: application, applicationClientSecret: planted.customer })
  await send('PUT', `${operatorTenant}/credential`, { clientSecret: planted.operator })
  await send('PATCH', operatorTenant, { httpProxy: `http://user:${planted.proxy}@127.0.0.1:9` })
  await send('POST', `${operatorTenant}/action/test`)
  await send('PATCH', operatorTenant, { httpProxy: '' })
  await send('POST', '/api/v3/webhooks', {
    name: 'Planted', url: `${receiver}/hooks?token=${planted.hook}`, secret: planted.signing
  })
  await send('POST', `${israeli}/addNewOnlinePstnGateway`, {
    fqdn: 'secret.sbc.example', trunkModel: 'AzureAdDomainOnly', webhookSecret: planted.gatewaySigning,
    webhooks: { dnsConfirmation: `${receiver}/gateway?token=${planted.gatewayHook}` }, scriptParameters
  }, false)
  await send('POST', '/api/v3/customer-build', {
    action: 'AddDataOnly', customers: [{
      msTenantId: tenants.unlicensed, customerShortName: 'Planted', sites: [{
        siteLocationName: 'Planted', scriptParameters: [{ key: 'CarrierUserPassword', value: planted.document }]
      }]
    }]
  })
  return planted
}

type Send = (method: string, path: string, body?: object, waits?: boolean) => Promise<Answer>

t.test('over a day of the demo no secret gets into a log, an answer, an event, a metric, a table or an ' +
  'argument', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const receiver = await startReceiver(t)
  const lab = { LOG_LEVEL: 'trace', LOG_REQUESTS: '1', WEBHOOK_ADDRESSES: 'loopback', WEBHOOK_CA_FILE: receiver.caFile }
  const digestKey = randomBytes(32).toString('base64')
  const api = await stack.startApi({ ...lab, DIGEST_KEY: digestKey })
  const worker = await stack.startWorker({ ...lab, WEBHOOK_TRIES: '2', PORT: '0' })
  const logs = [everyLine(api), everyLine(worker)]
  const port = await worker.waitFor(line => /"port":(\d+),"msg":"Probes/.exec(line)?.[1])
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  receiver.respond = (response, { path, headers }) => { // whoever is called may tell what it was called with
    response.writeHead(path.startsWith('/gateway') ? 500 : 204).end(JSON.stringify({ path, headers }))
  }
  const answers: string[] = []
  const told = (answer: Answer): Answer => {
    answers.push(JSON.stringify([answer.status, answer.headers, answer.body]))
    return answer
  }
  const planted = await plant(stack, receiver.url, async (method, path, body, waits = true) => {
    const answer = told(await stack.call(method, path, { body }))
    const isLost = [404, 405].includes(answer.status) || answer.status >= 500
    t.notOk(isLost, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    const taskId: unknown = answer.body?.taskId
    if (waits && typeof taskId === 'string') answers.push(JSON.stringify(await stack.finished(taskId)))
    return answer
  })
  const misplacedSecret = plantedSecret('misplaced')

  answers.push(...await runCommands(stack, await commandsOf('docs/provider-day.md')))
  await prepareWhatHappens(t, stack)
  const executions = await runCollection(t, stack, 'v3')
  t.ok(executions.length > 150, `${executions.length} requests of the collection`)
  answers.push(...executions.filter(({ item }) => !item.request.url.path?.includes('token')).map(answerOf))
  const { operations } = await readDocument(stack, 'v3')
  for (const operation of operations) {
    for (const body of misplaced(operation, misplacedSecret)) {
      const { statusCode, body: text } = await request(`${stack.baseUrl}${pathOf(operation)}`, {
        method: operation.method as 'POST', body,
        headers: { authorization: `Bearer ${await stack.token()}`, 'content-type': 'application/json' }
      })
      t.ok(statusCode < 500, `${operation.operationId}: ${statusCode}`)
      answers.push(await text.text())
    }
    if (operation.method === 'GET') told(await stack.call('GET', pathOf(operation), { headers: { prefer: 'wait=0' } }))
  }

  const metrics = await Promise.all([stack.baseUrl, `http://127.0.0.1:${port}`].map(async url =>
    (await request(`${url}/metrics`)).body.text()))
  const places = {
    'an answer': answers.join('\n'), 'a metric': metrics.join('\n'), 'a table': await allRows(records),
    'the log of the API': logs[0]?.() ?? '', 'the log of the worker': logs[1]?.() ?? '',
    'an argument': argumentsOf(api) + argumentsOf(worker),
    'an event': JSON.stringify(receiver.calls.map(({ body }) => body))
  }
  const { password } = new URL(stack.env['DATABASE_URL'] ?? '')
  t.same(found(places, {
    ...planted, misplaced: misplacedSecret, 'that of the demo for SBCs': 'demo-sbc-password',
    'that of the demo for Operator Connect': 'demo-operator-connect-secret',
    'that of the demo for customers': 'demo-customer-secret', 'the key of secrets': stack.env['SECRETS_KEY'] ?? '-',
    'the key of digests': digestKey, 'the password of the database': `:${password}@`
  }), [])
  for (const [place, text] of Object.entries(places)) {
    t.equal(/eyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/.exec(text)?.[0], undefined, `no token is in ${place}`)
  }
  t.match(places['the log of the API'], /"operation":"uploadNumbers"/, 'the log was read')
  t.match(places['an event'], /"type":"customer/, 'and events')
  t.match(places['a table'], /Pl4nted|Secret/, 'and tables')
})
