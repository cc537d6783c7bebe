/** Where a scan stopped. `isTaken`: the offending character counts as read, as a misplaced comma does. */
export interface ScanFault {
  at: number
  what: string
  frames: readonly Frame[]
  isTaken: boolean
}

/** An open object with the property being read (its literal, quotes included), or an open array with its index. */
export type Frame =
  | { kind: 'object', name: string | undefined }
  | { kind: 'array', index: number }

interface Scan {
  readonly text: string
  at: number
  /** The nesting is a list and not a recursion, so that no body can exhaust the stack. */
  readonly frames: Frame[]
}

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'separator'
type Outcome = Expected | { what: string, isTaken?: boolean }

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![-+.\w])/y
const literal = /(?:true|false|null)(?!\w)/y
const blanks = /[ \t\r\n]*/y
// eslint-disable-next-line no-control-regex -- control characters are what may not stand here
const stringPart = /[^"\\\u0000-\u001f]*/y
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

const steps: Record<Expected, (scan: Scan) => Outcome> = {
  value: readValue,
  'value or ]': scan => scan.text[scan.at] === ']' ? close(scan) : readValue(scan),
  name: readName,
  'name or }': scan => scan.text[scan.at] === '}' ? close(scan) : readName(scan),
  separator: readSeparator
}

/** Reads JSON as strictly as JSON.parse and stops at the first fault; undefined when there is none. */
export function scanJson (text: string): ScanFault | undefined {
  const scan: Scan = { text, at: 0, frames: [] }
  let expected: Expected = 'value'
  for (;;) {
    take(scan, blanks)
    if (expected === 'separator' && scan.frames.length === 0 && scan.at === text.length) return undefined
    const outcome: Outcome = scan.at === text.length ? { what: unexpectedEnd(scan) } : steps[expected](scan)
    if (typeof outcome !== 'string') return { isTaken: false, ...outcome, at: scan.at, frames: scan.frames }
    expected = outcome
  }
}

function readValue (scan: Scan): Outcome {
  const first = scan.text[scan.at] ?? ''
  if (first === '{') return open(scan, { kind: 'object', name: undefined }, 'name or }')
  if (first === '[') return open(scan, { kind: 'array', index: 0 }, 'value or ]')
  if (first === '"') return readString(scan) ?? 'separator'
  if (take(scan, literal) || take(scan, number)) return 'separator'
  if (/[-\d]/.test(first)) return { what: `Input string '${wordAt(scan)}' is not a valid number.` }
  if (first === 't' || first === 'f') return { what: 'Error parsing boolean value.' }
  if (first === 'n') return { what: 'Error parsing null value.' }
  return { what: `Unexpected character encountered while parsing value: ${shown(scan)}.`, isTaken: first === ',' }
}

function readName (scan: Scan): Outcome {
  const start = scan.at
  if (scan.text[start] !== '"') return { what: `Invalid property identifier character: ${shown(scan)}.` }
  const fault = readString(scan)
  if (fault !== undefined) return fault
  const frame = scan.frames.at(-1)
  if (frame?.kind === 'object') frame.name = scan.text.slice(start, scan.at)
  take(scan, blanks)
  if (scan.at === scan.text.length) return { what: unexpectedEnd(scan) }
  if (scan.text[scan.at] !== ':') {
    return { what: `Invalid character after parsing property name. Expected ':' but got: ${shown(scan)}.` }
  }
  scan.at++
  return 'value'
}

function readSeparator (scan: Scan): Outcome {
  const frame = scan.frames.at(-1)
  const char = scan.text[scan.at]
  if (frame === undefined) {
    return { what: `Additional text encountered after finished reading JSON content: ${shown(scan)}.` }
  }
  if (char === (frame.kind === 'array' ? ']' : '}')) return close(scan)
  if (char === ']') return { what: 'JsonToken EndArray is not valid for closing JsonType Object.' }
  if (char === '}') return { what: 'JsonToken EndObject is not valid for closing JsonType Array.' }
  if (char !== ',') return { what: `After parsing a value an unexpected character was encountered: ${shown(scan)}.` }
  scan.at++
  if (frame.kind === 'object') return 'name'
  frame.index++
  return 'value'
}

function readString (scan: Scan): { what: string } | undefined {
  scan.at++
  for (;;) {
    take(scan, stringPart)
    const char = scan.text[scan.at]
    if (char === '"') {
      scan.at++
      return undefined
    }
    if (char === undefined || char === '\n' || char === '\r') {
      return { what: 'Unterminated string. Expected delimiter: ".' }
    }
    if (char !== '\\') return { what: `Unescaped control character in a string: ${shown(scan)}.` }
    if (!take(scan, escape)) return badEscape(scan)
  }
}

function badEscape (scan: Scan): { what: string } {
  const isUnicode = scan.text[scan.at + 1] === 'u'
  const sequence = scan.text.slice(scan.at, scan.at + (isUnicode ? 6 : 2)).replace(/[\p{C}"].*$/su, '')
  return { what: `${isUnicode ? 'Invalid Unicode' : 'Bad JSON'} escape sequence: ${sequence}.` }
}

function open (scan: Scan, frame: Frame, expected: Expected): Expected {
  scan.frames.push(frame)
  scan.at++
  return expected
}

function close (scan: Scan): Expected {
  scan.frames.pop()
  scan.at++
  return 'separator'
}

/** Moves past what the sticky expression matches here; false when it matches nothing. */
function take (scan: Scan, pattern: RegExp): boolean {
  pattern.lastIndex = scan.at
  if (!pattern.test(scan.text)) return false
  scan.at = pattern.lastIndex
  return true
}

function unexpectedEnd ({ frames }: Scan): string {
  const frame = frames.at(-1)
  return frame === undefined ? 'Unexpected end when reading JSON.' : `Unexpected end when deserializing ${frame.kind}.`
}

function wordAt ({ text, at }: Scan): string {
  return /^[-+.\w]*/.exec(text.slice(at, at + 40))?.[0] ?? ''
}

// A character that cannot be seen, or half of one, is named by its number.
function shown ({ text, at }: Scan): string {
  const code = text.codePointAt(at) ?? 0
  const char = String.fromCodePoint(code)
  return /[\p{C}\p{Z}]/u.test(char) ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : char
}
