import type { Call } from './http.ts'
import { parseMultipart } from './multipart.ts'
import { HttpRefusal } from './refusal.ts'

/** Text of the one part named "file", or of the raw body where the device takes its type. */
export function uploaded ({ headers, body }: Call, what: string, rawTypes: readonly string[] = []): string {
  const type = headers['content-type'] ?? ''
  if (rawTypes.includes(type.split(';', 1)[0]?.trim().toLowerCase() ?? '')) return body.toString('utf8')
  const parts = parseMultipart(type, body)
  const file = parts?.find(({ name, filename }) => name === 'file' && filename !== null)
  if (file === undefined) throw new HttpRefusal(400, `provided ${what} file is incorrect`)
  return file.content.toString('utf8')
}
