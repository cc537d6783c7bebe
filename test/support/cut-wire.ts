import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Test } from 'tap'

export interface Wire {
  readonly url: string
  /** Breaks every connection and lets no new one through. */
  cut (): void
  /** Keeps every connection open and carries nothing more on it, as a firewall that has lost its state. */
  silence (): void
  /** Carries new connections again; those that fell silent stay so. */
  mend (): void
}

/** A way to the database that can be cut, as networks can. */
export async function startWire (t: Test, databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let state: 'carries' | 'cut' | 'silent' = 'carries'
  const server = createServer(socket => {
    if (state === 'cut') {
      socket.destroy()
      return
    }
    if (state === 'silent') {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => sockets.delete(socket)).resume()
      return
    }
    const beyond = connect(Number(target.port || 5432), target.hostname)
    for (const [one, other] of [[socket, beyond], [beyond, socket]] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => { sockets.delete(one); other.destroy() })
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise(resolve => { server.close(resolve); for (const socket of sockets) socket.destroy() }))
  const near = new URL(databaseUrl)
  near.hostname = '127.0.0.1'
  near.port = String((server.address() as AddressInfo).port)
  return {
    url: near.href,
    cut () {
      state = 'cut'
      for (const socket of sockets) socket.destroy()
    },
    silence () {
      state = 'silent'
      for (const socket of sockets) socket.unpipe().resume()
    },
    mend () { state = 'carries' }
  }
}
