import type { Logger } from 'pino'
import { clientOptions } from './connect.ts'
import type { DatabaseDeadlines } from './deadlines.ts'
import { SilenceWatch } from './silence-watch.ts'
import { WatchedClient } from './watched-client.ts'

/**
 * Wakes on NOTIFY, with what was told. A lost connection is opened again, and then wakes with nothing: somebody may
 * have told something in between. As nobody asks anything on this connection, it asks itself now and then whether it
 * still lives.
 */
export function listen (
  { databaseUrl, channel, deadlines }: { databaseUrl: string, channel: string, deadlines: DatabaseDeadlines },
  log: Logger, wake: (told?: string) => void
): { close: () => Promise<void> } {
  const options = clientOptions(databaseUrl, deadlines)
  const watch = new SilenceWatch(options, deadlines, log)
  let closed = false
  let client: WatchedClient | undefined

  async function listenOnce (client: WatchedClient): Promise<void> {
    const lost = new Promise<void>(resolve => {
      client.on('error', error => { log.debug({ err: error }, 'The listening connection failed'); resolve() })
      client.on('end', () => resolve())
    })
    client.on('notification', ({ payload }) => wake(payload))
    watch.watch(client)
    await client.connect()
    await client.ask({ text: `listen ${channel}` })
    wake()
    const pulse = setInterval(() => {
      if (client.askedAt === undefined) void client.ask({ text: 'select' }).catch(() => {})
    }, deadlines.silenceSeconds * 1000)
    await lost.finally(() => clearInterval(pulse))
  }

  async function connect (): Promise<void> {
    while (!closed) {
      client = new WatchedClient({ ...options, application_name: 'dialplane listener' })
      await listenOnce(client).catch(error => log.debug({ err: error }, 'Cannot listen yet'))
      await client.end().catch(() => {})
      if (!closed) await new Promise(resolve => setTimeout(resolve, 1000))
    }
    watch.stop()
  }
  const done = connect()
  return { async close () { closed = true; await client?.end().catch(() => {}); await done } }
}
