import pg from 'pg'
import t from 'tap'
import { readFile } from '../support/files.ts'
import { profiles, startStack, tenants } from '../support/stack.ts'

t.test('lists and exports of numbers can be narrowed by filters', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  await client.query(`
    insert into number (provider_id, number, country, source, ms_tenant_id, calling_profile_id, assignment_status)
    values (1, '+61395556880', 'AU', 'webapi', $1, $3, null), (1, '+61295556881', 'AU', 'ocsync', $1, null,
      'UserAssigned'),
      (1, '+97239764533', 'IL', 'webui', $2, $3, 'Unassigned')`,
  [tenants.australian, tenants.israeli, profiles.withSbcs])
  await client.query(
    `insert into number (provider_id, number, country, source, ms_tenant_id) select 1, '+6139' || 4000000 + n, 'AU',
      'webapi', $1 from generate_series(1, 2000) n`,
    [tenants.australian]
  )
  await client.end()
  const list = async (query: string): Promise<string[]> =>
    (await stack.call('GET', `/api/v3/oc/numbers?PageSize=5&${query}`)).body.data?.map((
      number: { telephoneNumber: string }
    ) => number.telephoneNumber)

  await t.test('numbers are narrowed by prefix, country, source, assignment, calling profile and customer, also ' +
    'together', async t => {
    t.same(await list('numberPrefix=%2B6129'), ['+61295556881'], 'the prefix finds the number')
    t.same(await list('numberPrefix=+972'), ['+97239764533'], 'a + that was not encoded is understood')
    t.same(await list('country=IL'), ['+97239764533'], 'the country finds the number')
    t.same(await list('source=ocsync'), ['+61295556881'], 'the source finds the number')
    t.same(await list('assignmentStatus=userassigned'), ['+61295556881'], 'the assignment finds the number in any case')
    t.same(await list('assignmentStatus=Unassigned&country=IL'), ['+97239764533'], 'two filters narrow together')
    t.same(
      await list(`callingProfileId=${profiles.withSbcs}&country=AU`), ['+61395556880'],
      'the calling profile finds the number'
    )
    t.same(
      await list('umpCustomerGuid=d0000000-0000-4000-8000-0000000000b2'), ['+97239764533'],
      'the customer finds the number'
    )
    t.equal(
      (await stack.call('GET', '/api/v3/oc/numbers?country=AU')).body.totalRecords, 2002,
      'the total counts what the filter lets through'
    )
    for (const [status, total] of [['0', 2003], ['Active', 2003], ['marked for removal', 0], ['2', 0]]) {
      t.equal(
        (await stack.call('GET', `/api/v3/oc/numbers?acquiredNumberStatus=${status}`)).body.totalRecords, total,
        `${status}`
      )
    }
  })

  await t.test('a filter with a fault is refused with the reason', async t => {
    const refusal = async (query: string): Promise<unknown> =>
      (await stack.call('GET', `/api/v3/oc/numbers?${query}`)).body.errors
    t.match(await refusal('acquiredNumberStatus=4'), { AcquiredNumberStatus: [/not a status/] })
    t.match(await refusal('source=fax'), { Source: [/not a source/] })
    t.match(await refusal('numberPrefix=abc'), { NumberPrefix: [/not the beginning/] })
    t.match(await refusal('callingProfileId=x'), { CallingProfileId: [/not a GUID/] })
    t.match(
      await stack.call('GET', '/api/v3/oc/numbers?umpCustomerGuid=d0000000-0000-4000-8000-0000000000b2', {
        role: 'customer'
      }),
      { status: 403 }
    )
  })

  await t.test('an export is lines of JSON for whoever asks for them', async t => {
    const { body, headers } = await stack.call('GET', '/api/v3/oc/numbers/export?country=AU', {
      headers: { accept: 'application/x-ndjson' }
    })
    t.match(headers, { 'content-type': /^application\/x-ndjson/, 'content-disposition': /numbers\.ndjson/ })
    const lines: string[] = body.trimEnd().split('\n')
    t.equal(lines.length, 2002, 'one for each number')
    t.match(JSON.parse(lines[0] ?? ''), { telephoneNumber: /^\+61/, country: 'AU', sbcs: [] })
  })

  await t.test('an export holds every row that the filters let through, and no cell runs as a formula', async t => {
    const { body, headers } = await stack.call('GET', '/api/v3/oc/numbers/export?country=AU')
    t.match(headers['content-type'], /^text\/csv/)
    const lines: string[] = body.trimEnd().split('\r\n')
    t.equal(lines.length, 2003, 'the export has a line for each number and one for the names')
    t.match(lines[0], /^telephoneNumber,msTenantId,callingProfileId,/)
    t.match(lines[1], /^'\+61395556880,c1a7e2d0-1111/, 'a cell that begins with + would be run as a formula')
    t.equal(
      (await stack.call('GET', '/api/v3/oc/numbers/export?country=AU', { role: 'customer' })).body.trimEnd().split(
        '\r\n'
      ).length,
      2003, 'a customer exports its own numbers'
    )
    t.equal(
      (await stack.call('GET', '/api/v3/oc/numbers/export?country=IL', { role: 'customer' })).body.trimEnd().split(
        '\r\n'
      ).length,
      1, 'a customer exports no numbers of others'
    )
  })

  await t.test('an export of one number has the cells that an import needs', async t => {
    for (const number of ['%2B61395556880', '+61395556880', '61%203%209555-6880']) {
      const { body } = await stack.call('GET', `/api/v3/oc/numbers/export?telephoneNumber=${number}`)
      t.match(readFile(body), [{
        telephoneNumber: "'+61395556880", msTenantId: tenants.australian, callingProfileId: profiles.withSbcs,
        status: 'Active'
      }], number)
      t.equal(readFile(body).length, 1, `the export of ${number} has one row`)
    }
    const [synchronized] = readFile(
      (await stack.call('GET', '/api/v3/oc/numbers/export?telephoneNumber=%2B61295556881')).body
    )
    t.match(
      synchronized, { usage: '', capabilities: '', source: 'ocsync' },
      'a usage that nobody asked for and Microsoft does not show is not made up'
    )
    t.match(await stack.call('GET', '/api/v3/oc/numbers/export?telephoneNumber=fax'), {
      status: 400, body: { errors: { TelephoneNumber: [/not a number/] } }
    })
  })

  await t.test('an exported name that begins like a formula is made harmless', async t => {
    const client = new pg.Client({ connectionString: stack.databaseUrl })
    await client.connect()
    await client.query('update customer set full_name = $1 where ms_tenant_id = $2', [
      '=HYPERLINK("http://evil.example","Contoso")', tenants.israeli
    ])
    await client.end()
    const { body } = await stack.call('GET', `/api/v3/oc/numbers/export?msTenantId=${tenants.israeli}`)
    t.match(body, `,"'=HYPERLINK(""http://evil.example"",""Contoso"")",`)
  })
})
