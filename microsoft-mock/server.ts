import { readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { buildApp } from './app.ts'
import { selfSign, type Pair } from './certificate.ts'
import { readConfig } from './config.ts'
import { Barriers } from './control/barriers.ts'
import { Recording } from './control/recording.ts'
import { RequestLog } from './control/request-log.ts'
import { openKeys } from './entra/keys.ts'
import type { Mock } from './mock.ts'
import { loadWorld, parseState } from './state/load.ts'

async function start () {
  const config = readConfig(process.env)
  const seed = parseState(config.statePath === null ? {} : JSON.parse(readFileSync(config.statePath, 'utf8')))
  const mock: Mock = {
    baseUrl: config.baseUrl ?? '',
    world: loadWorld(seed),
    seed,
    keys: await openKeys(config.keyPath),
    requests: new RequestLog(),
    faults: [],
    barriers: new Barriers(),
    recording: config.replayPath === null ? null : new Recording(readFileSync(config.replayPath, 'utf8')),
    throttled: new Map()
  }
  const app = buildApp(mock, config.certificatePath === null ? null : certify(config.certificatePath))
  await app.listen({ host: config.host, port: config.port })
  const scheme = config.certificatePath === null ? 'http' : 'https'
  const listening = `${scheme}://${addressOf(config.host, app.server.address())}`
  mock.baseUrl ||= listening
  process.stdout.write(JSON.stringify({ listening }) + '\n')

  const stop = () => {
    // Keep-alive connections would hold the process up for as long as their clients like.
    app.server.closeAllConnections()
    app.close().then(() => process.exit(0), () => process.exit(1))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function addressOf (host: string, address: AddressInfo | string | null) {
  const port = typeof address === 'object' ? address?.port : address
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

// Clients have to trust the certificate, so it stands where they can read it; the key never leaves the process.
function certify (path: string): Pair {
  const pair = selfSign()
  writeFileSync(path, pair.certificate)
  return pair
}

start().catch((error: unknown) => {
  process.stderr.write(`microsoft-mock: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
