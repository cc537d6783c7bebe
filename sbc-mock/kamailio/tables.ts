type Items = Map<string, string | number>

/** A hash table of the htable module. `dbtable` empty: it lives in memory only. */
export interface Table {
  readonly name: string
  readonly dbtable: string
  /** Seconds after which what nobody updated goes away; 0 is never. Time does not pass here. */
  readonly expire: number
  /** The column of values; a longer one is not taken. */
  readonly width: number
  items: Items
}

export interface Declared {
  name: string
  dbtable: string
  expire?: number
  width?: number
  items?: Readonly<Record<string, string | number>>
}

export interface Effect {
  sequence: number
  kind: 'add' | 'change' | 'remove' | 'save' | 'row-add' | 'row-remove' | 'restart' | 'state'
  plan?: string
  prefix?: string
  value?: string | number
}

/** Tables as they are in shared memory, and as the database has them. */
export class Tables {
  #running = new Map<string, Table>()
  #stored = new Map<string, Items>()
  effects: Effect[] = []
  /** Rows that the disk of the database has room for, in each table. */
  mostRows = Infinity
  restarts = 0

  /** Tables are declared in the configuration file: only here can one come or go. */
  declare (tables: readonly Declared[]): void {
    this.#running = new Map(
      tables.map(({ name, dbtable, expire = 0, width = 128, items = {} }) =>
        [name, { name, dbtable, expire, width, items: new Map(Object.entries(items)) }]
      )
    )
    this.#stored = new Map([...this.#running.values()].map(({ name, items }) => [name, new Map(items)]))
    this.#record({ kind: 'state' })
  }

  list (): readonly Table[] {
    return [...this.#running.values()]
  }

  get (name: string): Table | undefined {
    return this.#running.get(name)
  }

  set (table: Table, key: string, value: string | number): void {
    const kind = table.items.has(key) ? 'change' : 'add'
    if (table.items.get(key) === value) return
    table.items.set(key, value)
    this.#record({ kind, plan: table.name, prefix: key, value })
  }

  remove (table: Table, key: string): void {
    if (table.items.delete(key)) this.#record({ kind: 'remove', plan: table.name, prefix: key })
  }

  store (table: Table): void {
    this.#stored.set(table.name, new Map(table.items))
    this.#record({ kind: 'save', plan: table.name })
  }

  reload (table: Table): void {
    table.items = new Map(this.#stored.get(table.name))
  }

  /** One row of the database; false when its column does not hold the value. A row that is there stays. */
  addRow (table: Table, key: string, value: string): boolean {
    const rows = this.#stored.get(table.name) ?? new Map<string, string | number>()
    if (rows.has(key)) return true
    if (value.length > table.width || rows.size >= this.mostRows) return false
    this.#stored.set(table.name, rows.set(key, value))
    this.#record({ kind: 'row-add', plan: table.name, prefix: key, value })
    return true
  }

  removeRow (table: Table, key: string): void {
    if (this.#stored.get(table.name)?.delete(key) === true) {
      this.#record({ kind: 'row-remove', plan: table.name, prefix: key })
    }
  }

  stored (name: string): ReadonlyMap<string, string | number> {
    return this.#stored.get(name) ?? new Map()
  }

  /** A crash: what no database has is gone. */
  restart (): void {
    for (const table of this.#running.values()) {
      table.items = table.dbtable === ''
        ? new Map()
        : new Map(this.#stored.get(table.name))
    }
    this.restarts += 1
    this.#record({ kind: 'restart' })
  }

  #record (effect: Omit<Effect, 'sequence'>): void {
    this.effects.push({ sequence: this.effects.length + 1, ...effect })
  }
}
