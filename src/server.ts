import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from './app/app.ts'
import { Drain } from './app/drain.ts'
import { silentConnections } from './app/silent-connections.ts'
import type { Services } from './services.ts'

export interface Server {
  /**
   * Says that this process is not ready any more, goes on answering for DRAIN_SECONDS, in which load balancers notice
   * it, then takes nothing new and answers what it has begun.
   */
  stop (): Promise<void>
}

export async function startServer (services: Services, wake?: () => void): Promise<Server> {
  const { config } = services
  const drain = new Drain()
  const app = await buildApp(services, wake, drain)
  const endSilent = silentConnections(app.server)
  await app.listen({ host: config.HOST, port: config.PORT ?? 8080 })
  return {
    async stop () {
      drain.begin()
      await sleep(config.DRAIN_SECONDS * 1000)
      // What began before we drained, such as a stream that ends only now, told its client to keep the connection.
      // Fastify closes idle ones once; one that becomes idle later must not hold the process.
      const closing = setInterval(() => {
        app.server.closeIdleConnections()
        endSilent()
      }, 100)
      await app.close()
      clearInterval(closing)
    }
  }
}
