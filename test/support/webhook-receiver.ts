import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Test } from 'tap'
import { selfSign } from '../../sbc-mock/certificate.ts'
import type { Anything } from './anything.ts'

interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: Anything
}

export interface Receiver {
  readonly url: string
  /** What trusts it: the certificate, and a file that holds it. */
  readonly certificate: string
  readonly caFile: string
  readonly calls: Received[]
  /** How calls are answered; 204 at first. */
  respond: (response: ServerResponse, call: Received) => void
  /** The first call to a path, or the next one when `after` are known already. */
  received (path: string, after?: number): Promise<Received>
}

/** A caller's receiver of webhooks: https on loopback, with a certificate that nobody else has. */
export async function startReceiver (t: Test): Promise<Receiver> {
  const { certificate, key } = selfSign()
  const folder = mkdtempSync(join(tmpdir(), 'webhook-receiver-'))
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, certificate)
  const watchers = new Set<() => void>()
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const body = await text(request)
    const call = { path: request.url ?? '', headers: request.headers, body: body === '' ? undefined : JSON.parse(body) }
    receiver.calls.push(call)
    receiver.respond(response, call)
    for (const watch of watchers) watch()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise<void>(resolve => {
    rmSync(folder, { recursive: true, force: true })
    server.close(() => resolve())
    server.closeAllConnections()
  }))
  const receiver: Receiver = {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate,
    caFile,
    calls: [],
    respond: response => { response.writeHead(204).end() },
    received: (path, after = 0) => new Promise(resolve => {
      const watch = (): void => {
        const call = receiver.calls.filter(call => call.path === path)[after]
        if (call === undefined) return
        watchers.delete(watch)
        resolve(call)
      }
      watchers.add(watch)
      watch()
    })
  }
  return receiver
}
