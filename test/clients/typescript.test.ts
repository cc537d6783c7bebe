import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Webhook } from 'standardwebhooks'
import t from 'tap'
import {
  clientCredentials, Dialplane, DialplaneProblem, finished, followEvents, followTask, NotVerified, readEvents,
  uploadAndWait, verifyWebhook, type ClientSettings, type Event, type InputOf
} from '../../clients/typescript/src/index.ts'
import { credentialsOf, tokenUrl } from '../../scripts/stack/demo.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { profiles, startStack, tenants } from '../support/stack.ts'

const run = promisify(execFile)

const uploadOf = (...phoneNumbers: string[]): InputOf<'uploadNumbers'> => ({
  query: { msTenantId: tenants.australian },
  body: { callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers, country: 'AU' }
})

t.test('the client of our own', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const credentials = { tokenUrl: tokenUrl(stack.microsoft.url), ...credentialsOf('admin') }
  const token = clientCredentials(credentials)
  const clientWith = (settings: Partial<ClientSettings> = {}): Dialplane =>
    new Dialplane({ baseUrl: stack.baseUrl, token, ...settings })
  const client = clientWith()

  await t.test('uploads numbers, and tells of each what became of it', async t => {
    const { task, items, failed } = await uploadAndWait(client, uploadOf('+61395556801', '+61395556802'))
    t.equal(task.status, 'CompletedSuccess')
    t.same(items.map(({ number, outcome }) => [number, outcome]), [
      ['+61395556801', 'succeeded'], ['+61395556802', 'succeeded']
    ])
    t.same(failed, [])
    const states = []
    for await (const { status } of followTask(client, task.id)) states.push(status)
    t.same(states, ['CompletedSuccess'], 'one that follows a task that is over gets its end')
  })

  await t.test('reads a list page after page, each entry once', async t => {
    const found = []
    for await (const { telephoneNumber } of client.each('listNumbers', {
      query: { numberPrefix: '+6139555680', PageSize: 1 }
    })) found.push(telephoneNumber)
    t.same(found.sort(), ['+61395556801', '+61395556802'])
    const tasks = []
    for await (const { id } of client.each('listTasks', { query: { PageSize: 1, fields: 'id' } })) tasks.push(id)
    t.equal(new Set(tasks).size, tasks.length, 'by cursor as well')
    t.ok(tasks.length > 0)
  })

  await t.test('throws problems that can be told apart', async t => {
    const { query, body } = uploadOf('+61395556809')
    const wrong = await client.call('uploadNumbers', { query, body: { ...body, callingProfile: 'none' } })
      .catch((error: unknown) => error)
    t.ok(wrong instanceof DialplaneProblem && wrong.status === 400)
    t.match(wrong, { errors: { CallingProfile: [/Invalid/] }, message: /CallingProfile: Invalid/ })
    const missing = await client.call('getTask', { path: { taskid: 'wup_none' } }).catch((error: unknown) => error)
    t.match(missing, { code: 'task_not_found', status: 404, traceId: /^00-/ })
    await t.rejects(client.call('getTask', { path: { taskid: '' } }), /getTask needs taskid/, 'before anything is sent')
  })

  await t.test('sends what got no answer again, with its key, and nothing is done twice', async t => {
    const lost: Response[] = []
    const forgetful = clientWith({
      async fetch (...sent) {
        const response = await fetch(...sent)
        if (lost.length > 1) return response
        lost.push(response)
        throw new TypeError('fetch failed')
      }
    })
    const input = uploadOf('+61395556803')
    const { taskId } = await forgetful.call('uploadNumbers', input)
    const first = await Promise.all(lost.map(response => response.json()))
    t.same(first, [{ taskId }, { taskId }], 'the answers that were lost name the same task')
    t.equal((await finished(client, { taskId })).task.status, 'CompletedSuccess')
    const nowhere = clientWith({ tries: 2, fetch: () => Promise.reject(new TypeError('away')) })
    await t.rejects(nowhere.call('listNumbers'), /away/)
  })

  await t.test('gets another token when its own is refused, once', async t => {
    const renewals: boolean[] = []
    const late = clientWith({
      token: renew => {
        renewals.push(renew === true)
        return renew === true ? token() : Promise.resolve('expired')
      }
    })
    t.ok((await late.call('listCallingProfiles')).length > 0)
    t.same(renewals, [false, true])
    const refused = clientWith({ token: () => Promise.resolve('bad') })
    t.match(await refused.call('listCallingProfiles').catch((error: unknown) => error), { code: 'token_invalid' })
    const strangers = clientWith({ token: clientCredentials({ ...credentials, clientSecret: 'wrong' }) })
    t.match(await strangers.call('listCallingProfiles').catch((error: unknown) => error), { status: 401 })
  })

  await t.test('reads the event log, and goes on with what comes', async t => {
    const known: Event[] = []
    for await (const event of readEvents(client, { types: ['numbers.*'] })) known.push(event)
    t.ok(known.some(({ type }) => type === 'numbers.uploaded'), 'what was uploaded is told')
    const stopping = new AbortController()
    const { signal } = stopping
    const following = followEvents(client, { after: known.at(-1)?.id ?? '', types: ['task.*'], signal })
    const { taskId } = await client.call('uploadNumbers', uploadOf('+61395556804'))
    for await (const { type, subject } of following) {
      if (subject === taskId && type === 'task.finished') break
    }
    stopping.abort()
    await t.rejects(async () => { for await (const _ of followEvents(client, { signal })); })
  })

  await t.test('comes as a package with a command that uploads a file and follows it', async t => {
    const folder = t.testdir({ 'numbers.csv': 'telephoneNumber\n+61395556805\n+6139\n' })
    const npm = ['--offline', '--no-audit', '--no-fund', '--loglevel=error']
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder }
    await run('npm', ['pack', ...npm, '--pack-destination', folder], {
      cwd: join(projectRoot(), 'clients/typescript'), env
    })
    const [packed = ''] = (await readdir(folder)).filter(name => name.endsWith('.tgz'))
    await writeFile(join(folder, 'package.json'), '{}')
    await run('npm', ['install', ...npm, packed], { cwd: folder, env })
    const dialplane = async (args: string[], more: Record<string, string> = {}): Promise<Said> => {
      const said = run(join(folder, 'node_modules/.bin/dialplane'), args, { cwd: folder, env: { ...env, ...more } })
      return await said.then(done => ({ ...done, code: 0 }), (error: Said) => error)
    }
    t.match(await dialplane(['numbers']), { code: 1, stderr: /^dialplane: Missing: --base-url, .*\n$/ })
    const asAdmin = [
      'login', '--base-url', stack.baseUrl, '--token-url', credentials.tokenUrl, '--scope', credentials.scope,
      '--client-id', credentials.clientId
    ]
    t.match(await dialplane(asAdmin, { CLIENT_SECRET: 'wrong' }), { code: 1 }, 'what does not work is not kept')
    t.match(await dialplane(asAdmin, { CLIENT_SECRET: credentials.clientSecret }), { code: 0, stdout: '' })
    const uploaded = await dialplane([
      'upload', '--tenant', tenants.australian, '--profile', profiles.withSbcs, '--usage', 'CallingUserAssignment',
      '--wait', 'numbers.csv'
    ])
    t.match(uploaded, { code: 2, stdout: /^\W*61395556805.*succeeded[^]*\+?6139\D.*failed/m }, 'the bad row comes back')
    t.match(uploaded.stderr, /\[#*\.*\] \d\/2 /, 'with a progress bar')
    const numbers = await dialplane(['numbers', '--prefix', '+61395556805'])
    t.match(JSON.parse(numbers.stdout), { telephoneNumber: '+61395556805' })
    const events = (await dialplane(['events', '--types', 'task.finished'])).stdout.trim().split('\n')
    const { subject }: Event = JSON.parse(events.at(-1) ?? '')
    t.match(await dialplane(['task', 'watch', subject]), { stderr: /Completed/ })
    t.match(await dialplane(['drift', '--read']), { code: 0, stdout: '', stderr: /Differences: 0/ }, 'and no drift')
    t.match(await dialplane(['call', 'getSbcDevice', 'sbcId=8']), { code: 0, stdout: /"sbcId":8/ })
    t.match(await dialplane(['task', 'watch', 'wup_none']), { code: 1, stderr: /^dialplane: .*\(00-[-0-9a-f]+\)\n$/ })
    t.match(await dialplane(['upload', 'no.csv']), { code: 1, stderr: /^dialplane: .*no\.csv.*\n$/ })
    await dialplane(['logout'])
    t.match(await dialplane(['numbers']), { code: 1 })
  })
})

interface Said { code: number, stdout: string, stderr: string }

t.test('a webhook call is an event once its signature holds', async t => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
  const other = `whsec_${Buffer.alloc(24, 8).toString('base64')}`
  const body = JSON.stringify({ id: '7', type: 'webhook.test', data: {} })
  const now = new Date()
  const signed = (at = now): Record<string, string> => ({
    'webhook-id': '7',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': `v1,AAAA v1a,ignored ${new Webhook(secret).sign('7', at, body)}`
  })
  t.match(await verifyWebhook(body, signed(), secret), { type: 'webhook.test' })
  t.match(await verifyWebhook(body, new Headers(signed()), [other, secret]), { id: '7' }, 'either of two live secrets')
  const calls: Array<[why: string, body: string, headers: Record<string, string>, secret: string]> = [
    ['another secret', body, signed(), other],
    ['another body', body.replace('7', '8'), signed(), secret],
    ['another id', body, { ...signed(), 'webhook-id': '8' }, secret],
    ['an old call', body, signed(new Date(now.getTime() - 400_000)), secret],
    ['no signature', body, {}, secret],
    ['a signature that is none', body, { ...signed(), 'webhook-signature': 'v1,%%%' }, secret]
  ]
  for (const [why, ...call] of calls) await t.rejects(verifyWebhook(...call), NotVerified, why)
})
