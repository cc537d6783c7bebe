import type { FastifyInstance } from 'fastify'

/**
 * Whether this process is on its way out. It is not ready any more then, still answers whoever comes, and lets no
 * client keep its connection, so that they go elsewhere before the port is closed.
 */
export class Drain {
  #isOn = false
  readonly #followers: Array<() => void> = []

  get isOn (): boolean {
    return this.#isOn
  }

  /** Calls it when the process begins to drain. */
  follow (follower: () => void): void {
    this.#followers.push(follower)
  }

  begin (): void {
    this.#isOn = true
    for (const follower of this.#followers) follower()
  }
}

export function closeWhileDraining (app: FastifyInstance, drain: Drain): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (drain.isOn) reply.header('connection', 'close')
    done(null, payload)
  })
}
