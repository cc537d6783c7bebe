import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Behaviour } from '../state/behaviour.ts'
import { dumpWorld } from '../state/dump.ts'
import { InvalidState, loadWorld, parseState } from '../state/load.ts'
import { FaultInput, newFault } from './faults.ts'
import { mergePatch } from './merge-patch.ts'

const BehaviourPatch = Type.Partial(Behaviour, { additionalProperties: false })
const Faults = Type.Union([FaultInput, Type.Array(FaultInput)])
const TextRecord = Type.Object({ name: Type.String({ minLength: 1 }), text: Type.String({ minLength: 1 }) }, {
  additionalProperties: false
})
const Rotation = Type.Object({ forget: Type.Optional(Type.Boolean()) }, { additionalProperties: false })

/** The sandbox's own controls, below `/_mock`. They need no token and no fault ever touches them. */
export function controlRoutes (app: FastifyInstance, mock: Mock) {
  // Unlike Microsoft's, these routes take an empty body: `curl -X POST …/reset` should just work.
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: 256 * 1024 * 1024 },
    (_request, body, done) => {
      try {
        done(null, body === '' ? {} : JSON.parse(String(body)))
      } catch (error) {
        done(Object.assign(new Error(`the body is not JSON: ${String(error)}`), { statusCode: 400 }))
      }
    }
  )
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof InvalidState ? 400 : statusOf(error)
    return reply.code(status).send({
      code: 'MockControl', message: error instanceof Error ? error.message : String(error)
    })
  })

  const replace = (document: unknown) => {
    mock.world = loadWorld(parseState(document))
    return { replaced: true }
  }
  app.get('/state', async () => dumpWorld(mock.world))
  app.put('/state', async request => replace(request.body))
  app.patch('/state', async request => replace(mergePatch(structuredClone(dumpWorld(mock.world)), request.body)))
  app.post('/reset', async () => {
    mock.world = loadWorld(mock.seed)
    mock.faults = []
    mock.barriers.clear()
    mock.requests.clear()
    mock.throttled.clear()
    return { reset: true }
  })

  app.get<{ Querystring: { since?: string } }>('/effects', async request => {
    const since = Number(request.query.since ?? 0)
    return { value: mock.world.effects.filter(effect => effect.sequence > since) }
  })

  app.get('/behaviour', async () => mock.world.behaviour)
  app.post<{ Body: Static<typeof BehaviourPatch> }>(
    '/behaviour',
    { schema: { body: BehaviourPatch } },
    async request => {
      Object.assign(mock.world.behaviour, request.body)
      mock.throttled.clear()
      return mock.world.behaviour
    }
  )

  app.get('/faults', async () => mock.faults)
  app.post<{ Body: Static<typeof Faults> }>('/faults', { schema: { body: Faults } }, async request => {
    const added = [request.body].flat().map(newFault)
    for (const fault of added) if (fault.path !== undefined) new RegExp(fault.path).test('')
    mock.faults.push(...added)
    return mock.faults
  })
  app.delete('/faults', async () => {
    mock.faults = []
    return []
  })

  app.get('/dns', async () => mock.world.dns)
  app.post<{ Body: Static<typeof TextRecord> }>('/dns', { schema: { body: TextRecord } }, async request => {
    const name = request.body.name.toLowerCase().replace(/\.$/, '')
    mock.world.dns[name] = [...mock.world.dns[name] ?? [], request.body.text]
    return mock.world.dns
  })
  app.delete('/dns', async () => {
    mock.world.dns = {}
    return mock.world.dns
  })

  app.get('/requests', async () => mock.requests.list())
  app.delete('/requests', async () => {
    mock.requests.clear()
    return []
  })

  app.post<{ Body: Static<typeof Rotation> | undefined }>('/rotate-keys', async request => {
    await mock.keys.rotate(request.body?.forget === true)
    return mock.keys.published()
  })
}

function statusOf (error: unknown) {
  if (error instanceof SyntaxError) return 400
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500
}
