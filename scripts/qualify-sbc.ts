import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readAddressPolicy } from '../src/schemas/address-policy.ts'
import { openKamailio } from '../src/upstreams/sbc/http-kamailio.ts'
import { openMediant } from '../src/upstreams/sbc/http-mediant.ts'
import { openOracle } from '../src/upstreams/sbc/http-oracle.ts'
import { qualify } from '../src/upstreams/sbc/qualification.ts'
import type { SbcConnection } from '../src/upstreams/sbc/sbc.ts'
import { disguiser, type Exchange } from '../src/upstreams/sbc/transcript.ts'
import { CannotStart, explain } from './cannot-start.ts'

const drivers = { mediant: openMediant, kamailio: openKamailio, oracle: openOracle }
/** The device itself is asked what it takes. */
const anyLength = { nameLength: 1000, prefixLength: 1000, tagLength: 1000 }

const usage = `SBC_PASSWORD=… ./scripts/qualify-sbc --url <base URL> --username <user>
  [--driver mediant|kamailio|oracle] [--plan OCDialPlan] [--fingerprint <SHA-256 of its certificate>]
  [--transcript <file>: every request and answer, with secrets, numbers, tenants and addresses replaced]`

try {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' }, username: { type: 'string' }, driver: { type: 'string', default: 'mediant' },
      plan: { type: 'string', default: 'OCDialPlan' }, fingerprint: { type: 'string' }, transcript: { type: 'string' }
    }
  })
  const { SBC_PASSWORD: password, CALLED_FROM: folder = '.' } = process.env
  if (values.url === undefined || values.username === undefined || password === undefined) throw new CannotStart(usage)
  if (!URL.canParse(values.url)) throw new CannotStart(`${values.url} is no URL.`)
  const exchanges: Exchange[] = []
  const connection: SbcConnection = {
    id: 0, name: 'SBC', driver: values.driver, baseUrl: values.url, username: values.username, password,
    // An engineer says where to call, and is asked by nobody else.
    addresses: readAddressPolicy('public,private,loopback', 'any=0.0.0.0/0'),
    certificateAuthority: undefined, certificateFingerprint: values.fingerprint, limits: {},
    ...(values.transcript !== undefined && { tell: (exchange: Exchange) => { exchanges.push(exchange) } })
  }
  const open = Object.entries(drivers).find(([name]) => name === values.driver)?.[1]
  if (open === undefined) throw new CannotStart(`--driver is one of ${Object.keys(drivers).join(', ')}.`)
  const sbc = open({ ...connection, limits: anyLength })
  const { isFit, profile, findings } = await qualify(sbc, connection, values.plan)
  await sbc.close()
  for (const { check, result, message } of findings) console.log(`${result.padEnd(8)} ${check.padEnd(12)} ${message}`)
  console.log(JSON.stringify(profile, null, 2))
  if (values.transcript !== undefined) {
    const disguise = disguiser()
    const lines = exchanges.map(({ path, body, answer, ...exchange }) =>
      JSON.stringify({
        ...exchange, path: disguise(path), body: body === null ? null : disguise(body), answer: disguise(answer)
      })
    )
    await writeFile(resolve(folder, values.transcript), `${lines.join('\n')}\n`)
    console.log(`${exchanges.length} requests are in ${values.transcript}; read it before you send it to anybody.`)
  }
  console.log(isFit ? 'It can have numbers.' : 'It is not fit for numbers.')
  if (!isFit) process.exitCode = 1
} catch (error) {
  explain(error)
}
