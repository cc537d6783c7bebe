import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { BarrierInput, type Barrier, type Barriers } from './barriers.ts'

/** Seconds that a question waits for a request when it does not say, and the most it may ask for. */
const usualWait = 10
const longestWait = 60

const One = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,9}$' }) })
const Patience = Type.Object({ seconds: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}([.][0-9]+)?$' })) }, {
  additionalProperties: false
})

/** `/_mock/barriers`: arms, awaits and releases the barriers at which requests are held. */
export function barrierRoutes (app: FastifyInstance, barriers: Barriers) {
  const known = (id: string): Barrier => {
    const barrier = barriers.get(Number(id))
    if (!barrier) throw Object.assign(new Error(`There is no barrier ${id}`), { statusCode: 404 })
    return barrier
  }
  app.get('/barriers', async () => barriers.list())
  app.post<{ Body: Static<typeof BarrierInput> }>(
    '/barriers',
    { schema: { body: BarrierInput } },
    async (request, reply) => {
      reply.code(201)
      return barriers.arm(request.body).view()
    }
  )
  app.delete('/barriers', async () => {
    barriers.clear()
    return []
  })
  app.get<{ Params: Static<typeof One>, Querystring: Static<typeof Patience> }>(
    '/barriers/:id',
    { schema: { params: One, querystring: Patience } },
    async ({ params, query }) =>
      await known(params.id).arrived(Math.min(longestWait, Number(query.seconds ?? usualWait)))
  )
  app.post<{ Params: Static<typeof One> }>(
    '/barriers/:id/release',
    { schema: { params: One } },
    async ({ params }) => known(params.id).release()
  )
}
