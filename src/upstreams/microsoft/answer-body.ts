import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'

/** Bytes of a body at most, also after it was decompressed. */
export const largestAnswer = 64 * 1024 * 1024

const decoders = {
  gzip: promisify(gunzip), 'x-gzip': promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress)
}

/** The text of a body; Microsoft may compress it although nobody asked. Throws what cannot be decompressed. */
export async function decode (bytes: Buffer, encoding: string | undefined): Promise<string> {
  const name = encoding?.trim().toLowerCase() ?? ''
  const decoder = Object.entries(decoders).find(([known]) => known === name)?.[1]
  return (decoder === undefined ? bytes : await decoder(bytes, { maxOutputLength: largestAnswer })).toString('utf8')
}

export const isWebPage = (text: string, contentType: string | undefined): boolean =>
  /^text\/html/i.test(contentType ?? '') || /^\s*<(!doctype\s+)?html/i.test(text)
