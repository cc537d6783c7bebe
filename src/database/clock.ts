/** A difference that is worth a warning: deadlines in tokens and certificates begin to be off. */
const notable = 1000

/** After so long, milliseconds, a slow answer counts as well: a failover may have brought another clock. */
const old = 60_000

/**
 * The time that all processes share: that of the database. This machine's own clock may be wrong, and may jump; it is
 * only believed until the database has told its time once. In between the monotonic clock counts.
 */
export class DatabaseClock {
  /** The time of the database less that of the monotonic clock, milliseconds. */
  #ahead = Date.now() - performance.now()
  #toldAt: number | undefined
  #precision = Infinity

  /** `told` is the database's time in milliseconds, answered between two moments of the monotonic clock. */
  observe (told: number, begun: number, ended: number): void {
    const precision = (ended - begun) / 2
    const isFresh = this.#toldAt !== undefined && ended - this.#toldAt < old
    if (isFresh && precision > Math.max(this.#precision * 2, 250)) return // a slow answer says little
    this.#ahead = told - (begun + ended) / 2
    this.#precision = precision
    this.#toldAt = ended
  }

  readonly now = (): Date => new Date(this.#ahead + performance.now())

  /** Seconds that this machine's clock is ahead of the database's; 0 while that is less than can be told or matters. */
  skewSeconds (): number {
    if (this.#toldAt === undefined) return 0
    const skew = Date.now() - this.now().getTime()
    return Math.abs(skew) > Math.max(notable, this.#precision) ? Math.round(skew / 1000) : 0
  }
}
