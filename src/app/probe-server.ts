import { createServer, type Server } from 'node:http'
import type { ProbeAnswer, Probes } from './probes.ts'

const nothing: ProbeAnswer = { status: 404, type: 'text/plain', text: 'There are /healthz, /readyz and /metrics.\n' }
const refused: ProbeAnswer = { status: 401, type: 'text/plain', text: 'Send the token of METRICS_ACCESS.\n' }

/** Probes and metrics of a worker, which answers nothing else. Resolves with the port that it listens on. */
export async function serveProbes (
  probes: Probes, host: string, port: number
): Promise<{ port: number, close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    void answerTo(request.url?.split('?', 1)[0], request.headers.authorization).then(({ status, type, text }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text)
    })
  })
  async function answerTo (path: string | undefined, authorization: string | undefined): Promise<ProbeAnswer> {
    if (path === '/healthz') return probes.healthz()
    if (path === '/readyz') return probes.readyz()
    return path === '/metrics' ? await probes.metrics(authorization) ?? refused : nothing
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => new Promise(resolve => { server.close(() => resolve()); server.closeAllConnections() })
  }
}
