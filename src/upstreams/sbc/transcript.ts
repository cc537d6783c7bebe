/** One request to a device and its answer, as a transcript keeps it. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly body: string | null
  readonly status: number
  readonly answer: string
}

/**
 * Replaces what is somebody's: passwords, numbers, tenants and addresses. The same text becomes the same other one of
 * the same length, so that a transcript still shows which belong together.
 */
export function disguiser (): (text: string) => string {
  const known = new Map<string, string>()
  const instead = (text: string, make: (count: number) => string): string => {
    const made = known.get(text) ?? make(known.size + 1)
    known.set(text, made)
    return made
  }
  return text => text
    .replace(/\b([\w-]*(?:password|secret|key|community)[\w-]*)(\s+)"[^"]*"/gi, '$1$2"***"')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, guid =>
      instead(guid.toLowerCase(), count => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`))
    .replace(/\b\d{1,3}(\.\d{1,3}){3}\b/g, address => instead(address, count => `192.0.2.${count % 256}`))
    .replace(/(?<![-\dA-Za-z])\d{6,}(?![-\dA-Za-z])/g, digits => isOfProbe(digits)
      ? digits
      : instead(digits, count => `9${String(count).padStart(digits.length - 1, '0')}`))
}

/** Numbers and tags of the probe are nobody's, and a transcript is played again by them. */
function isOfProbe (digits: string): boolean {
  return /^999\d0+$/.test(digits) || /^0+$/.test(digits)
}
