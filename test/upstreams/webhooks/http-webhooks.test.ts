import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { httpWebhooks, type WebhookSettings } from '../../../src/upstreams/webhooks/http-webhooks.ts'
import { classOf, readAddressPolicy } from '../../../src/schemas/address-policy.ts'
import type { Webhooks } from '../../../src/upstreams/webhooks/webhooks.ts'
import { startReceiver } from '../../support/webhook-receiver.ts'

t.test('webhooks are delivered over https', async t => {
  const receiver = await startReceiver(t)
  const open = (more: Partial<WebhookSettings> = {}): Webhooks => {
    const webhooks = httpWebhooks({
      tries: 3, addresses: readAddressPolicy('loopback'), certificateAuthority: receiver.certificate, ...more
    })
    t.teardown(() => webhooks.close())
    return webhooks
  }
  const webhooks = open()
  const deliver = (url: string, from = webhooks): ReturnType<Webhooks['deliver']> =>
    from.deliver({ url, id: 'task.done', body: { fqdn: 'a.example' } })
  const { port } = new URL(receiver.url)

  await t.test('a webhook is delivered as JSON with an id that stays the same', async t => {
    for (const time of ['once', 'twice']) {
      t.same(await deliver(`${receiver.url}/done?key=1`), { outcome: 'delivered', status: 204 }, time)
    }
    t.match(receiver.calls, [{
      path: '/done?key=1', headers: { 'content-type': 'application/json', 'webhook-id': 'task.done' },
      body: { fqdn: 'a.example' }
    }, { headers: { 'webhook-id': 'task.done' } }])
  })

  await t.test('the status of the answer decides whether a webhook is refused or tried again', async t => {
    for (
      const [status, outcome] of [
        [200, 'delivered'], [202, 'delivered'], [400, 'refused'], [404, 'refused'], [410, 'refused'],
        [408, 'unreachable'], [429, 'unreachable'], [500, 'unreachable'], [503, 'unreachable']
      ] as const
    ) {
      receiver.respond = response => response.writeHead(status).end('{"secret": "of the receiver"}')
      const delivery = await deliver(receiver.url)
      t.match(delivery, { outcome }, String(status))
      t.notMatch(JSON.stringify(delivery), /secret/, 'what it answers is told to nobody')
    }
  })

  await t.test('a redirect is not followed', async t => {
    receiver.respond = (response, call) =>
      response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end(call.path)
    t.match(await deliver(`${receiver.url}/here`), { outcome: 'refused', reason: /307; redirects are not followed/ })
    t.notOk(receiver.calls.some(call => call.path === '/elsewhere'), 'the other path is not called')
  })

  await t.test('a long answer is not read to its end', async t => {
    let sent = 0
    const chunk = Buffer.alloc(64 * 1024)
    receiver.respond = response => {
      response.writeHead(200)
      const more = (): void => {
        sent++
        if (response.destroyed || sent >= 512) response.end()
        else if (response.write(chunk)) more()
        else response.once('drain', more)
      }
      more()
    }
    t.same(await deliver(receiver.url), { outcome: 'delivered', status: 200 }, 'the webhook is delivered')
    t.ok(sent < 512, 'it stops reading')
    receiver.respond = response => response.writeHead(204).end()
  })

  await t.test('a failed delivery tells its caller nothing of what is there, and its provider why', async t => {
    const silent = createServer(socket => socket.destroy())
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    t.teardown(() => silent.close())
    const told: string[] = []
    const noteTrouble = (_host: string, why: string): void => { told.push(why) }
    const distrustful = open({ certificateAuthority: undefined, noteTrouble })
    const strict = open({ addresses: readAddressPolicy('public'), noteTrouble })
    const cases: Array<[url: string, why: RegExp, from?: Webhooks]> = [
      ['https://127.0.0.1:9/?key=s3cret', /refuses the connection/],
      [`${receiver.url}/?key=s3cret`, /cannot be trusted \(TLS\)/, distrustful],
      [`https://127.0.0.1:${(silent.address() as AddressInfo).port}/?key=s3cret`, /does not answer/],
      [`${receiver.url}/?key=s3cret`, /may not be called/, strict]
    ]
    const reasons = new Set<string>()
    for (const [url, why, from = open({ noteTrouble })] of cases) {
      const delivery = await deliver(url, from)
      t.match(delivery, {
        outcome: from === strict ? 'refused' : 'unreachable', reason: /^127\.0\.0\.1:\d+ could not be called/
      }, url)
      t.match(told.at(-1), why, 'the log has the cause')
      if (delivery.outcome !== 'delivered') reasons.add(delivery.reason.replace(/:\d+/, ''))
    }
    t.equal(reasons.size, 1, 'open, closed, distrusted and forbidden look alike')
  })

  await t.test('webhooks go to https only, without user and password', async t => {
    for (
      const url of [
        'http://127.0.0.1/', 'ftp://example.com/', 'file:///etc/passwd', 'nonsense',
        `https://user:secret@127.0.0.1:${port}/`
      ]
    ) {
      t.match(await deliver(url), { outcome: 'refused', reason: /must be an https URL without user and password/ }, url)
    }
  })

  await t.test('webhooks reach no address in our own network, however it is written', async t => {
    const told: string[] = []
    const guarded = open({ addresses: readAddressPolicy('public'), noteTrouble: (_host, why) => { told.push(why) } })
    const calls = receiver.calls.length
    for (
      const host of [
        '127.0.0.1', 'localhost', '127.1', '2130706433', '0x7f.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0',
        '10.0.0.1', '192.168.1.1', '169.254.169.254', '[fe80::1]', '[fd00::1]', '[64:ff9b::7f00:1]'
      ]
    ) {
      t.match(await deliver(`https://${host}:${port}/`, guarded), { outcome: 'refused' }, host)
      t.match(told.pop(), /may not be called/, host)
    }
    t.equal(receiver.calls.length, calls, 'the receiver was not called')
  })
})

t.test('each address has the class that it belongs to, or none', async t => {
  const classes = {
    public: [
      '8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '100.63.255.255', '223.255.255.255', '2606:4700::1111',
      '2a00:1450:4001::1'
    ],
    private: ['10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fdff::1'],
    loopback: ['127.8.8.8', '::1']
  }
  for (const [name, addresses] of Object.entries(classes)) {
    for (const address of addresses) t.equal(classOf(address), name, address)
  }
  for (
    const address of [
      '0.0.0.0', '100.64.0.1', '169.254.0.1', '192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::',
      '::ffff:8.8.8.8', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1', 'fe80::1', 'fec0::1', 'ff02::1',
      '2001::1', '2001:db8::1', '2002:7f00:1::1', 'nonsense', ''
    ]
  ) t.equal(classOf(address), undefined, address)
})
