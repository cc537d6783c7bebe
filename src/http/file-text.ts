import { TextDecoder } from 'node:util'
import { badFile } from './bad-file.ts'

/** Bytes at the beginning of a file that show its encoding. */
const telling = 4

const advice = 'In Excel, save it as "CSV UTF-8 (Comma delimited)".'

/**
 * The text of a file in UTF-8 or UTF-16 of either byte order, with or without BOM. Anything else is refused: a code
 * page can only be guessed, and a wrong guess would be kept.
 */
export async function * textOf (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let begun = Buffer.alloc(0)
  try {
    for await (const chunk of bytes) {
      if (decoder === undefined) {
        begun = Buffer.concat([begun, chunk])
        if (begun.length < telling) continue
        decoder = decoderFor(begun)
        yield decoder.decode(begun, { stream: true })
      } else yield decoder.decode(chunk, { stream: true })
    }
    yield decoder === undefined ? decoderFor(begun).decode(begun) : decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw badFile(`The file is neither UTF-8 nor UTF-16. ${advice}`)
  }
}

/** "Unicode text" of Excel is UTF-16; everybody else means UTF-8. The decoder takes the BOM away. */
function decoderFor (beginning: Buffer): TextDecoder {
  const start = beginning.toString('latin1', 0, telling)
  if (start === 'PK\x03\x04' || start === '\xd0\xcf\x11\xe0') {
    throw badFile(`The file is a workbook, not CSV. ${advice}`)
  }
  // Without BOM the first letter of a column's name shows it: it is ASCII, which UTF-16 writes with a zero byte.
  const encoding = /^(\xff\xfe|[^\0]\0)/.test(start)
    ? 'utf-16le'
    : /^(\xfe\xff|\0[^\0])/.test(start)
      ? 'utf-16be'
      : 'utf-8'
  return new TextDecoder(encoding, { fatal: true })
}
