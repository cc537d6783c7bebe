export interface Part {
  name: string
  filename: string | null
  type: string | null
  content: Buffer
}

/** Parts of a multipart/form-data body; null when the body is not what its content type says. */
export function parseMultipart (contentType: string, body: Buffer): Part[] | null {
  const found = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const boundary = found?.[1] ?? found?.[2]
  if (boundary === undefined) return null

  const delimiter = `--${boundary}`
  if (body.subarray(0, delimiter.length).toString('latin1') !== delimiter) return null
  const parts: Part[] = []
  let position = delimiter.length
  while (body.subarray(position, position + 2).toString('latin1') !== '--') {
    const end = body.indexOf(`\r\n${delimiter}`, position)
    const part = end === -1 ? null : parsePart(body.subarray(position, end))
    if (part === null) return null
    parts.push(part)
    position = end + 2 + delimiter.length
  }
  return parts
}

function parsePart (bytes: Buffer): Part | null {
  const split = bytes.indexOf('\r\n\r\n')
  if (split === -1) return null
  const headers = new Map(bytes.subarray(0, split).toString('utf8').split('\r\n')
    .map((line) => line.split(/:\s*(.*)/s, 2))
    .map(([name = '', value = '']) => [name.trim().toLowerCase(), value] as const))
  const disposition = headers.get('content-disposition') ?? ''
  const name = /;\s*name="([^"]*)"/i.exec(disposition)?.[1]
  if (!/^form-data\b/i.test(disposition) || name === undefined) return null
  return {
    name,
    filename: /;\s*filename="([^"]*)"/i.exec(disposition)?.[1] ?? null,
    type: headers.get('content-type') ?? null,
    content: bytes.subarray(split + 4)
  }
}
