import type { Element } from './xml.ts'

/** What identifies an element of a type. */
const keys: Readonly<Record<string, readonly string[]>> = {
  'realm-config': ['identifier'], 'local-policy': ['from-address', 'to-address', 'source-realm']
}

export class Refused extends Error {
  readonly status: number

  constructor (status: number, message: string) {
    super(message)
    this.status = status
  }
}

type Elements = Map<string, Element>

/** Three configurations, as the device has them: that which is edited, the saved one, and the one that runs. */
export class Configuration {
  edited: Elements = new Map()
  saved: Elements = new Map()
  running: Elements = new Map()
  mostPolicies = 100_000
  #policies = 0
  /** Keys that changed since the last save, and since the last activation. */
  readonly #unsaved = new Set<string>()
  readonly #inactive = new Set<string>()

  /** Replaces everything, as if it had been saved and activated. */
  load (elements: readonly Element[]): void {
    this.edited = new Map(elements.map(element => [keyOf(element), element]))
    this.saved = new Map(this.edited)
    this.running = new Map(this.edited)
    this.#begin()
  }

  #begin (): void {
    this.#unsaved.clear()
    this.#inactive.clear()
    this.#policies = [...this.edited.values()].filter(({ type }) => type === 'local-policy').length
  }

  add (element: Element): void {
    const names = keysOf(element.type)
    const missing = names.find(name => (element.attributes.get(name) ?? []).length === 0)
    if (missing !== undefined) throw new Refused(400, `Attribute ${missing} is required`)
    for (const [name, values] of element.attributes) {
      const bad = values.find(value => value.length > 255 || /[^\x20-\x7e]/.test(value))
      if (bad !== undefined) throw new Refused(400, `Value of ${name} is invalid`)
    }
    const key = keyOf(element)
    if (this.edited.has(key)) throw new Refused(409, 'An element with these keys exists')
    if (element.type === 'local-policy') this.#checkPolicy(element)
    this.edited.set(key, element)
    this.#unsaved.add(key)
    if (element.type === 'local-policy') this.#policies += 1
  }

  #checkPolicy ({ attributes, children }: Element): void {
    const realms = attributes.get('source-realm') ?? []
    const unknown = realms.find(name => !this.edited.has(`realm-config ${JSON.stringify([[name]])}`))
    if (unknown !== undefined) throw new Refused(400, `Realm ${unknown} does not exist`)
    if (!children.some(({ type }) => type === 'policy-attribute')) {
      throw new Refused(400, 'A local-policy needs a policy-attribute')
    }
    if (this.#policies >= this.mostPolicies) throw new Refused(400, 'The maximum number of local policies is reached')
  }

  remove (type: string, query: URLSearchParams): void {
    const key = keyFrom(type, query)
    if (key === undefined || !this.edited.delete(key)) throw new Refused(404, 'There is no such element')
    this.#unsaved.add(key)
    if (type === 'local-policy') this.#policies -= 1
  }

  /** One element where all keys are named, else a page of all of the type. */
  get (type: string, query: URLSearchParams): Element[] {
    const from = query.get('running') === 'true' ? this.running : this.edited
    const key = keyFrom(type, query)
    if (key !== undefined) {
      const element = from.get(key)
      if (element === undefined) throw new Refused(404, 'There is no such element')
      return [element]
    }
    const all = [...from.values()].filter(element => element.type === type)
    const offset = Number(query.get('offset') ?? 0)
    return all.slice(offset, offset + Math.min(100, Number(query.get('maxElements') ?? 100)))
  }

  /** Costs what changed, as on a device that keeps more than this. */
  save (): void {
    for (const key of this.#unsaved) {
      take(this.saved, key, this.edited.get(key))
      this.#inactive.add(key)
    }
    this.#unsaved.clear()
  }

  activate (): void {
    for (const key of this.#inactive) take(this.running, key, this.saved.get(key))
    this.#inactive.clear()
  }

  /** A restart has what was saved, and nothing else. */
  restart (): void {
    this.running = new Map(this.saved)
    this.edited = new Map(this.saved)
    this.#begin()
  }
}

function take (into: Elements, key: string, element: Element | undefined): void {
  if (element === undefined) into.delete(key)
  else into.set(key, element)
}

function keysOf (type: string): readonly string[] {
  const names = keys[type]
  if (names === undefined) throw new Refused(400, `Element type ${type} is not supported`)
  return names
}

function keyOf ({ type, attributes }: Element): string {
  return `${type} ${JSON.stringify(keysOf(type).map(name => attributes.get(name) ?? []))}`
}

function keyFrom (type: string, query: URLSearchParams): string | undefined {
  const names = keysOf(type)
  const given = names.filter(name => query.has(name))
  if (given.length === 0) return undefined
  if (given.length < names.length) throw new Refused(400, `All of ${names.join(', ')} are required`)
  return `${type} ${JSON.stringify(names.map(name => query.getAll(name)))}`
}
