// The XML that devices answer: elements and texts, without namespaces. Attributes, comments and declarations are passed
// over; anything else that is not well formed makes the whole undefined.

export interface XmlElement { readonly name: string, readonly children: readonly XmlElement[], readonly text: string }

interface Open { readonly name: string, readonly children: XmlElement[], text: string }

/** The root of a whole document; undefined when it is cut, or no XML at all. */
export function parseXml (document: string): XmlElement | undefined {
  const open: Open[] = []
  let root: XmlElement | undefined
  const pattern = /<\?[^]*?\?>|<!--[^]*?-->|<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y
  const text = document.trim()
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text)
    if (match === null || (root !== undefined && match[0].trim() !== '')) return undefined
    const [, closes, name, , isEmpty, characters] = match
    const top = open.at(-1)
    if (characters !== undefined) {
      if (top === undefined && characters.trim() !== '') return undefined
      if (top !== undefined) top.text += unescaped(characters)
      continue
    }
    if (name === undefined) continue // a declaration or a comment
    if (closes !== '/') open.push({ name, children: [], text: '' })
    if (closes !== '/' && isEmpty !== '/') continue
    const done = open.pop()
    if (done === undefined || done.name !== name) return undefined
    const parent = open.at(-1)
    if (parent === undefined) root = done
    else parent.children.push(done)
  }
  return open.length === 0 ? root : undefined
}

export function childrenOf (element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter(child => child.name === name) ?? []
}

export function textOf (element: XmlElement | undefined, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text.trim()
}

/** The first element of a name, at whatever depth. */
export function find (element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined || element.name === name) return element
  for (const child of element.children) {
    const found = find(child, name)
    if (found !== undefined) return found
  }
  return undefined
}

export function escapeXml (text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped (text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return entities[String(name)] ?? whole
    return String.fromCodePoint(Number.parseInt(String(decimal ?? hexadecimal), decimal === undefined ? 16 : 10))
  })
}
