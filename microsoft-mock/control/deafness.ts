import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Mock } from '../mock.ts'
import type { Tenant, World } from '../state/world.ts'

/** What a tenant has, save its jobs: those are answers as well. */
const held = ({
  consent, numbers, ghosts, civicAddresses, users, userChanges, userChangedIn, userRemovedIn, domains, subscribedSkus
}: Tenant) => structuredClone({
  consent, numbers, ghosts, civicAddresses, users, userChanges, userChangedIn, userRemovedIn, domains, subscribedSkus
})

/** Remembers the world as it is; what it answers brings it back. */
export function rememberWorld (world: World): () => void {
  const before = new Map([...world.tenants].map(([id, tenant]) => [id, held(tenant)]))
  const effects = world.effects.length
  return () => {
    for (const [id, tenant] of world.tenants) {
      const was = before.get(id)
      if (was === undefined) world.tenants.delete(id)
      else Object.assign(tenant, was)
    }
    world.owners = new Map([...world.tenants.values()].flatMap(tenant =>
      [...tenant.numbers.keys()].map(number => [number, tenant] as const)))
    world.effects.length = Math.min(world.effects.length, effects)
  }
}

const changes = ({ method, url }: FastifyRequest) => method !== 'GET' && /^\/(operator|graph)\//.test(url)

/** Nothing of what a request did is left when it is answered. */
export function beDeaf (app: FastifyInstance, mock: Mock) {
  const forgetting = new WeakMap<FastifyRequest, () => void>()
  app.addHook('preHandler', async request => {
    if (mock.world.behaviour.deaf && changes(request)) forgetting.set(request, rememberWorld(mock.world))
  })
  app.addHook('onSend', async (request, _reply, payload) => {
    forgetting.get(request)?.()
    return payload
  })
}
