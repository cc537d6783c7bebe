/** A difference that is worth a warning: deadlines in tokens and certificates begin to be off. */
const notable = 1000

/**
 * The time that all processes share: that of the database. This machine's own clock may be wrong, and may jump; it is
 * only believed until the database has told its time once. In between the monotonic clock counts.
 */
export class DatabaseClock {
  /** The time of the database less that of the monotonic clock, milliseconds. */
  #ahead = Date.now() - performance.now()
  #isTold = false
  #precision = Infinity

  /** `told` is the database's time in milliseconds, answered between two moments of the monotonic clock. */
  observe (told: number, begun: number, ended: number): void {
    const precision = (ended - begun) / 2
    // A slow answer says little; but what was known grows old, and a failover may bring another clock.
    if (this.#isTold && precision > Math.max(this.#precision * 2, 250)) return
    this.#ahead = told - (begun + ended) / 2
    this.#precision = precision
    this.#isTold = true
  }

  readonly now = (): Date => new Date(this.#ahead + performance.now())

  /** Seconds that this machine's clock is ahead of the database's; 0 while that is less than can be told or matters. */
  skewSeconds (): number {
    const skew = Date.now() - this.now().getTime()
    return this.#isTold && Math.abs(skew) > Math.max(notable, this.#precision) ? Math.round(skew / 1000) : 0
  }
}
