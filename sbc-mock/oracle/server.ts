import { once } from 'node:events'
import { createServer } from 'node:http'
import { OracleSbc } from './listener.ts'

async function start (): Promise<void> {
  const {
    ORACLE_MOCK_PORT = '8295', ORACLE_MOCK_HOST = '127.0.0.1', ORACLE_MOCK_USER = 'dialplane',
    ORACLE_MOCK_PASSWORD = 'demo-sbc-password', ORACLE_MOCK_REALMS = 'OCDialPlan,CustDialPlan',
    ORACLE_MOCK_VERSIONS = 'v1.2,v1.1'
  } = process.env
  if (!/^\d{1,5}$/.test(ORACLE_MOCK_PORT)) throw new Error(`ORACLE_MOCK_PORT must be a number, not "${ORACLE_MOCK_PORT}"`)
  const list = (text: string): string[] => text.split(',').filter(name => name !== '')
  const device = new OracleSbc({
    user: ORACLE_MOCK_USER, password: ORACLE_MOCK_PASSWORD, realms: list(ORACLE_MOCK_REALMS),
    versions: list(ORACLE_MOCK_VERSIONS)
  })
  const server = createServer((request, response) => {
    device.answer(request, response).catch((error: unknown) => {
      if (!request.destroyed) console.error(error)
      response.destroy()
    })
  })
  server.listen(Number(ORACLE_MOCK_PORT), ORACLE_MOCK_HOST)
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : ORACLE_MOCK_PORT
  process.stdout.write(`${JSON.stringify({ listening: `http://${ORACLE_MOCK_HOST}:${port}` })}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close()
      server.closeAllConnections()
    })
  }
}

start().catch((error: unknown) => {
  process.stderr.write(`oracle-mock: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
  process.exit()
})
