import type { FastifyInstance } from 'fastify'
import { buildApp } from './app/app.ts'
import type { Services } from './services.ts'

/** Serves the API until it is stopped; then answers what it has begun and takes nothing new. */
export async function startServer (services: Services, wake?: () => void): Promise<FastifyInstance> {
  const app = await buildApp(services, wake)
  await app.listen({ host: services.config.HOST, port: services.config.PORT })
  return app
}
