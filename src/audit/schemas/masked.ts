const mask = '********'

/** Names of what is never told. */
const secret =
  /passw|secret|token|private|clientkey|apikey|credential|webhook|proxy(?!set)|customvar|material|^url$/i

/** Values for scripts: what is not one of these is a variable of a customer, which may be secret, or means nothing. */
const parameters = /^scriptparameters$/i
const openParameters =
  /^(cacprofile|proxyset|onlinepstngateway|carrierusername|carr?iermailline|carriermainline|carrierhostname)$/i

/** Characters of one text, and entries of one list, that an entry keeps. */
const longest = 200
const most = 20

type IsSecret = (name: string) => boolean
const usually: IsSecret = name => secret.test(name)
const ofParameters: IsSecret = name => !openParameters.test(name.replace(/\s+/g, ''))

/** A request as it may be remembered: secrets masked, long texts and lists cut. */
export function masked (value: unknown, depth = 0, isSecret = usually): unknown {
  if (typeof value === 'string') {
    return isSecret === ofParameters ? mask : value.length > longest ? `${cut(value)}…` : value
  }
  if (typeof value !== 'object' || value === null) return value
  if (depth > 6) return '…'
  if (Array.isArray(value)) {
    const kept = value.slice(0, most).map(entry => masked(entry, depth + 1, isSecret))
    return value.length > most ? [...kept, `… ${value.length - most} more`] : kept
  }
  const entries = Object.entries(value).slice(0, 100)
  const named = pairName(entries)
  if (named !== undefined) {
    return Object.fromEntries(entries.map(([name, inner]) => [
      cut(name), /^value$/i.test(name) && isSecret(named) ? mask : masked(inner, depth + 1)
    ]))
  }
  return Object.fromEntries(entries.map(([name, inner]) => [
    cut(name),
    isSecret(name) && inner !== null ? mask : masked(inner, depth + 1, parameters.test(name) ? ofParameters : usually)
  ]))
}

/** Half of a surrogate pair cannot be stored. */
function cut (text: string): string {
  if (text.length <= longest && !/[\ud800-\udfff]/.test(text)) return text
  return Buffer.from(text.slice(0, longest)).toString()
}

/** Script parameters may come as a list of names and values: what such an entry names. */
function pairName (entries: ReadonlyArray<[string, unknown]>): string | undefined {
  if (!entries.some(([name]) => /^value$/i.test(name))) return undefined
  const [, named] = entries.find(([name]) => /^key$/i.test(name)) ?? entries.find(([name]) => /^name$/i.test(name)) ?? []
  return typeof named === 'string' ? named : undefined
}
