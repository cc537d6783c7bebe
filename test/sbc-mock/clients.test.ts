import { request } from 'node:http'
import t from 'tap'
import { admin, bootOne } from './boot.ts'

const sbc = await bootOne(t)
t.beforeEach(async () => { await sbc.mock('POST', 'reset') })

const script =
  'configure voip\r\n sbc dial-plan 0\r\n  dial-plan-rule new\r\n   prefix "+4561000001#"\r\n   activate\r\n'

/** Sends exactly these bytes, as clients written by hand do. */
async function raw (
  path: string, headers: Record<string, string>, body: string
): Promise<{ status: number, text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      sbc.base + path,
      { method: 'PUT', headers: { authorization: admin, ...headers } },
      response => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text })
        })
      }
    )
    sent.on('error', reject)
    // A client that asked first waits for the go-ahead.
    if ('expect' in headers) sent.on('continue', () => sent.end(body))
    else sent.end(body)
  })
}

function part (boundary: string, disposition: string, type: string, content: string): string {
  const header = type === '' ? disposition : `${disposition}\r\nContent-Type: ${type}`
  return `--${boundary}\r\n${header}\r\n\r\n${content}\r\n--${boundary}--\r\n`
}

const path = '/api/v1/files/cliScript/incremental'
const file = 'Content-Disposition: form-data; name="file"; filename='

const forms: Array<[string, Record<string, string>, string]> = [
  [
    'curl --form without Expect', { 'content-type': 'multipart/form-data; boundary=------------------------7c1f' },
    part('------------------------7c1f', `${file}"x.txt"`, 'text/plain', script)
  ],
  ['curl --form that waits for 100 Continue', {
    expect: '100-continue', 'content-type': 'multipart/form-data; boundary=------------------------7c1f'
  }, part('------------------------7c1f', `${file}"x.txt"`, 'application/octet-stream', script)],
  [
    'python requests, which names no type', { 'content-type': 'multipart/form-data; boundary=3f2a' },
    part('3f2a', `${file}"cli.txt"`, '', script)
  ],
  [
    'a form built by hand with a quoted boundary', { 'content-type': 'multipart/form-data; boundary="a b"' },
    part('a b', `${file}"incremental.txt"`, 'application/octet-stream', script)
  ],
  [
    'a form with another field before the file', { 'content-type': 'multipart/form-data; charset=utf-8; boundary=q' },
    '--q\r\nContent-Disposition: form-data; ' +
    `name="note"\r\n\r\nhello\r\n${part('q', `${file}"x"`, 'text/plain', script)}`
  ]
]

for (const [name, headers, body] of forms) {
  t.test(`a script is accepted from ${name}`, async (t) => {
    const { status, text } = await raw(path, headers, body)
    t.equal(status, 200, text)
    t.match(
      JSON.parse(text), { status: 'success', description: 'Incremental CLI Script file was loaded.', output: '' },
      'the answer reports success'
    )
    t.strictSame(await sbc.prefixes(), ['+4561000001#'], 'the rule is there')
  })
}

const wrong: Array<[string, Record<string, string>, string]> = [
  ['a script that is not a form', { 'content-type': 'text/plain' }, script],
  ['a script as JSON, as one manual page says', { 'content-type': 'application/json' }, JSON.stringify({ script })],
  ['a form without a boundary', { 'content-type': 'multipart/form-data' }, part('q', `${file}"x"`, '', script)],
  [
    'a form that ends in the middle', { 'content-type': 'multipart/form-data; boundary=q' },
    part('q', `${file}"x"`, '', script).slice(0, -6)
  ],
  [
    'a form whose file has another name', { 'content-type': 'multipart/form-data; boundary=q' },
    part('q', 'Content-Disposition: form-data; name="script"; filename="x"', '', script)
  ],
  [
    'a form whose file has no file name', { 'content-type': 'multipart/form-data; boundary=q' },
    part('q', 'Content-Disposition: form-data; name="file"', '', script)
  ],
  [
    'a form with bare line feeds', { 'content-type': 'multipart/form-data; boundary=q' },
    part('q', `${file}"x"`, '', script).replaceAll('\r\n', '\n')
  ]
]

for (const [name, headers, body] of wrong) {
  t.test(`${name} is refused and changes nothing`, async (t) => {
    const { status, text } = await raw(path, headers, body)
    t.equal(status, 400, 'the request is refused')
    t.match(JSON.parse(text), { description: /is incorrect$/ }, 'the answer says that the file is incorrect')
    t.strictSame(await sbc.prefixes(), [], 'no rule is there')
  })
}

t.test('a dial plan file is accepted raw or as a form', async (t) => {
  const csv = 'DialPlanName,Name,Prefix,Tag\r\n"OCDialPlan","+4561000001","+4561000001#","BLACK"\r\n'
  t.match(await raw('/api/v1/files/dialplan', { 'content-type': 'text/csv' }, csv), { status: 200 })
  t.match(await sbc.rules(), [{ index: 0, name: '+4561000001', prefix: '+4561000001#', tag: 'BLACK' }])
  t.equal((await sbc.upload('/api/v1/files/dialplan', csv.replaceAll('61', '62'))).status, 200, 'the form is accepted')
  t.strictSame(await sbc.prefixes(), ['+4562000001#'], 'the rule of the form is there')
})
