import { UpstreamFault } from '../problems.ts'

/** Calls of this process that may queue for one upstream; more would hold task slots that others could use. */
const longestQueue = 64

/** Limits the calls of this process to each upstream: so many run at once, and the others wait in order. */
export class WaitingLines {
  readonly #lines = new Map<string, { running: number, waiting: Array<() => void> }>()

  /** Waits in one line after the other; the wide one last, so that nobody keeps a place in it while waiting. */
  async enterAll (
    bounds: ReadonlyArray<{ readonly key: string, readonly maxConcurrent: number } | undefined>, name: string
  ): Promise<() => void> {
    const entered: string[] = []
    const leave = (): void => entered.forEach(key => this.#leave(key))
    try {
      for (const bound of bounds) {
        if (bound === undefined) continue
        await this.#enter(bound.key, name, bound.maxConcurrent)
        entered.push(bound.key)
      }
    } catch (error) {
      leave()
      throw error
    }
    return leave
  }

  async #enter (key: string, name: string, maxConcurrent: number): Promise<void> {
    const line = this.#lines.get(key) ?? { running: 0, waiting: [] }
    this.#lines.set(key, line)
    if (line.running < maxConcurrent) {
      line.running += 1
      return
    }
    if (line.waiting.length >= longestQueue) {
      throw new UpstreamFault(name, 'busy', `Many tasks wait for ${name}.`, { retryAfterSeconds: 1 })
    }
    await new Promise<void>(resolve => line.waiting.push(resolve)) // the call that ends hands its place over
  }

  #leave (key: string): void {
    const line = this.#lines.get(key)
    if (line === undefined) return
    const following = line.waiting.shift()
    if (following !== undefined) return following()
    line.running -= 1
    if (line.running === 0) this.#lines.delete(key)
  }
}
