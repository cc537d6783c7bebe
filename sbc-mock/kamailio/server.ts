import { once } from 'node:events'
import { createServer } from 'node:http'
import { Kamailio } from './listener.ts'

async function start (): Promise<void> {
  const {
    KAMAILIO_MOCK_PORT = '8290', KAMAILIO_MOCK_HOST = '127.0.0.1', KAMAILIO_MOCK_USER = 'dialplane',
    KAMAILIO_MOCK_PASSWORD = 'demo-sbc-password',
    KAMAILIO_MOCK_TABLES = 'OCDialPlan=oc_dial_plan,CustDialPlan=cust_dial_plan'
  } = process.env
  if (!/^\d{1,5}$/.test(KAMAILIO_MOCK_PORT)) {
    throw new Error(`KAMAILIO_MOCK_PORT must be a number, not "${KAMAILIO_MOCK_PORT}"`)
  }
  const tables = KAMAILIO_MOCK_TABLES.split(',').filter(text => text !== '').map(text => {
    const [name = '', dbtable = ''] = text.split('=')
    return { name, dbtable }
  })
  const kamailio = new Kamailio({ user: KAMAILIO_MOCK_USER, password: KAMAILIO_MOCK_PASSWORD, tables })
  const server = createServer((request, response) => {
    kamailio.answer(request, response).catch((error: unknown) => {
      if (!request.destroyed) console.error(error)
      response.destroy()
    })
  })
  server.listen(Number(KAMAILIO_MOCK_PORT), KAMAILIO_MOCK_HOST)
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : KAMAILIO_MOCK_PORT
  process.stdout.write(`${JSON.stringify({ listening: `http://${KAMAILIO_MOCK_HOST}:${port}` })}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close()
      server.closeAllConnections()
    })
  }
}

start().catch((error: unknown) => {
  process.stderr.write(`kamailio-mock: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
  process.exit()
})
