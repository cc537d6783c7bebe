/** What a stand-in stands for. */
export type Kind = 'guid' | 'number' | 'mail' | 'host' | 'text' | 'token' | 'secret' | 'opaque' | 'address'

// Ids that Microsoft publishes: the same in every tenant.
const publicGuids = new Set([
  'eb63d611-525e-4a31-abd7-0cb33f679599', '00000003-0000-0000-c000-000000000000',
  '4828c8ec-dc2e-4779-b502-87ac9ce28ab7', '57ff2da0-773e-42df-b2af-ffb7a2317929', '00000000-0000-0000-0000-000000000000'
])

const forms: Readonly<Record<Kind, (count: number, original: string) => string>> = {
  guid: count => `5eed0000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`,
  // Country and length stay, which the rules of numbers depend on.
  number: (count, digits) => digits.slice(0, 2) + String(count).padStart(digits.length - 2, '0'),
  mail: count => `person-${count}@mail.example`,
  host: count => `host-${count}.example`,
  text: count => `text-${count}`,
  token: count => `token-${count}`,
  secret: count => `secret-${count}`,
  opaque: count => `opaque-${count}`,
  address: count => `192.0.2.${count % 256}`
}

/** The same stand-in for the same original, for as long as a recording lasts. */
export class StandIns {
  readonly #known = new Map<string, string>()
  readonly #counts = new Map<Kind, number>()
  readonly #given = new Set<string>()

  for (kind: Kind, original: string): string {
    const same = kind === 'guid' || kind === 'mail' || kind === 'host' ? original.toLowerCase() : original
    if (this.#given.has(same) || publicGuids.has(same)) return original
    const known = this.#known.get(`${kind} ${same}`)
    if (known !== undefined) return known
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    const standIn = forms[kind](count, same)
    this.#known.set(`${kind} ${same}`, standIn)
    this.#given.add(standIn)
    return standIn
  }

  /** What was replaced before, where it stands again in a text: the longest first. */
  inText (text: string): string {
    let replaced = text
    const learned = [...this.#known].map(([key, standIn]) => ({ original: key.slice(key.indexOf(' ') + 1), standIn }))
      .filter(({ original }) => original.length >= 3)
      .sort((one, other) => other.original.length - one.original.length)
    for (const { original, standIn } of learned) {
      if (!replaced.toLowerCase().includes(original.toLowerCase())) continue
      const pattern = new RegExp(`(?<![\\w-])${original.replace(/[^\w\s]/g, '\\$&')}(?![\\w-])`, 'gi')
      replaced = replaced.replace(pattern, standIn)
    }
    return replaced
  }
}
