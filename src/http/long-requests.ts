import type { FastifyReply, FastifyRequest } from 'fastify'

/** A request that is answered later, or bit by bit. */
export interface LongRequest {
  /** Aborted when the time is up, the client has gone, or the process drains. */
  readonly signal: AbortSignal
  end (): void
}

/** Requests that wait: long polls and streams. They are bounded, and end when the process is to stop. */
export class LongRequests {
  readonly #most: number
  readonly #open = new Map<string, number>()
  readonly #controllers = new Set<AbortController>()
  #isDraining = false

  /** `most`: of one application, in this process. */
  constructor (most: number) {
    this.#most = most
  }

  /** Undefined when the application has as many as it may. */
  begin ({ caller }: FastifyRequest, reply: FastifyReply, seconds: number): LongRequest | undefined {
    const open = this.#open.get(caller.id) ?? 0
    if (open >= this.#most) return undefined
    this.#open.set(caller.id, open + 1)
    const controller = new AbortController()
    this.#controllers.add(controller)
    const abort = (): void => controller.abort()
    const timer = setTimeout(abort, seconds * 1000)
    reply.raw.once('close', abort)
    if (this.#isDraining) abort()
    return {
      signal: controller.signal,
      end: () => {
        clearTimeout(timer)
        reply.raw.off('close', abort)
        if (this.#controllers.delete(controller)) this.#leave(caller.id)
      }
    }
  }

  /** From now on nothing waits. */
  drain (): void {
    this.#isDraining = true
    for (const controller of this.#controllers) controller.abort()
  }

  #leave (callerId: string): void {
    const left = (this.#open.get(callerId) ?? 1) - 1
    if (left === 0) this.#open.delete(callerId)
    else this.#open.set(callerId, left)
  }
}

/** Something that is called again and again while somebody waits for the next time. */
export interface Wakes {
  readonly wake: () => void
  /** Resolves at the next wake, or at once if there was one since the last call; false: the time is up or aborted. */
  next (signal: AbortSignal, milliseconds?: number): Promise<boolean>
}

export function wakes (): Wakes {
  let isDue = false
  let resolveNext: ((woken: boolean) => void) | undefined
  return {
    wake () {
      isDue = true
      resolveNext?.(true)
    },
    async next (signal, milliseconds) {
      if (signal.aborted) return false
      const woken = isDue || await new Promise<boolean>(resolve => {
        const timer = milliseconds === undefined ? undefined : setTimeout(() => settle(false), milliseconds)
        const giveUp = (): void => settle(false)
        const settle = (woken: boolean): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', giveUp)
          resolve(woken)
        }
        signal.addEventListener('abort', giveUp, { once: true })
        resolveNext = settle
      })
      resolveNext = undefined
      if (woken) isDue = false
      return woken
    }
  }
}

/** How many seconds a request wants to wait: by `wait` of its query, or `Prefer: wait=5` (RFC 7240). */
export function wantedWait ({ headers }: FastifyRequest, wait: number | undefined, most: number): number {
  const [, preferred] = /(?:^|[,;\s])wait=(\d{1,4})\b/i.exec(String(headers['prefer'] ?? '')) ?? []
  return Math.min(most, wait ?? Number(preferred ?? 0))
}

export const wantsStream = ({ headers }: FastifyRequest): boolean =>
  /(^|,)\s*text\/event-stream\s*(;|,|$)/i.test(headers.accept ?? '')
