import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { listCell, readListCell, toCsv } from '../../src/http/csv-cells.ts'
import { readCsv, type CsvRecord } from '../../src/http/csv-reader.ts'
import { Problem } from '../../src/problems.ts'

/** The file in pieces of any size, as it may come from the network. */
async function read (file: string | Buffer, pieces: readonly number[] = []): Promise<CsvRecord[]> {
  const bytes = Buffer.from(file as string)
  const chunks = async function * (): AsyncGenerator<Uint8Array> {
    let from = 0
    for (const piece of [...pieces, bytes.length]) {
      yield bytes.subarray(from, from + piece)
      from += piece
    }
  }
  const records: CsvRecord[] = []
  for await (const record of readCsv(chunks())) records.push(record)
  return records
}

async function refusal (file: string | Buffer): Promise<string> {
  return await read(file).then(
    () => 'read', (error: unknown) => error instanceof Problem ? error.message : String(error)
  )
}

/** What spreadsheets and separators make of a text is where files break. */
const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }).map(text => Buffer.from(text).toString()),
  fc.array(
    fc.constantFrom(
      '=', '+', '-', '@', "'", '"', '="', '=T("', ',', ';', '\t', '\r', '\n', ' ', '\uff1d', '\ufeff', 'a', '1'
    ),
    { maxLength: 6 }
  ).map(parts => parts.join('')),
  fc.string().map(text => `="${text.replaceAll('"', '""')}"`)
)

t.test('what is written as CSV reads back the same, whatever the cells hold and however the bytes arrive', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }),
      async (rows, pieces) => {
        const records = await read(toCsv([['one', 'two', 'three'], ...rows]), pieces)
        // A row without anything in it is no row.
        assert.deepEqual(
          records.slice(1).map(record => record.cells), rows.filter(row => row.some(text => text.trim() !== ''))
        )
      }
    ),
    { numRuns: 500 }
  )
})

t.test('a written cell never begins like a formula, and the apostrophe that prevents it is removed on ' +
  'reading', async t => {
  fc.assert(fc.property(cell, text => {
    const [line = ''] = toCsv([['x', text]]).split('\r\n')
    assert.doesNotMatch(line.slice(2).replace(/^"/, ''), /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/)
  }))
  t.equal(toCsv([['=HYPERLINK("http://evil","x")', '+61395556880', '-1', '@SUM(A1)', '\t=1', ' =1', 'a;=1']]),
    "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",'+61395556880,'-1,'@SUM(A1),\"'\t=1\",' =1,\"a;=1\"\r\n",
    'cells that begin like formulas get an apostrophe')
  t.equal(
    toCsv([['\u200b=1+1', '\u200e\ufeff@SUM(A1)', 'name\n=1+1', 'name\r\n \u200b-1', 'a\nb=1']]),
    "'\u200b=1+1,'\u200e\ufeff@SUM(A1),\"name\n'=1+1\",\"name\r\n' \u200b-1\",\"a\nb=1\"\r\n",
    'also behind characters that nobody sees, and behind a line break'
  )
  t.same((await read("a,b\r\n'+61395556880,'=1\r\n"))[1]?.cells, ['+61395556880', '=1'], 'the apostrophe is removed')
})

t.test('a formula that holds only a text is read as that text, with or without quotes of the file', async t => {
  await fc.assert(fc.asyncProperty(cell, async text => {
    const formula = `="${text.replaceAll('"', '""')}"`
    const [, record] = await read(`a,b\r\n"${formula.replaceAll('"', '""')}",x\r\n`)
    assert.deepEqual(record?.cells, [text, 'x'])
  }))
  t.same((await read('="number",="usage"\r\n="+61395556880",= "say ""hi"""\r\n')).map(record => record.cells), [[
    'number', 'usage'
  ], ['+61395556880', 'say "hi"']], 'both spellings of such formulas are read')
  t.same(
    (await read('a,b\r\n="1"&"2",=T("1")\r\n'))[1]?.cells, ['="1"&"2"', '=T("1")'],
    'what would have to be computed stays as it is'
  )
})

t.test('a cell can hold a list', async t => {
  fc.assert(fc.property(fc.array(fc.stringMatching(/^[A-Za-z0-9]+$/).filter(entry => entry !== 'none')), entries => {
    assert.deepEqual(readListCell(listCell(entries) ?? ''), entries)
  }))
  t.same(readListCell(' InboundCalling,OutboundCalling; Mobile|x '), [
    'InboundCalling', 'OutboundCalling', 'Mobile', 'x'
  ], 'commas, semicolons, bars and blanks part the entries')
  t.equal(readListCell(' '), undefined, 'a blank cell is no list')
  t.equal(listCell(null), null, 'no list is no cell')
})

t.test('files are read as the usual programs write them', async t => {
  const wanted = [{ line: 1, cells: ['number', 'usage'] }, { line: 2, cells: ['+61395556880', 'Zoë'] }]
  for (
    const [name, file] of Object.entries<string | Buffer>({
      plain: 'number,usage\n+61395556880,Zoë\n',
      'without an end of its last line': 'number,usage\r\n+61395556880,Zoë',
      'old Macintosh': 'number,usage\r+61395556880,Zoë\r',
      'European Excel': '\ufeffnumber;usage\r\n+61395556880;Zoë\r\n',
      'Excel as Unicode text': Buffer.concat([
        Buffer.from([0xff, 0xfe]), Buffer.from('number\tusage\r\n+61395556880\tZoë\r\n', 'utf16le')
      ]),
      'UTF-16 as Macintosh programs write it': Buffer.concat([
        Buffer.from([0xfe, 0xff]), Buffer.from('number\tusage\r\n+61395556880\tZoë\r\n', 'utf16le').swap16()
      ]),
      'UTF-16 of a script that writes no mark': Buffer.from('number,usage\r\n+61395556880,Zoë\r\n', 'utf16le'),
      'UTF-16 of the other byte order without a mark': Buffer.from('number,usage\r\n+61395556880,Zoë\r\n', 'utf16le')
        .swap16(),
      'every cell in quotes': '"number","usage"\r\n"+61395556880","Zoë"\r\n',
      'empty lines and rows': 'number,usage\r\n+61395556880,Zoë\r\n\r\n,\r\n'
    })
  ) t.same(await read(file), wanted, name)
  t.same(
    await read('sep=;\r\nnumber;usage\r\n+61395556880;Zoë\r\n'),
    wanted.map(({ line, cells }) => ({ line: line + 1, cells })), 'a line of Excel says what parts the cells'
  )
  for (const said of ['"sep=;"', 'SEP=;;;;']) {
    t.same((await read(`${said}\nnumber;usage\n`))[0], { line: 2, cells: ['number', 'usage'] }, said)
  }
  t.same(await read('"a,\r\nb,c";d,e;f\r\n1;2;3\r\n'), [{ line: 1, cells: ['a,\r\nb,c', 'd,e', 'f'] }, {
    line: 3, cells: ['1', '2', '3']
  }], 'nor does a line end in them end the first line')
  t.same((await read('a, "b" ,c\r\n1, "2,3", 4\r\n'))[1]?.cells, ['1', '2,3', '4'], 'blanks may stand before quotes')
  t.same((await read('a\tb\tc\n\t\t3\n'))[1]?.cells, ['', '', '3'], 'but a tab is none where it parts')
  t.same(
    await read('a;b\n="";=""\n ;\n'), [{ line: 1, cells: ['a', 'b'] }], 'a row of formulas for nothing is empty, too'
  )
  t.same(
    await read('"a;b",c,d\n1,2,3\n'), [{ line: 1, cells: ['a;b', 'c', 'd'] }, { line: 2, cells: ['1', '2', '3'] }],
    'a separator in quotes parts nothing'
  )
})

t.test('a text reads the same in every encoding, however the bytes arrive', async () => {
  await fc.assert(
    fc.asyncProperty(cell, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }), async (text, pieces) => {
      const file = toCsv([['a', 'b'], [text, 'x']])
      const expected = await read(file)
      const marked = Buffer.from(`\ufeff${file}`, 'utf16le')
      for (
        const bytes of [
          Buffer.from(`\ufeff${file}`), marked, Buffer.from(marked).swap16(), marked.subarray(2),
          Buffer.from(marked.subarray(2)).swap16()
        ]
      ) assert.deepEqual(await read(bytes, pieces), expected)
    })
  )
})

t.test('lines are counted as an editor counts them, also after cells of several lines', async t => {
  const records = await read('a,b\r\n1,"x\r\ny\r\nz"\r\n\r\n2,x\r\n3,"x\ny"\r\n4,"say ""hi"""\r\n5,it is 5" wide\r\n')
  t.same(records.map(record => record.line), [1, 2, 6, 7, 9, 10], 'each record names the line where it begins')
  t.same(
    records.slice(4).map(record => record.cells[1]), ['say "hi"', 'it is 5" wide'],
    'quotes are read inside and outside of quoted cells'
  )
})

t.test('a file that is no CSV is refused with the reason', async t => {
  t.match(
    await refusal(Buffer.from([0x61, 0x2c, 0xe4, 0x0a])), /neither UTF-8 nor UTF-16.*CSV UTF-8/,
    'bytes that are neither UTF-8 nor UTF-16 are refused'
  )
  t.match(
    await refusal(Buffer.from(`a,b\r\n${'1,2\r\n'.repeat(20_000)}1,J\xfcrgen\r\n1,2\r\n`, 'latin1')),
    /neither UTF-8 nor UTF-16.*CSV UTF-8/, 'also where its first foreign letter comes late'
  )
  for (const mark of ['', '\ufeff']) {
    t.match(
      await refusal(Buffer.from(`${mark}a,b\r\n1,2\r\n1,\ud83d\r\n`, 'utf16le')), /neither UTF-8 nor UTF-16/,
      'half a character'
    )
  }
  t.match(
    await refusal(Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0', 'latin1')), /workbook.*CSV UTF-8/, 'a workbook is refused'
  )
  t.match(
    await refusal('a,b\r\n1,"2\r\n'), /ends within quotes \(line \d+\)/, 'a file that ends within quotes is refused'
  )
  t.match(
    await refusal(`a,b\r\n1,"${'2,3\r\n'.repeat(10_000)}`), /longer than 16384 characters/,
    'a cell without an end is refused'
  )
  t.equal(await refusal(''), 'read', 'an empty file can be read')
})
