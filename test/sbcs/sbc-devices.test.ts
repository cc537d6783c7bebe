import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { connect } from 'node:tls'
import t from 'tap'
import { selfSign } from '../../sbc-mock/certificate.ts'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { tenants, type Answer } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { boot } from '../sbc-mock/boot.ts'
import { steer } from '../upstreams/sbc/device.ts'

const freshStack = stackOfFile(t)
const secret = 'demo-sbc-password'

t.test('SBC devices can be administered', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const [api, worker] = [await stack.startApi(), await stack.startWorker()]
  let serial = 0
  const registration = (baseUrl: string, more: object = {}): Record<string, unknown> => ({
    name: 'Sydney', fqdn: `syd${++serial}.sbc.example`, baseUrl, username: 'dialplane', password: secret, ...more
  })
  const register = (baseUrl: string, more: object = {}): Promise<Answer> =>
    stack.call('POST', '/api/v3/sbc', { body: registration(baseUrl, more) })
  const found = (answer: Answer, check: string): string | undefined =>
    answer.body.findings?.find((finding: { check: string, result: string }) =>
      finding.check === check && finding.result === 'failed'
    )?.message

  await t.test('a device is registered, looked at, read, changed and removed', async t => {
    const [url = ''] = await boot(t)
    await steer(url, 'PUT', 'state', {
      parameters: {
        activeAlarms: [{
          id: 7, description: 'Link is down', severity: 'minor', source: 'Board#1', date: '2026-01-01T00:00:00Z'
        }]
      }
    })
    const registered = await register(url, { limits: { tagLength: 42 }, ticketId: 'SR-1' })
    t.match(registered, {
      status: 200,
      headers: { location: /^\/api\/v3\/task\/sbc_reg_/ },
      body: {
        status: 'CompletedSuccess',
        usable: true,
        device: {
          fqdn: `syd${serial}.sbc.example`, driver: 'mediant', username: 'dialplane', limits: { tagLength: 42 }
        }
      }
    })
    const { sbcId } = registered.body
    t.match(await stack.call('GET', `/api/v3/sbc/${sbcId}`), {
      status: 200,
      body: { sbcId, name: 'Sydney', siteCount: 0, numberCount: 0, health: { usable: true, firmware: /^7/ } }
    })
    const { body: health } = await stack.call('GET', `/api/v3/sbc/${sbcId}/health`)
    t.match(health, {
      sbcId, usable: true, product: 'Mediant VE SBC', highAvailability: 'Not Operational', saveNeeded: false,
      alarms: [{ id: '7', severity: 'minor', source: 'Board#1' }]
    })
    t.ok(Number.isInteger(health.ageSeconds) && health.ageSeconds >= 0, 'the age of the reading is known in seconds')
    t.ok(
      (await stack.call('GET', '/api/v3/sbc')).body.some((device: { sbcId: number }) => device.sbcId === sbcId),
      'the device is in the list'
    )
    t.match(
      await stack.call('PATCH', `/api/v3/sbc/${sbcId}`, { body: { Name: 'Sydney West', ipAddress: '10.0.0.1' } }),
      { status: 200, body: { device: { name: 'Sydney West', ipAddress: '10.0.0.1', limits: { tagLength: 42 } } } }
    )
    t.match(await stack.call('PATCH', `/api/v3/sbc/${sbcId}`, { body: { ipAddress: '' } }), {
      status: 200, body: { device: { ipAddress: null } }
    })
    t.match(await stack.call('DELETE', `/api/v3/sbc/${sbcId}?ticketId=SR-2`), {
      status: 200, body: { status: 'CompletedSuccess' }
    })
    t.match(await stack.call('GET', `/api/v3/sbc/${sbcId}`), { status: 404, body: { errorCode: 'sbc_not_found' } })
    t.match(
      (await stack.call('GET', '/api/v3/task?ticketId=SR-2')).body.data, [{ kind: 'remove-sbc' }],
      'the ticket is kept on the task'
    )
  })

  await t.test('a fault of a device is reported in words that tell what to do', async t => {
    const [url = ''] = await boot(t)
    const { port } = new URL(url)
    const wrong: Array<[what: string, baseUrl: string, more: object, check: string, message: RegExp]> = [
      [
        'its name is unknown', `http://nowhere.invalid:${port}`, {}, 'connection',
        /nowhere\.invalid is not known \(DNS\)/
      ],
      ['nothing listens', 'http://127.0.0.1:9', {}, 'connection', /refuses the connection/],
      ['no TLS there', `https://127.0.0.1:${port}`, {}, 'connection', /TLS fails/],
      ['not the API of a device', `${url}/elsewhere`, {}, 'connection', /base URL/],
      ['a wrong password', url, { password: 'wrong' }, 'credentials', /does not accept our credentials \(401\)/],
      [
        'a weak user', url, { username: 'monitor', password: 'demo-monitor-password' }, 'role',
        /needs the level Administrator/
      ]
    ]
    for (const [what, baseUrl, more, check, message] of wrong) {
      const answer = await register(baseUrl, more)
      t.match(answer, { status: 200, body: { status: 'CompletedWithErrors', usable: false } }, what)
      t.match(found(answer, check), message, `${what}: ${JSON.stringify(answer.body.findings)}`)
    }
    await steer(url, 'PUT', 'state', { plans: [{ name: 'Zoom' }] })
    const { body: { sbcId, ...answer } } = await register(url)
    t.match(answer.findings.find((finding: { result: string }) => finding.result === 'failed'), {
      check: 'dial-plans', message: /OCDialPlan does not exist/
    })
    await steer(url, 'POST', 'behaviour', { refuseConnections: true })
    const off = await stack.call('POST', `/api/v3/sbc/${sbcId}/action/test`)
    t.match(found(off, 'connection'), /SBC \d+ does not answer/, 'the test says that the SBC does not answer')
    t.match((await stack.call('GET', `/api/v3/sbc/${sbcId}/health`)).body, {
      usable: false, firmware: /^7/, answeredAt: /^\d/
    }, 'what was seen before is kept')
    await steer(url, 'POST', 'behaviour', { refuseConnections: false })
    await steer(url, 'PUT', 'state', { plans: [{ name: 'OCDialPlan' }, { name: 'CustDialPlan' }] })
    const test = (): Promise<Answer> => stack.call('POST', `/api/v3/sbc/${sbcId}/action/test`, { role: 'operator' })
    await test()
    await until('it is qualified again', async () =>
      (await records.query('select from sbc_qualification where sbc_id = $1 and is_fit', [sbcId])).length === 1)
    t.match((await test()).body, { usable: true })
  })

  await t.test('a stored password is sent to no other host', async t => {
    const [[url = ''], [other = '']] = [await boot(t), await boot(t)]
    const { body: { sbcId } } = await register(url)
    t.match(await stack.call('PATCH', `/api/v3/sbc/${sbcId}`, { body: { baseUrl: other } }), {
      status: 400, body: { errors: { Password: [/sent to no other host/] } }
    })
    t.match(await stack.call('PATCH', `/api/v3/sbc/${sbcId}`, { body: { password: 'x' } }), {
      status: 400, body: { errors: { Password: [/are rotated/] } }
    })
    t.match(await stack.call('PATCH', `/api/v3/sbc/${sbcId}`, { body: { baseUrl: other, password: secret } }), {
      status: 200, body: { usable: true, device: { baseUrl: other } }
    })
    t.match(
      await stack.call('PATCH', `/api/v3/sbc/${sbcId}`, { body: { baseUrl: `${other}/` } }), { status: 200 },
      'the same host needs none'
    )
  })

  await t.test('new credentials are tried before they replace the old ones', async t => {
    const [url = ''] = await boot(t)
    const { body: { sbcId } } = await register(url)
    const sealed = async (): Promise<string> =>
      (await records.query('select password_encrypted from sbc where id = $1', [sbcId]))[0].password_encrypted.toString(
        'hex'
      )
    const before = await sealed()
    const windowPasses = (): Promise<unknown> =>
      records.query('update sbc set candidate_tried_at = null, login_refused_at = null where id = $1', [sbcId])
    for (const body of [{ password: 'not this one' }, { username: 'monitor', password: 'demo-monitor-password' }]) {
      await windowPasses()
      t.match(await stack.call('PUT', `/api/v3/sbc/${sbcId}/credentials`, { body }), {
        status: 409, body: { errorCode: 'sbc_credentials_refused', detail: /The old credentials stay/ }
      }, `${JSON.stringify(body)} does not replace the credentials`)
    }
    t.equal(await sealed(), before, 'the stored password is the old one')
    const logins = async (): Promise<number> =>
      (await steer(url, 'GET', 'requests')).filter(({ status }: { status: number }) => status === 401).length
    const refused = await logins()
    for (const [index, password] of ['typo', 'a typo', 'an other typo', 'the fourth'].entries()) {
      t.match(await stack.call('PUT', `/api/v3/sbc/${sbcId}/credentials`, { body: { password } }), {
        status: 409,
        body: { errorCode: 'sbc_credentials_refused', detail: index === 0 ? /401/ : /may be in \d+ s: a device locks/ }
      }, `candidate ${index + 1} is refused`)
    }
    t.equal(await logins(), refused + 1, 'only the first of them was tried on the device')
    t.match(
      (await stack.call('POST', `/api/v3/sbc/${sbcId}/action/test`)).body, { usable: true },
      'its user is not locked out'
    )
    await windowPasses()
    await steer(url, 'PUT', 'state', {
      users: [{ name: 'dialplane', password: 'a new one', level: 'Security Administrator' }]
    })
    for (const message of [/\(401\): the user/, /not asked again before \d+ s/]) {
      const { body } = await stack.call('POST', `/api/v3/sbc/${sbcId}/action/test`)
      t.match(body.findings.at(-1), { check: 'credentials', result: 'failed', message })
    }
    t.equal(await logins(), refused + 2, 'credentials that were refused a moment ago are not tried again')
    t.match(await stack.call('PUT', `/api/v3/sbc/${sbcId}/credentials`, { body: { password: 'a new one' } }), {
      status: 200, body: { usable: true, device: { username: 'dialplane' } }
    })
    t.match(
      (await stack.call('POST', `/api/v3/sbc/${sbcId}/action/test`)).body, { usable: true },
      'and are used from then on'
    )
    t.same(
      await records.query(
        "select id from task where state = 'finished' and (input::text || progress::text) like '%sealed%'"
      ),
      [],
      'and a task that is over remembers none of them'
    )
    t.not(await sealed(), before, 'the stored password is a new one')
  })

  await t.test('a device with TLS is trusted only by its pinned certificate or its own authority', async t => {
    const [url = ''] = await boot(t, { SBC_MOCK_TLS: '1' })
    const shown = await certificateOf(url)
    t.match(
      found(await register(url), 'connection'), /cannot be trusted \(TLS\)/, 'an unknown certificate is not trusted'
    )
    t.match(
      found(
        await register(url, {
          certificateFingerprint: shown.fingerprint256.replace(
            /^../, shown.fingerprint256.startsWith('00') ? '11' : '00'
          )
        }),
        'connection'
      ),
      /other than the one that is pinned/, 'another certificate than the pinned one is not trusted'
    )
    t.match(
      (await register(url, { certificateFingerprint: shown.fingerprint256.replaceAll(':', '').toLowerCase() })).body,
      { usable: true, device: { certificateFingerprint: shown.fingerprint256 } }
    )
    t.match((await register(url, { certificateAuthority: shown.toString() })).body, { usable: true })
  })

  await t.test('a device that asks for a client certificate gets ours', async t => {
    const { certificate: clientCertificate, key: clientKey } = selfSign()
    const authority = join(t.testdir({ 'ca.pem': clientCertificate }), 'ca.pem')
    const [url = ''] = await boot(t, { SBC_MOCK_TLS: '1', SBC_MOCK_CLIENT_CA: authority })
    const certificateFingerprint =
      (await certificateOf(url, { cert: clientCertificate, key: clientKey })).fingerprint256
    t.match(
      found(await register(url, { certificateFingerprint }), 'connection'), /TLS fails|does not answer/,
      'the device refuses a connection without our certificate'
    )
    const { body } = await register(url, { certificateFingerprint, clientCertificate, clientKey })
    t.match(body, { usable: true })
    t.equal(
      (await records.query('select client_key_encrypted is not null as sealed from sbc where id = $1', [body.sbcId]))[0]
        .sealed,
      true, 'the key is stored encrypted'
    )
  })

  await t.test('a registration with a fault is refused with the field of the fault', async t => {
    const before = await records.counts()
    const { fqdn } = (await stack.call('GET', '/api/v3/sbc/8')).body
    const wrong: Array<[body: object, field: RegExp]> = [
      [{ fqdn }, /^Fqdn$/], [{ fqdn: 'no dots' }, /^Fqdn$/], [{ baseUrl: 'ftp://x' }, /^BaseUrl$/],
      [{ baseUrl: 'http://me:secret@x.example' }, /^BaseUrl$/], [{ driver: 'cisco' }, /^Driver$/],
      [{ certificateFingerprint: 'AB:CD' }, /^CertificateFingerprint$/],
      [{ certificateAuthority: 'no PEM' }, /^CertificateAuthority$/], [{ clientKey: 'x' }, /^ClientCertificate$/],
      [{ clientCertificate: 'x', clientKey: 'x' }, /^ClientCertificate$/],
      [{ limits: { tagLength: 0 } }, /^limits\.tagLength$/], [{ username: 'a:b' }, /^Username$/]
    ]
    for (const [more, field] of wrong) {
      const answer = await register('http://127.0.0.1:9', more)
      t.equal(answer.status, 400, JSON.stringify(more))
      t.ok(
        Object.keys(answer.body.errors ?? {}).some(name => field.test(name)),
        `${JSON.stringify(more)}: ${JSON.stringify(answer.body.errors)}`
      )
    }
    t.match(await stack.call('PATCH', '/api/v3/sbc/8', { body: { password: 'not here' } }), { status: 400 })
    t.same(await records.counts(), before, 'no row was written')
  })

  await t.test('a device that is in use is not removed', async t => {
    t.match(await stack.call('DELETE', '/api/v3/sbc/8'), {
      status: 409, body: { errorCode: 'sbc_in_use', detail: /It has sites: GRXRATNEUZMNZ/ }
    })
    const { body: { sbcId } } = await register('http://127.0.0.1:9')
    await records.query(
      `insert into calling_profile_trunk (provider_id, calling_profile_id, id, fqdn) select 1, id, gen_random_uuid(),
        (select fqdn from sbc where id = $1) from calling_profile limit 1`,
      [sbcId]
    )
    await records.query(`insert into number (provider_id, number, source, ms_tenant_id, calling_profile_id) select 1,
      '+61395550099', 'webapi', $1, calling_profile_id from calling_profile_trunk
      where fqdn = (select fqdn from sbc where id = $2)`, [tenants.australian, sbcId])
    t.match(await stack.call('DELETE', `/api/v3/sbc/${sbcId}`), {
      status: 409, body: { detail: /calling profile with numbers leads to it/ }
    })
    await records.query(`delete from number where number = '+61395550099'`)
    await records.query(
      `insert into task (provider_id, id, kind, partition_key, state, step, input, caller, run_at)
        values (1, 'wup_waits', 'upload-numbers', 'x', 'waiting', 'program-sbcs', '{}', 'x', now() + interval '1 hour')`
    )
    await records.query(
      `update task set progress = jsonb_build_object('sbcIds', jsonb_build_array($1::int)) where id = 'wup_waits'`,
      [sbcId]
    )
    t.match(await stack.call('DELETE', `/api/v3/sbc/${sbcId}`), { status: 409, body: { detail: /wup_waits/ } })
    await records.query(`delete from task where id = 'wup_waits'`)
    t.match(await stack.call('DELETE', `/api/v3/sbc/${sbcId}`), { status: 200 })
  })

  await t.test('a request that is sent again registers one device', async t => {
    const [url = ''] = await boot(t)
    const body = registration(url)
    const headers = { 'idempotency-key': 'register-sydney' }
    const [first, second] = [
      await stack.call('POST', '/api/v3/sbc', { body, headers }),
      await stack.call('POST', '/api/v3/sbc', { body, headers })
    ]
    t.equal(second.status, 200, 'the second request is answered')
    t.equal(second.body.taskId, first.body.taskId, 'both answers name one task')
    t.equal(
      (await records.query('select id from sbc where fqdn = $1', [body['fqdn']])).length, 1, 'one device is registered'
    )
  })

  await t.test('only the provider sees and changes devices, and only its admins change them', async t => {
    for (const role of ['channel', 'customer'] as const) {
      t.match(
        await stack.call('GET', '/api/v3/sbc/8', { role }), { status: 403, body: { errorCode: 'out_of_scope' } },
        `${role} does not see the device`
      )
    }
    t.match(await stack.call('GET', '/api/v3/sbc/8', { role: 'monitor' }), { status: 200 })
    t.match(await stack.call('PATCH', '/api/v3/sbc/8', { role: 'operator', body: { name: 'x' } }), {
      status: 403, body: { errorCode: 'role_missing' }
    })
  })

  await t.test('no answer, log, task or record holds a secret in clear', async t => {
    const everything = JSON.stringify([
      (await stack.call('GET', '/api/v3/sbc/8')).body, (await stack.call('GET', '/api/v3/task?PageSize=1000')).body,
      await records.query('select * from task'), await records.query('select * from sbc'),
      await records.query('select * from idempotency_key')
    ])
    for (const text of [secret, 'a new one', 'not this one', 'PRIVATE KEY']) {
      t.notOk(everything.includes(text), text)
      for (const program of [api, worker]) t.notOk(program.output().includes(text), `${text} in a log`)
    }
  })
})

async function certificateOf (url: string, options: { cert?: string, key?: string } = {}): Promise<X509Certificate> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false, ...options }, () => {
      const { raw } = socket.getPeerCertificate()
      socket.destroy()
      resolve(new X509Certificate(raw))
    })
    socket.on('error', reject)
  })
}

t.test('an SBC is registered only where SBCs may be, and without TLS only in a network named for that', async t => {
  const stack = await freshStack(t)
  const register = (baseUrl: string): Promise<Answer> =>
    stack.call('POST', '/api/v3/sbc', {
      body: { name: 'X', fqdn: 'x.sbc.example', baseUrl, username: 'u', password: 'p' }, headers: { prefer: 'wait=0' }
    })
  const refused = { status: 400, body: { errors: { BaseUrl: [String] } } }
  const addresses = ['http://10.0.0.1', 'http://sbc.example', 'https://127.0.0.1', 'https://169.254.169.254']
  for (const [plain, allowed] of [['', 'https://10.0.0.1'], ['lab=10.0.0.0/8', 'http://10.0.0.1']] as const) {
    const api = await stack.startApi({ SBC_PLAIN_NETWORKS: plain })
    for (const baseUrl of addresses.filter(one => one !== allowed && !(plain !== '' && one === 'http://sbc.example'))) {
      t.match(await register(baseUrl), refused, `${plain} ${baseUrl}`)
    }
    t.match(await register(allowed), { status: 200, body: { sbcId: Number } }, `${plain} ${allowed}`)
    await api.stop()
  }
})
