import pg from 'pg'
import type { Logger } from 'pino'
import { clientOptions } from './connect.ts'

/** Wakes on NOTIFY. A lost connection is opened again; until then polling finds the tasks. */
export function listen (databaseUrl: string, log: Logger, wake: () => void): { close: () => Promise<void> } {
  let closed = false
  let client: pg.Client | undefined

  async function connect (): Promise<void> {
    while (!closed) {
      client = new pg.Client({ ...clientOptions(databaseUrl), application_name: 'dialplane listener' })
      const lost = new Promise<void>(resolve => {
        client?.on('error', error => { log.debug({ err: error }, 'The listening connection failed'); resolve() })
        client?.on('end', () => resolve())
      })
      client.on('notification', wake)
      try {
        await client.connect()
        await client.query('listen task_ready')
        wake()
        await lost
      } catch (error) {
        log.debug({ err: error }, 'Cannot listen yet')
      }
      await client.end().catch(() => {})
      if (!closed) await new Promise(resolve => setTimeout(resolve, 1000))
    }
  }
  const done = connect()
  return { async close () { closed = true; await client?.end().catch(() => {}); await done } }
}
