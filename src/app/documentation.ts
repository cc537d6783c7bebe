import fastify, { type FastifyInstance } from 'fastify'
import { pageHeaders } from '../http/response-headers.ts'

/** The interactive reference below `/docs`. It is loaded when somebody first looks: few do, and it takes 6 MB. */
export function documentation (app: FastifyInstance): void {
  let pages: Promise<FastifyInstance> | undefined
  app.addHook('onClose', async () => { await (await pages?.catch(() => undefined))?.close() })
  app.route({
    method: ['GET', 'HEAD'],
    url: '/docs*',
    schema: { hide: true },
    async handler (request, reply) {
      const { routing } = await (pages ??= load().catch((error: unknown) => { pages = undefined; throw error }))
      reply.hijack()
      for (const [name, value] of Object.entries(pageHeaders)) reply.raw.setHeader(name, value)
      routing(request.raw, reply.raw)
    }
  })
}

const wordmark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 190 40"><text y="30" font-family="sans-serif" ' +
  'font-size="30" font-weight="bold" fill="#fff">Dialplane</text></svg>'

async function load (): Promise<FastifyInstance> {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('@fastify/swagger'), import('@fastify/swagger-ui')
  ])
  const pages = fastify()
  await pages.register(swagger) // the pages insist on a document of their own; they show those of the versions
  await pages.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'Dialplane API' },
    logo: { type: 'image/svg+xml', content: wordmark },
    uiConfig: {
      urls: [{ url: '/api/v3/openapi.json', name: 'v3' }, { url: '/api/v2/openapi.json', name: 'v2' }, {
        url: '/api/ovoc/v1/openapi.json', name: 'OVOC v1'
      }],
      deepLinking: true
    }
  })
  await pages.ready()
  return pages
}
