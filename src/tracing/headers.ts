/** `name=value,name=value`, the values encoded as in a URL, as OpenTelemetry has header fields in a setting. */
export function headersIn (text: string): Record<string, string> {
  return Object.fromEntries(text.split(',').filter(part => part.includes('=')).map(part => {
    const [name = '', ...value] = part.split('=')
    return [name.trim(), decodeURIComponent(value.join('=').trim())]
  }))
}
