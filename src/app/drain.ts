import type { FastifyInstance } from 'fastify'

/**
 * Whether this process is on its way out. It is not ready any more then, still answers whoever comes, and lets no
 * client keep its connection, so that they go elsewhere before the port is closed.
 */
export class Drain {
  #isOn = false

  get isOn (): boolean {
    return this.#isOn
  }

  begin (): void {
    this.#isOn = true
  }
}

export function closeWhileDraining (app: FastifyInstance, drain: Drain): void {
  app.addHook('onSend', async (_request, reply) => {
    if (drain.isOn) reply.header('connection', 'close')
  })
}
