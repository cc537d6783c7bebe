/**
 * Readings of one thing that are asked for at the same time. Whoever asks gets a reading that began after the question,
 * and all who wait for the next one share it: so twenty questions cost two readings.
 */
export class SharedReads<Result> {
  readonly #running = new Map<string, Promise<Result>>()
  readonly #next = new Map<string, Promise<Result>>()

  read (key: string, look: () => Promise<Result>): Promise<Result> {
    const waiting = this.#next.get(key)
    if (waiting !== undefined) return waiting
    const running = this.#running.get(key)
    const reading = running === undefined
      ? look()
      : running.catch(() => {}).then(() => {
        this.#next.delete(key)
        return look()
      })
    if (running !== undefined) this.#next.set(key, reading)
    this.#running.set(key, reading)
    const end = (): void => {
      if (this.#running.get(key) === reading) this.#running.delete(key)
    }
    reading.then(end, end)
    return reading
  }
}
