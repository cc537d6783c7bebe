export interface Change {
  kind: 'add' | 'change' | 'remove' | 'renumber' | 'plan-add' | 'plan-change' | 'plan-remove' |
    'row-set' | 'row-remove' | 'save' | 'restart' | 'state'
  plan?: string
  index?: number
  name?: string
  prefix?: string
  tag?: string
}

export interface Effect extends Change {
  at: string
  sequence: number
  /** Sequence of the request in `GET /_mock/requests`; 0 when the device or another writer did it. */
  request: number
}

/** Everything that was ever applied to the device, in order. */
export class Effects {
  #list: Effect[] = []
  #now = 0
  #at = ''

  record (change: Change, request: number, now: number): void {
    // A script applies thousands of changes within one millisecond.
    if (now !== this.#now) this.#at = new Date(now).toISOString()
    this.#now = now
    this.#list.push({ at: this.#at, sequence: this.#list.length + 1, ...change, request })
  }

  /** Rules that a request has changed so far. */
  rulesBy (request: number): number {
    const last = this.#list.findLastIndex(effect => effect.request !== request && effect.request !== 0)
    return this.#list.slice(last + 1).filter(({ kind }) => ['add', 'change', 'remove'].includes(kind)).length
  }

  after (sequence: number): readonly Effect[] {
    return sequence <= 0 ? this.#list : this.#list.slice(sequence)
  }
}
