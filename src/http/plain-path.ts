/** Characters that one parameter of a path may have; the router knows no path with a longer one. */
export const longestParameter = 200

/** The one letter that becomes two when it is written small: the router would cut what follows it at a wrong place. */
const longLetter = /%C4%B0|\u0130/gi
const written = '%25C4%25B0'

/**
 * The path as the router takes it. Clients of Live Cloud carry a prefix in their base URL, and lose the slash behind it
 * with some requests for OVOC (docs/wire/live-cloud.md#paths); a base URL that ends with a slash doubles the first one.
 */
export function plainPath (url: string): string {
  const [path = '', ...query] = url.split('?')
  const plain = path.replace(/^\/+/, '/').replace(/^\/tenantui\/*(?=api\/)/i, '/').replace(longLetter, written)
  return [plain, ...query].join('?')
}

/** A parameter of a path as it was sent. */
export function sentParameter (text: string): string {
  return text.replace(longLetter, '\u0130')
}
