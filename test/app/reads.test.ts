import t from 'tap'
import { openRecords } from '../support/records.ts'
import { profiles, startStack, tenants } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const v2Record = [
  'uploadTelephoneNumberEntryId', 'source', 'sbcList', 'id', 'uploadToAccountJobId', 'whenCreated',
  'acquiredNumberStatus', 'telephoneNumber', 'callingProfileId', 'acquiredCapabilities', 'availableCapabilities',
  'acquiredOn', 'isoCountryCode', 'tnUploadJobId', 'locationId', 'civicAddressId', 'assignmentStatus', 'tenantId',
  'aslcht', 'aslsct', 'aslvCode', 'asticks'
]
const addedInV3 = [
  'tenantCallingProfileId', 'ocSipConnectionName', 'ocSipConnectionDescription', 'umpCustomerGuid', 'sbcListJson',
  'ovocChannelId', 'consentedOn', 'emergencyAddress', 'emergencyLocation', 'umpCustomerFullName', 'msCompanyName',
  'sbcListArray'
]

t.test('numbers, calling profiles and tasks can be read', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  // 2,500 of one tenant and 500 of another, in turns; every tenth is marked for removal.
  await records.query(`insert into number (provider_id, number, country, source, ms_tenant_id, removal_status,
    calling_profile_id, acquired_on)
    select 1, '+6139' || to_char(5000000 + n, 'FM0000000'), 'AU', 'webapi', case when n % 6 = 0 then $2::uuid
      else $1::uuid end, case when n % 10 = 0 then 2 else 0 end, $3, now()
    from generate_series(1, 3000) n order by n`, [
    tenants.australian, tenants.israeli, profiles.withSbcs
  ])
  await records.query(
    "insert into number_on_sbc (provider_id, number, sbc_id, rule_name, rule_tag) select 1, '+61395000001', id, " +
    "'x', 'y' from sbc"
  )
  const numbersIn = (body: { data: Array<{ telephoneNumber: string }> }): string[] =>
    body.data.map(record => record.telephoneNumber)
  const list = (query = ''): ReturnType<typeof stack.call> => stack.call('GET', `/api/v3/oc/numbers${query}`)

  await t.test('version 3 lists numbers page after page, each once and in one order', async t => {
    const { body: first } = await list()
    t.match(first, { currentPage: 1, pageSize: 200, totalPages: 15, totalRecords: 3000 })
    t.same(
      Object.keys(first), ['currentPage', 'pageSize', 'totalPages', 'totalRecords', 'data', 'next'],
      'the page has the documented members in their order'
    )
    t.same(
      Object.keys(first.data[0]), [...v2Record, ...addedInV3],
      'a number has the members of version 2 and those added in version 3'
    )
    const pages = await Promise.all(
      Array.from({ length: 5 }, (_, index) => list(`?PageNumber=${index + 1}&PageSize=700`))
    )
    t.same(
      pages.map(page => page.body.data.length), [700, 700, 700, 700, 200],
      'the pages have the size that was asked for, and the last one the rest'
    )
    const all = pages.flatMap(page => numbersIn(page.body))
    t.equal(new Set(all).size, 3000, 'each number is on one page')
    t.same(all, [...all].sort(), 'the order of acquisition')
    t.same(numbersIn((await list('?pagenumber=2&pagesize=700')).body), all.slice(700, 1400), 'names in another case')
    t.same(
      numbersIn((await list('?Page%20Number=2&Page%20Size=700')).body), all.slice(700, 1400),
      'names as they are labelled'
    )
  })

  await t.test('a page beyond the end is empty and still has the totals', async t => {
    t.match((await list('?PageNumber=16')).body, { currentPage: 16, totalPages: 15, totalRecords: 3000, data: [] })
    t.match((await list('?PageNumber=1000000000&PageSize=1000')).body, { totalRecords: 3000, data: [] })
  })

  await t.test('the size of a page is bounded', async t => {
    t.equal((await list('?PageSize=1')).body.data.length, 1, 'a page may have one number')
    t.equal((await list('?PageSize=1000')).body.data.length, 1000, 'a page may have a thousand numbers')
    for (
      const query of [
        'PageSize=0', 'PageSize=1001', 'PageSize=many', 'PageSize=-1', 'PageNumber=0', 'PageNumber=1.5',
        'PageNumber=1000000001', 'PageSize=1&PageSize=2'
      ]
    ) {
      t.match(await list(`?${query}`), {
        status: 400,
        body: { title: 'One or more validation errors occurred.', errors: { [query.split('=')[0] ?? '']: [/./] } }
      }, query)
    }
  })

  await t.test('numbers are filtered by tenant and by status, whose names may hold blanks', async t => {
    t.match((await list(`?msTenantId=${tenants.israeli}&PageSize=1`)).body, {
      totalRecords: 500, data: [{ tenantId: tenants.israeli }]
    })
    t.match((await list(`?msTenantID=${tenants.australian.toUpperCase()}&PageSize=1`)).body, { totalRecords: 2500 })
    t.match((await list(`?msTenantId=${tenants.unlicensed}`)).body, { totalPages: 0, totalRecords: 0, data: [] })
    for (const status of ['MarkedForRemoval', 'Marked%20For%20Removal', 'marked+for+removal']) {
      t.match((await list(`?acquiredNumberStatus=${status}&PageSize=1`)).body, {
        totalRecords: 300, data: [{ acquiredNumberStatus: 2 }]
      }, status)
    }
    t.match((await list(`?acquiredNumberStatus=Active&msTenantId=${tenants.israeli}`)).body, {
      totalRecords: 400, totalPages: 2
    })
    t.match(await list('?acquiredNumberStatus=Lost'), {
      status: 400, body: { errors: { AcquiredNumberStatus: [/^Lost is not a status/] } }
    })
    t.match(await list('?msTenantId=contoso'), {
      status: 400, body: { errors: { MsTenantId: ['msTenantId has not a Guid format'] } }
    })
    t.equal((await list('?msTenantId=&acquiredNumberStatus=')).body.totalRecords, 3000, 'an empty filter is none')
  })

  await t.test('totals follow numbers that are added and removed', async t => {
    const [{ id }] = await records.query(
      "insert into number (provider_id, number, source, ms_tenant_id) values (1, '+61399999999', 'webapi', $1) " +
      'returning id',
      [tenants.australian]
    )
    t.equal((await list('?PageSize=1')).body.totalRecords, 3001, 'the total counts the added number')
    await records.query('delete from number where id = $1', [id])
    t.equal((await list('?PageSize=1')).body.totalRecords, 3000, 'the total does not count the removed number')
  })

  await t.test('version 2 lists all numbers as one bare array of the documented records', async t => {
    const { body, headers } = await stack.call('GET', `/api/v2/oc/numbers?msTenantId=${tenants.australian}`)
    t.match(headers['content-type'], /^application\/json/, 'the answer is JSON')
    t.ok(Array.isArray(body), 'the list is bare')
    t.equal(new Set(numbersIn({ data: body })).size, 2500, 'each number of the tenant is there once')
    for (const record of [body[0], body.at(-1)]) {
      t.same(Object.keys(record), v2Record, 'a number has the documented members in their order')
    }
    t.match(body[0], {
      telephoneNumber: '+61395000001', acquiredNumberStatus: null,
      sbcList: [{ sbcName: 'Demo SBC 1', sbcId: 8 }, { sbcName: 'Demo SBC 2', sbcId: 11 }],
      whenCreated: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/, acquiredOn: /\.\d{7}\+00:00$/, aslcht: null
    })
    t.equal(
      (await stack.call('GET', '/api/v2/oc/numbers')).body.length, 3000, 'the list without a filter has all numbers'
    )
    t.same(
      (await stack.call('GET', `/api/v2/oc/numbers?msTenantId=${tenants.unlicensed}`)).body, [],
      'a tenant without numbers has an empty list'
    )
  })

  await t.test('one number is read with its plus raw, encoded or left out, also with blanks', async t => {
    for (
      const number of ['+61395000001', '%2B61395000001', '61395000001', '%2B61395000001/', '%2B61%203%209500-0001']
    ) {
      const { body: v3 } = await stack.call('GET', `/api/v3/oc/numbers/${number}`)
      t.match(v3, {
        telephoneNumber: '+61395000001', acquiredNumberStatus: 0, umpCustomerFullName: 'Southern Cross Logistics',
        ovocChannelId: 1574, ocSipConnectionName: 'GRXRATNEUZMNZ'
      }, number)
      const { body: v2 } = await stack.call('GET', `/api/v2/oc/numbers/${number}`)
      t.match(v2, { telephoneNumber: '+61395000001', acquiredNumberStatus: null }, `version 2 finds ${number}`)
      t.same(Object.keys(v2), v2Record, `version 2 shows the documented members for ${number}`)
    }
    for (const number of ['+61399999999', 'x', '+', '%F0%9F%93%9E', `+${'1'.repeat(150)}`]) {
      t.match(await stack.call('GET', `/api/v2/oc/numbers/${number}`), {
        status: 404, headers: { 'content-type': /problem/ }, body: { errorCode: 'number_not_found' }
      }, number)
    }
  })

  await t.test('calling profiles have the documented shape, misspelling included', async t => {
    const { body } = await stack.call('GET', '/api/v2/oc/callingprofile')
    t.same(body, (await stack.call('GET', '/api/v3/oc/callingprofile')).body, 'both versions answer the same')
    t.same(body.map((profile: { name: string }) => profile.name), [
      'Dialplane Calling', 'Dialplane Calling without SBC', 'Dialplane Emergency'
    ], 'the profiles stand in their order')
    const sbc = (sbcId: number, name: string, fqdn: string): object => ({ sbcId, fqdn, ipAddress: '127.0.0.1', name })
    t.same(body[0], {
      additionalSbcList: [],
      callingProfileId: profiles.withSbcs,
      name: 'Dialplane Calling',
      enviroment: 'Production',
      region: 'Global',
      carrier: 'Dialplane Telecom',
      offerTypes: [{ offerTypeName: 'Calling', testNumbers: [] }, {
        offerTypeName: 'AudioConferencing', testNumbers: []
      }],
      emergencyDialStrings: [],
      isEmergencyProfile: false,
      emergencyProfileId: profiles.emergency,
      trunksEnrolled: [
        {
          trunkFqdn: 'oc1.sbc.dialplane.example', trunkId: '7e424b6c-bbbe-4be4-8ebb-c2e2a04b2b34',
          matchingSbcList: [sbc(8, 'Demo SBC 1', 'oc1.sbc.dialplane.example')]
        },
        {
          trunkFqdn: 'oc2.sbc.dialplane.example', trunkId: '0758ed93-4d8c-482c-8c77-49d23ec5f43a',
          matchingSbcList: [sbc(11, 'Demo SBC 2', 'oc2.sbc.dialplane.example')]
        }
      ],
      validation: { Calling: 'NotValidated' }
    }, 'a profile has the documented members')
    t.match(body[1].trunksEnrolled, [{ matchingSbcList: [] }])
  })

  await t.test('a running task says when to look again, and version 3 shows more of it than version 2', async t => {
    const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: ['+61395556880'], ticketId: 'INC-1' }))
    const v2 = await stack.call('GET', `/api/v2/task/${taskId}`)
    t.match(v2, {
      status: 200,
      headers: { 'retry-after': /^\d+$/ },
      body: {
        id: taskId, status: 'InProgress', details: [], executionMessages: [], completeTime: null,
        cancellationRequested: false, totalNumbersCount: 1
      }
    })
    t.same(Object.keys(v2.body), [
      'id', 'status', 'details', 'executionMessages', 'outputData', 'createTime', 'completeTime',
      'cancellationRequested', 'totalNumbersCount'
    ], 'version 2 has the documented members in their order')
    const v3 = await stack.call('GET', `/api/v3/task/${taskId}`)
    t.match(v3.body, {
      ...v2.body, kind: 'upload-numbers', step: 'validate', parked: false, ticketId: 'INC-1', retryOf: null
    })
    await records.query(`update task set state = 'finished', status = 'CompletedSuccess', finished_at = now(),
      messages = '[{"level": "Information", "message": "Done", "step": "complete", "at": "2026-01-01T00:00:00Z"}]'
        where id = $1`, [taskId])
    const finished = await stack.call('GET', `/api/v2/task/${taskId}`)
    t.equal(finished.headers['retry-after'], undefined, 'a finished task names no time to look again')
    t.same(
      finished.body.executionMessages, [{ level: 'Information', message: 'Done' }],
      'version 2 shows messages without step and time'
    )
    t.match((await stack.call('GET', `/api/v3/task/${taskId}`)).body, {
      step: null, executionMessages: [{ step: 'complete', at: '2026-01-01T00:00:00Z' }]
    })
  })

  await t.test('a task that does not exist is not found, whatever its id looks like', async t => {
    for (const id of ['wup_00000000-0000-4000-8000-000000000000', 'tsk_1', 'x', '%27;--', '%F0%9F%93%9E']) {
      t.match(await stack.call('GET', `/api/v2/task/${id}`), {
        status: 404, headers: { 'content-type': /problem/ }, body: { errorCode: 'task_not_found', status: 404 }
      }, id)
    }
  })
})
