import { createServer } from 'node:net'
import { CannotStart, systemCode } from '../cannot-start.ts'
import type { Settings } from './settings.ts'

/** Finds out before anything starts, so that the answer names the setting that mends it. */
export async function requireFreePorts (
  { host, port, microsoftMockPort, sbcMockPorts: [first, second] }: Settings
): Promise<void> {
  const wanted: Array<[setting: string, host: string, port: number]> = [
    ['PORT', host, port],
    ['MICROSOFT_MOCK_PORT', '127.0.0.1', microsoftMockPort],
    ['SBC_MOCK_PORT', '127.0.0.1', first],
    ['SBC_MOCK_PORT', '127.0.0.1', second]
  ]
  const twice = wanted.find(([, , port], index) => wanted.findIndex(other => other[2] === port) !== index)
  if (twice !== undefined) {
    throw new CannotStart(`${twice[0]} names port ${twice[2]}, which another part of the stack uses too.`)
  }
  await Promise.all(wanted.map(([setting, host, port]) => requireFree(setting, host, port)))
}

function requireFree (setting: string, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', error => reject(new CannotStart(explanation(setting, host, port, systemCode(error)))))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function explanation (setting: string, host: string, port: number, code: string | undefined): string {
  const other = `${setting}=${port < 1024 ? 8080 : port + 1000} ./scripts/up`
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program: stop that one, or choose another port: ${other}`
  }
  if (code === 'EACCES') return `Port ${port} needs root: choose another port: ${other}`
  return `Nothing can listen on ${host}:${port} (${code ?? 'unknown error'}): mend HOST, or choose another port: ` +
    `${other}`
}
