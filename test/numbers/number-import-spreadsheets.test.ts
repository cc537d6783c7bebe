import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { plainCell, toCsv } from '../../src/http/csv-cells.ts'
import { settings } from '../../src/numbers/api/number-columns.ts'
import { openRecords } from '../support/records.ts'
import { profiles, startStack, tenants } from '../support/stack.ts'
import { imported, importFile, importPath, numberFile } from '../support/files.ts'
import { australianNumbers } from '../support/uploads.ts'

t.test('a file that comes out of a spreadsheet can be imported', async t => {
  const stack = await startStack(t)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)

  await t.test('digits may be kept from being rounded by a formula or an apostrophe', async t => {
    const { task, rows } = await imported(
      stack,
      numberFile([
        {
          telephoneNumber: '="+61395560001"', msTenantId: `="${tenants.australian}"`, usage: '="CallingUserAssignment"'
        },
        { telephoneNumber: '"=""+61395560002"""' },
        { telephoneNumber: "'+61395560003" },
        { telephoneNumber: '\u2019+61395560004' },
        { telephoneNumber: '\'="+61395560005"' },
        { telephoneNumber: '="61395560006"' }
      ])
    )
    t.match(rows.slice(0, 5).map(row => row['result']), [
      'succeeded', 'succeeded', 'succeeded', 'succeeded', 'succeeded'
    ])
    t.match(task, { status: 'CompletedWithErrors', outputData: { SucceededCount: 5, FailedCount: 1 } })
    t.match(rows.at(-1), {
      telephoneNumber: '61395560006', errorColumn: 'telephoneNumber', error: /must start with \+/
    })
    t.match((await stack.call('GET', '/api/v3/oc/numbers/+61395560002')).body, { tenantId: tenants.australian })
    t.match((await importFile(stack, '="colour"\r\n1\r\n')).body.errors.File, [/"colour" is not a known column/])
  })
  await t.test('a file is read in every encoding that says what it is, and in no other', async t => {
    const file = (first: number, callingProfileId: string = profiles.withSbcs): string =>
      `\ufeff${numberFile(australianNumbers(first, 2).map(telephoneNumber => ({ telephoneNumber, callingProfileId })))}`
    const { rows } = await imported(stack, Buffer.from(file(61001), 'utf16le').swap16())
    t.match(rows, [{ telephoneNumber: "'+61395561001", result: 'succeeded' }, { result: 'succeeded' }])
    t.match((await imported(stack, Buffer.from(file(61011, 'Zürich'), 'utf16le').swap16())).rows, [{
      callingProfileId: 'Zürich', error: /Invalid CallingProfileId/
    }, { result: 'failed' }])
    const ofCodePage = Buffer.from(
      numberFile([...australianNumbers(62000, 900).map(telephoneNumber => ({ telephoneNumber })), {
        telephoneNumber: '+61395563000', callingProfileId: 'Zürich'
      }]),
      'latin1'
    )
    const before = [await records.counts(), await records.query('select count(*) from number_import_row')]
    t.match(await importFile(stack, ofCodePage), {
      status: 400, body: { errors: { File: [/neither UTF-8 nor UTF-16.*save it as "CSV UTF-8/] } }
    })
    t.same(
      [await records.counts(), await records.query('select count(*) from number_import_row')], before,
      'and the rows before it are gone'
    )
  })

  await t.test('a file may have empty columns and rows, columns in any order, and numbers as people write ' +
    'them', async t => {
    const { rows } = await imported(
      stack,
      [
        '"Telephone\nNumber";COUNTRY;calling profile;"MS-Tenant-ID\u200b";Usage ;;',
        `+61 (0)3 9556-7001;au;${profiles.withSbcs};\u200b${tenants.australian}\u00a0;callinguserassignment;;`,
        ';;;;;;', `"+61395567002\n";+61;Dialplane Calling;${tenants.australian.toUpperCase()};CallingUserAssignment;;`,
        '="";="";;;;;', ''
      ].join('\r\n')
    )
    t.match(rows, [{ line: '3', result: 'succeeded', error: '' }, { line: '5', result: 'succeeded', error: '' }])
    t.equal(rows.length, 2, 'no row is reported for an empty line')
  })

  await t.test('a row is told what a spreadsheet did to its number', async t => {
    const cases: Array<[string, RegExp]> = [
      ['"6,14E+10"', /^A spreadsheet rounded the number to 6,14E\+10\./],
      ['6.14 e+10', /rounded/],
      ['6,14E+10', /^A spreadsheet rounded the number to 6,14E\+10\..*Its comma parts cells here, too\.$/],
      ['61395568001.0', /quantity with decimals/],
      ['"+61395568002,00"', /quantity with decimals/],
      ['+4930123456.0', /quantity with decimals/],
      ['#\u00dcBERLAUF!', /shows instead of a number/],
      ['+61395568003 / +61395568004', /more than one number; each needs a row of its own/],
      ['"+61395568005-\n+61395568009"', /more than one number/],
      ['"61,395,568,001"', /character \d+ is U\+/],
      [
        '+61395568006,too,many',
        /^The row has 7 cells and the header 5\. Put cells that hold the separator into quotes\.$/
      ]
    ]
    const { rows } = await imported(stack, numberFile(cases.map(([telephoneNumber]) => ({ telephoneNumber }))))
    t.match(
      rows.map(row => row['errorColumn']), cases.map(() => /^telephoneNumber$/),
      'each row names the column of the number'
    )
    t.match(
      rows.map(row => row['error']), cases.map(([, message]) => message), 'each row has the reason for its number'
    )
    t.match(
      (await imported(
        stack, numberFile([{ telephoneNumber: '+61395568007', callingProfileId: `${'x'.repeat(499)}\u{1f600}y` }])
      )).rows,
      [{ errorColumn: 'callingProfileId', error: /more than 500 characters/ }]
    )
  })

  await t.test('a file whose first line names no columns is refused with the reason', async t => {
    const row = ['+61395569001', tenants.australian, profiles.withSbcs, 'CallingUserAssignment', 'AU'].join(',')
    for (
      const [file, message] of [
        [`"telephoneNumber,msTenantId"\r\n"${row}"\r\n`, /whole line stands in one cell/],
        [`telephoneNumber|usage\r\n${row}\r\n`, /whole line stands in one cell/],
        [
          `Numbers of 2026,,,\r\n${row}\r\n`,
          /"Numbers of 2026" is not a known column\. The first line of the file must name the columns\. Columns are/
        ],
        [`${row}\r\n${row}\r\n`, /"\+61395569001" is not a known column.*must name the columns/]
      ] as const
    ) {
      const { status, body } = await importFile(stack, file)
      t.match({ status, errors: body.errors }, { status: 400, errors: { File: [message] } }, file)
      t.notMatch(body.errors.File[0], /missing/, `no column is called missing: ${message.source}`)
    }
  })

  await t.test('a result that is sent in again has the same cells, whatever they hold', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', ' ', '="+61395550100"', "'=1", "''+61", '-', '=1+1', '\t@x'),
      fc.string({ unit: 'binary', maxLength: 20 }).filter(text => !text.includes('\0')),
      fc.array(fc.constantFrom('=', '+', '-', '@', "'", '"', '="', ',', ';', '\r', '\n', ' ', 'a', '1'), {
        maxLength: 6
      }).map(parts => parts.join(''))
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: settings.length - 1, maxLength: settings.length - 1 }), {
          minLength: 100, maxLength: 200
        }),
        async texts => {
          const sent = texts.map(cells => ['none', ...cells]) // nothing of this is to be uploaded
          const first = await imported(stack, toCsv([settings, ...sent]))
          const cellsOf = (rows: ReadonlyArray<Record<string, string>>): unknown =>
            rows.map(row => settings.map(column => row[column]))
          const { body } = await stack.call('GET', `${importPath}/${first.task.id}/result.csv`)
          assert.deepEqual(cellsOf((await imported(stack, body)).rows), cellsOf(first.rows))
          assert.deepEqual(
            first.rows.map(row => settings.map(column => plainCell(row[column] ?? ''))), sent
          )
        }
      ),
      { numRuns: 4, endOnFailure: true }
    )
  })
})
