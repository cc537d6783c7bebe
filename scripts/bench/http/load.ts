import { connect, type Socket } from 'node:net'
import { offer } from '../offer.ts'
import { clock } from '../queues/payload.ts'
import { quantile } from '../figure.ts'
import { requestOf, type Request } from './requests.ts'

// A load generator over plain sockets: one request under way per connection. Those from npm take as much of the
// processor as the server they measure, which on two cores would halve every ratio.

export interface Result { perSecond: number, p50: number, p99: number, count: number }

interface Target { port: number, request: Request }

class Connection {
  readonly #socket: Socket
  #received: Buffer = Buffer.alloc(0)
  #answer: ((status: number) => void) | undefined
  #fail: ((error: Error) => void) | undefined

  constructor (socket: Socket) {
    this.#socket = socket.setNoDelay(true)
    socket.on('data', chunk => this.#take(chunk))
    socket.on('error', error => this.#fail?.(error))
    socket.on('close', () => this.#fail?.(new Error('The connection was closed')))
  }

  send (request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#answer = resolve
      this.#fail = reject
      this.#socket.write(request)
    })
  }

  close (): void {
    this.#fail = undefined
    this.#socket.destroy()
  }

  #take (chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const head = this.#received.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = /content-length: (\d+)/i.exec(this.#received.toString('latin1', 0, head))?.[1]
    if (length === undefined) return this.#fail?.(new Error('The answer has no length'))
    if (this.#received.length < head + 4 + Number(length)) return
    const status = Number(this.#received.toString('latin1', 9, 12))
    if (status >= 300) this.#fail?.(new Error(this.#received.toString()))
    this.#received = Buffer.alloc(0)
    this.#answer?.(status)
  }
}

function open (port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(new Connection(socket)))
    socket.once('error', reject)
  })
}

function summary (times: readonly number[], milliseconds: number): Result {
  return {
    perSecond: times.length / milliseconds * 1000, p50: quantile(times, 0.5), p99: quantile(times, 0.99),
    count: times.length
  }
}

offer({
  /** As many requests as the server answers, over a number of connections. */
  async closedLoop (
    { port, request, connections, seconds }: Target & { connections: number, seconds: number }
  ): Promise<Result> {
    const opened = await Promise.all(Array.from({ length: connections }, () => open(port)))
    const next = requestOf(request)
    const times: number[] = []
    const begun = performance.now()
    const end = begun + seconds * 1000
    await Promise.all(opened.map(async connection => {
      for (let at = performance.now(); at < end;) {
        await connection.send(next())
        const now = performance.now()
        times.push(now - at)
        at = now
      }
    }))
    const took = performance.now() - begun
    for (const connection of opened) connection.close()
    return summary(times, took)
  },
  /** So many requests a second, however long the answers take; times count from when each was due. */
  async openLoop (
    { port, request, perSecond, seconds }: Target & { perSecond: number, seconds: number }
  ): Promise<Result> {
    const idle: Connection[] = await Promise.all(Array.from({ length: 64 }, () => open(port)))
    const next = requestOf(request)
    const times: number[] = []
    const answers: Array<Promise<void>> = []
    const begun = performance.now()
    for (let index = 0; index < perSecond * seconds; index++) {
      const due = begun + index * 1000 / perSecond
      while (performance.now() < due) await new Promise(resolve => setTimeout(resolve, due - performance.now()))
      const connection = idle.pop() ?? await open(port)
      answers.push(connection.send(next()).then(() => { times.push(performance.now() - due); idle.push(connection) }))
    }
    await Promise.all(answers)
    const took = performance.now() - begun
    for (const connection of idle) connection.close()
    return summary(times, took)
  },
  /** One after another; answers the milliseconds of each and when it began and ended. */
  async oneByOne (
    { port, request, count }: Target & { count: number }
  ): Promise<Result & { began: number, ended: number }> {
    const connection = await open(port)
    const next = requestOf(request)
    const times: number[] = []
    const began = clock()
    for (let index = 0; index < count; index++) {
      const at = performance.now()
      await connection.send(next())
      times.push(performance.now() - at)
    }
    connection.close()
    return { ...summary(times, clock() - began), began, ended: clock() }
  }
})
