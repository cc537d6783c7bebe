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

  /** Replaces everything, as if it had been saved and activated. */
  load (elements: readonly Element[]): void {
    this.edited = new Map(elements.map(element => [keyOf(element), element]))
    this.saved = new Map(this.edited)
    this.running = new Map(this.edited)
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
  }

  #checkPolicy ({ attributes, children }: Element): void {
    const realms = attributes.get('source-realm') ?? []
    const unknown = realms.find(name => !this.edited.has(`realm-config ${JSON.stringify([[name]])}`))
    if (unknown !== undefined) throw new Refused(400, `Realm ${unknown} does not exist`)
    if (!children.some(({ type }) => type === 'policy-attribute')) {
      throw new Refused(400, 'A local-policy needs a policy-attribute')
    }
    const count = [...this.edited.values()].filter(({ type }) => type === 'local-policy').length
    if (count >= this.mostPolicies) throw new Refused(400, 'The maximum number of local policies is reached')
  }

  remove (type: string, query: URLSearchParams): void {
    const key = keyFrom(type, query)
    if (key === undefined || !this.edited.delete(key)) throw new Refused(404, 'There is no such element')
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

  save (): void {
    this.saved = new Map(this.edited)
  }

  activate (): void {
    this.running = new Map(this.saved)
  }

  /** A restart has what was saved, and nothing else. */
  restart (): void {
    this.running = new Map(this.saved)
    this.edited = new Map(this.saved)
  }
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
