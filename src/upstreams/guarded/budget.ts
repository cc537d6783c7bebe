/** Tells how many calls are left at once. */
export type NoteBudget = (left: number) => void

/**
 * Counts the calls under way, or waiting, that share a bound, and says what is left of it where the least is left. The
 * bound itself is kept by whoever makes the calls wait.
 */
export class Budget {
  readonly #most: number
  readonly #note: NoteBudget
  readonly #used = new Map<string, number>()

  constructor (most: number, note: NoteBudget = () => {}) {
    this.#most = most
    this.#note = note
    note(most)
  }

  async use<Result> (key: string, call: () => Promise<Result>): Promise<Result> {
    this.#change(key, 1)
    try {
      return await call()
    } finally {
      this.#change(key, -1)
    }
  }

  #change (key: string, by: 1 | -1): void {
    const used = (this.#used.get(key) ?? 0) + by
    if (used === 0) this.#used.delete(key)
    else this.#used.set(key, used)
    this.#note(Math.max(0, this.#most - Math.max(0, ...this.#used.values())))
  }
}
