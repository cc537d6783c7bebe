import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { selfSign } from './certificate.ts'
import { Device } from './device.ts'
import { listenTo } from './listener.ts'
import { readSettings, type Settings } from './settings.ts'
import type { State } from './state.ts'

function create (settings: Settings, device: Device): Server {
  const options = { keepAliveTimeout: 60_000 }
  if (settings.tls === null) return createServer(options, listenTo(device))
  const { certificate, key, clientCa, days } = settings.tls
  const pair = certificate !== null && key !== null ? { certificate, key } : selfSign(days)
  return createTlsServer({
    ...options,
    cert: pair.certificate,
    key: pair.key,
    ...clientCa === null ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }
  }, listenTo(device))
}

/** Several devices of one process differ in what identifies them. */
function stateOf (settings: Settings, index: number): State {
  const { state } = settings
  if (index === 0) return state
  const serial = Number(state.parameters?.serialNumber ?? 10000001) + index
  return {
    ...state, parameters: { ...state.parameters, serialNumber: String(serial), ipAddress: `10.0.0.${10 + index}` }
  }
}

async function start (): Promise<void> {
  const settings = readSettings(process.env)
  const servers: Server[] = []
  const devices: Device[] = []
  for (let index = 0; index < settings.devices; index++) {
    const device = new Device(stateOf(settings, index), settings.transcript)
    const server = create(settings, device)
    server.listen(settings.port === 0 ? 0 : settings.port + index, settings.host)
    await once(server, 'listening')
    servers.push(server)
    devices.push(device)
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : settings.port
    process.stdout.write(
      `${JSON.stringify({ listening: `${settings.tls === null ? 'http' : 'https'}://${settings.host}:${port}` })}\n`
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      for (const server of servers) {
        server.close()
        server.closeAllConnections()
      }
      for (const device of devices) device.reset()
    })
  }
}

start().catch((error: unknown) => {
  process.stderr.write(`sbc-mock: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
  // A device that already listens would keep the process alive.
  process.exit()
})
