import { Readable, pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { badFile } from './bad-file.ts'
import { plainCell } from './csv-cells.ts'
import { textOf } from './file-text.ts'

/** A record of a CSV file with the line it begins at, counted from 1 as editors and spreadsheets count. */
export interface CsvRecord { readonly line: number, readonly cells: readonly string[] }

/** Characters of one record at most: a quote that nobody closes would else take the whole file into memory. */
const longestRecord = 16 * 1024

/**
 * Reads a CSV file as Excel, its European editions, Numbers or a script write it, as fast as the reader of the records
 * wants more: UTF-8 or UTF-16, with or without BOM, parted by comma, semicolon or tab, any line ends.
 */
export async function * readCsv (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const text = textOf(bytes)
  const { head, delimiter, skipped } = await beginning(text)
  const parser = parse({
    delimiter, record_delimiter: ['\r\n', '\n', '\r'], on_record: withLine, relax_column_count: true,
    relax_quotes: true, trim: true, skip_empty_lines: true, skip_records_with_empty_values: true,
    max_record_size: longestRecord
  })
  const all = async function * (): AsyncGenerator<string> {
    if (head !== '') yield head
    yield * text
  }
  pipeline(Readable.from(all()), parser, () => {}) // the error comes out of the parser as well
  const records: AsyncIterable<string[]> = parser
  let counted = skipped
  try {
    for await (const record of records) {
      const lines = Number(record.pop())
      const breaks = count(record, /\r\n|\r|\n/g)
      counted -= count(record, /\r\n/g) // which the parser takes for two lines inside of quotes
      const cells = record.map(plainCell)
      if (cells.some(cell => cell.trim() !== '')) yield { line: lines + counted - breaks, cells }
    }
  } catch (error) {
    throw error instanceof CsvError ? badFile(explain(error, skipped)) : error
  }
}

/**
 * Adds the line that a record ends at as one more cell; the parser's own account of a record takes ten times as much.
 */
function withLine (record: string[], { lines }: { lines: number }): string[] {
  record.push(String(lines))
  return record
}

function count (record: readonly string[], pattern: RegExp): number {
  return record.reduce((sum, cell) => sum + (/[\r\n]/.test(cell) ? cell.match(pattern)?.length ?? 0 : 0), 0)
}

/** The first line says what parts the cells; Excel may say it aloud, with `sep=;` on a line before it. */
async function beginning (text: AsyncGenerator<string>): Promise<{ head: string, delimiter: string, skipped: number }> {
  let head = ''
  while (!/[^\r\n][\r\n]+[^\r\n]/.test(head.replace(/"[^"]*("|$)/g, '""')) && head.length < longestRecord) {
    const { done, value } = await text.next()
    if (done === true) break
    head += value
  }
  const said = /^"?sep=(.)"?[,;\t]*(\r\n|\r|\n)/i.exec(head)
  if (said?.[1] !== undefined) return { head: head.slice(said[0].length), delimiter: said[1], skipped: 1 }
  const first = /[^\r\n]+/.exec(head.replace(/"[^"]*"/g, '""'))?.[0] ?? ''
  const [best = ','] = [',', ';', '\t'].sort((one, other) => first.split(other).length - first.split(one).length)
  return { head, delimiter: best, skipped: 0 }
}

function explain (error: CsvError, skipped: number): string {
  const at = typeof error['lines'] === 'number' ? error['lines'] + skipped : undefined
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return `A record that ends at line ${at} or later is longer than ${longestRecord} characters; a quote before ` +
        'it may not be closed.'
    case 'CSV_QUOTE_NOT_CLOSED':
      return `The file ends within quotes (line ${at}); a quote before it is not closed.`
    default:
      return `The file cannot be read as CSV at line ${at}: ${error.message}`
  }
}
