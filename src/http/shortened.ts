/** A longer text is not told back whole: whoever sent it has it, and logs of proxies and clients need not. */
const longestQuoted = 100
const shown = 60

/** Texts of a request that are looked at; one that holds more is refused for something else. */
const lookedAt = 1000

/** What shortens each long text of a request where a message quotes it, and every other word that is as long. */
export function shortenerFor (...parts: readonly unknown[]): (message: string) => string {
  const texts: string[] = []
  for (const part of parts) collect(part, texts)
  // A text may hold another one.
  const long = [...new Set(texts)].sort((a, b) => b.length - a.length)
  return message => {
    if (message.length <= longestQuoted) return message
    const brief = long.reduce((brief, text) => brief.replaceAll(text, `${text.slice(0, shown)}…`), message)
    return brief.replace(longWord, word => `${word.slice(0, shown)}…`)
  }
}

const longWord = new RegExp(`\\S{${longestQuoted + 1},}`, 'g')

function collect (value: unknown, texts: string[]): void {
  if (typeof value === 'string') {
    if (value.length <= longestQuoted) return
    texts.push(value, value.trim(), JSON.stringify(value).slice(1, -1))
  } else if (isPlain(value)) {
    for (const entry of Object.values(value)) if (texts.length < lookedAt) collect(entry, texts)
  }
}

/** What JSON and queries are made of; the body of a file is a stream. */
function isPlain (value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}
