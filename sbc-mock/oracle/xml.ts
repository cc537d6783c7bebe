/** One element of the configuration: its type, its attributes, each with one value or several, and elements in it. */
export interface Element {
  readonly type: string
  readonly attributes: ReadonlyMap<string, readonly string[]>
  readonly children: readonly Element[]
}

export class NotWellFormed extends Error {}

/** Reads the body of a request: exactly one configElement. */
export function readElement (body: string): Element {
  const reader = new Reader(body.replace(/<\?[^]*?\?>/g, '').trim())
  const element = reader.element()
  reader.end()
  return element
}

class Reader {
  #rest: string

  constructor (text: string) {
    this.#rest = text
  }

  element (): Element {
    this.#take(/^<configElement>/)
    const type = this.#text('elementType')
    const attributes = new Map<string, string[]>()
    const children: Element[] = []
    for (;;) {
      if (this.#peek('<attribute>')) {
        this.#take(/^<attribute>/)
        const name = this.#text('name')
        const values: string[] = []
        while (this.#peek('<value>') || this.#peek('<value/>')) values.push(this.#text('value'))
        this.#take(/^<\/attribute>/)
        attributes.set(name, values)
      } else if (this.#peek('<configElement>')) children.push(this.element())
      else break
    }
    this.#take(/^<\/configElement>/)
    return { type, attributes, children }
  }

  end (): void {
    if (this.#rest.trim() !== '') throw new NotWellFormed('There is more than one element')
  }

  #peek (text: string): boolean {
    this.#rest = this.#rest.trimStart()
    return this.#rest.startsWith(text)
  }

  #text (name: string): string {
    if (this.#peek(`<${name}/>`)) {
      this.#take(new RegExp(`^<${name}/>`))
      return ''
    }
    const [, text = ''] = this.#take(new RegExp(`^<${name}>([^<]*)</${name}>`))
    return text.replace(/&#(\d+);|&(amp|lt|gt|quot|apos);/g, (_, code, word) =>
      code === undefined ? named[String(word)] ?? '' : String.fromCodePoint(Number(code)))
  }

  #take (pattern: RegExp): RegExpExecArray {
    this.#rest = this.#rest.trimStart()
    const match = pattern.exec(this.#rest)
    if (match === null) throw new NotWellFormed(`Unexpected "${this.#rest.slice(0, 30)}"`)
    this.#rest = this.#rest.slice(match[0].length)
    return match
  }
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function escaped (text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function write ({ type, attributes, children }: Element): string {
  return `<configElement><elementType>${type}</elementType>${
    [...attributes].map(([name, values]) => `<attribute><name>${name}</name>${
      values.map(value => `<value>${escaped(value)}</value>`).join('')
    }</attribute>`).join('')
  }${children.map(write).join('')}</configElement>`
}

/** The frame of every answer. */
export function response (data: string, message = '', links = ''): string {
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<response>\n' +
    `<data>${data}</data>\n<messages>${message === '' ? '' : `<message>${escaped(message)}</message>`}</messages>\n` +
    `<links>${links === '' ? '' : `<link>${escaped(links)}</link>`}</links>\n</response>\n`
}
