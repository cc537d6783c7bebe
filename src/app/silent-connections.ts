import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Milliseconds in which a connection that was opened must begin to ask for something, once the process is to stop. */
const patience = 1000

/**
 * Connections on which nothing is asked. Node's `closeIdleConnections` leaves those alone that never brought a request,
 * and a closed server does not reckon their time any more, so that one of them would hold a process until it is killed.
 * Follows the connections of `server` from now on; what it returns ends those that are silent.
 */
export function silentConnections (server: Server): () => void {
  const connections = new Map<Socket, { requests: number, quietSince: number }>()
  server.on('connection', (socket: Socket) => {
    connections.set(socket, { requests: 0, quietSince: performance.now() })
    socket.once('close', () => connections.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    const connection = connections.get(socket)
    if (connection === undefined) return
    connection.requests++
    response.once('close', () => {
      connection.requests--
      connection.quietSince = performance.now()
    })
  })
  return () => {
    const latest = performance.now() - patience
    for (const [socket, { requests, quietSince }] of connections) {
      if (requests === 0 && quietSince < latest) socket.destroy()
    }
  }
}
