import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The network between the processes and PostgreSQL, as networks can be. What is not carried is not told to anybody. */
export interface Wire {
  readonly port: number
  /** Nothing is carried any more, on old connections and on new ones: a firewall that has lost its state. */
  blackHole (): void
  /** New connections work; those of before stay silent. */
  carry (): void
  /** Ends every connection in the direction of the processes alone; what they send goes nowhere. */
  halfClose (): void
  /** Resets every connection. */
  reset (): void
  close (): Promise<void>
}

/** `portNow` says where PostgreSQL is: after a failover elsewhere. */
export async function openWire (portNow: () => number): Promise<Wire> {
  const pairs = new Set<{ near: Socket, far: Socket | undefined }>()
  let carries = true
  const server = createServer(near => {
    const far = carries ? connect(portNow(), '127.0.0.1') : undefined
    const pair = { near, far }
    pairs.add(pair)
    near.on('error', () => far?.destroy())
    near.on('close', () => { pairs.delete(pair); far?.destroy() })
    far?.on('error', () => near.destroy())
    far?.on('close', () => { if (!near.isPaused()) near.destroy() })
    if (far === undefined) {
      near.pause()
      return
    }
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    blackHole () {
      carries = false
      for (const { near, far } of pairs) {
        near.unpipe().pause()
        far?.unpipe().resume()
      }
    },
    carry () { carries = true },
    halfClose () {
      for (const { near, far } of pairs) {
        near.unpipe().resume()
        far?.unpipe().resume()
        near.end()
      }
    },
    reset () {
      for (const { near, far } of pairs) {
        near.resetAndDestroy()
        far?.destroy()
      }
    },
    async close () {
      for (const { near } of pairs) near.destroy()
      await new Promise(resolve => server.close(resolve))
    }
  }
}
