// Changes of many operations as a list that a person reads: what is new by its place, what many operations have in
// common once, and one line for each other operation.

/** From so many operations on a change that they have in common is told once. */
const common = 5
const columns = 120

export function condensed (lines: readonly string[]): string[] {
  const changes = lines.map(line => /^([A-Z]+ \/[^\s:]*):? (.*)\.$/.exec(line) ?? [line, '', line])
    .map(([, operation = '', what = '']) => ({ operation, what }))
  const isWhole = (what: string): boolean => what === 'is new' || what === 'is gone'
  const whole = ['is gone', 'is new'].flatMap(what =>
    byPlace(changes.filter(change => change.what === what).map(({ operation }) => operation)).map(([place, paths]) =>
      `${what === 'is new' ? 'New' : 'Gone'} below \`${place}\`: ${paths.join('; ')}.`))
  const operations = new Map<string, string[]>()
  for (const { operation, what } of changes.filter(({ what }) => !isWhole(what))) {
    operations.set(what, [...operations.get(what) ?? [], operation])
  }
  const shared = new Map<string, { count: number, what: string[] }>()
  const single = new Map<string, string[]>()
  for (const [what, those] of operations) {
    const key = those.join(' ')
    if (those.length >= common) {
      shared.set(key, { count: those.length, what: [...shared.get(key)?.what ?? [], what] })
    } else for (const one of those) single.set(one, [...single.get(one) ?? [], what])
  }
  return [
    ...whole,
    ...[...shared.values()].sort((a, b) => b.count - a.count).map(({ count, what }) =>
      `${count} operations: ${merged(what).join('; ')}.`),
    ...[...single].map(([operation, what]) => `\`${operation}\`: ${merged(what).join('; ')}.`)
  ].flatMap(line => wrapped(`- ${line}`))
}

/** `GET /api/v3/inventory/ranges` stands below `/api/v3/inventory`. */
function byPlace (operations: readonly string[]): Array<[place: string, paths: string[]]> {
  const methods = new Map<string, string[]>()
  for (const operation of operations) {
    const [method = '', path = ''] = operation.split(' ')
    methods.set(path, [...methods.get(path) ?? [], method])
  }
  const places = new Map<string, string[]>()
  for (const [path, those] of [...methods].sort(([a], [b]) => a < b ? -1 : 1)) {
    const place = path.split('/').slice(0, path.startsWith('/api/ovoc') ? 5 : 4).join('/')
    const rest = path.slice(place.length)
    places.set(place, [...places.get(place) ?? [], `${those.join(', ')}${rest === '' ? '' : ` \`${rest}\``}`])
  }
  return [...places]
}

/** What differs by a name only is told with all names at once. */
function merged (changes: readonly string[]): string[] {
  const forms = [
    /^((?:query|header|path) )(\S+)( is taken)$/, /^(may answer )(\d+)()$/, /^(the \S+(?: \d\S*)? has )(\S+)()$/,
    /^(the (?:body|answer \d+))(\S+)( names what it may be)$/, /^(query )(\S+)( names what it may be)$/
  ]
  const found = new Map<string, { before: string, names: string[], after: string }>()
  for (const change of changes) {
    const [, before = change, name, after = ''] = forms.flatMap(form => form.exec(change) ?? []).slice(0, 4)
    const known = found.get(`${before} ${after}`)
    if (known !== undefined && name !== undefined) known.names.push(name)
    else found.set(`${before} ${after}`, { before, names: name === undefined ? [] : [name], after })
  }
  return [...found.values()].map(({ before, names, after }) =>
    `${before}${names.join(', ')}${names.length > 1 ? severally(after) : after}`)
}

const severally = (words: string): string =>
  words.replace(' is taken', ' are taken').replace(' names what it may be', ' name what they may be')

/** A line of a list, in lines of the page. */
function wrapped (line: string): string[] {
  const lines: string[] = []
  for (const word of line.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(lines.length === 0 ? word : `  ${word}`)
  }
  return lines
}
