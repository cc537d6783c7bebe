import pg from 'pg'
import t from 'tap'
import { stackOfFile } from '../support/shared-stack.ts'
import { profiles, tenants, type Stack } from '../support/stack.ts'

const freshStack = stackOfFile(t)
const validate = async (
  stack: Stack, msTenantId: string, telephoneNumbers: string[]
): Promise<{ status: number, body: { validationResult: string, telephoneNumbers: Array<Record<string, unknown>> } }> =>
  stack.call('POST', '/api/v2/oc/numbers/action/number-status', {
    body: { msTenantId, TelephoneNumbers: telephoneNumbers }
  })

async function insertNumbers (
  stack: Stack, rows: ReadonlyArray<{ number: string, status: number, tenant?: string, assignment?: string }>
): Promise<void> {
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  for (const { number, status, tenant = tenants.australian, assignment = null } of rows) {
    await client.query(
      `insert into number (provider_id, number, source, ms_tenant_id, removal_status, assignment_status)
        values (1, $1, 'ocsync', $2, $3, $4)`,
      [number, tenant, status, assignment]
    )
  }
  await client.end()
}

t.test('validation judges numbers by the rules of the upload', async t => {
  const stack = await freshStack(t)
  await stack.startApi()

  await t.test('good numbers are answered in the documented shape', async t => {
    const { body } = await validate(stack, tenants.australian, ['+61395556880'])
    t.same(body, {
      validationResult: 'Success',
      telephoneNumbers: [{
        telephoneNumber: '+61395556880', validationResult: 'Success', actionRequired: false, validationDetail: [],
        telphoneNumberDetail: { numberFound: false, numberOffering: '', assignmentStatus: '' }
      }]
    }, 'the answer has the documented members')
  })

  await t.test('JSON is accepted under every content type that clients use for it', async t => {
    for (
      const type of [
        'application/json;charset=utf-8', 'text/json', 'application/json-patch+json; charset=utf-8',
        'application/vnd.api+json'
      ]
    ) {
      const body = JSON.stringify({ msTenantId: tenants.australian, telephoneNumbers: ['+61395556880'] })
      t.match(
        await stack.call('POST', '/api/v2/oc/numbers/action/number-status', {
          body, headers: { 'content-type': type }
        }),
        { status: 200, body: { validationResult: 'Success' } },
        type
      )
    }
    t.match(
      await stack.call('POST', '/api/v2/oc/numbers/action/number-status', {
        body: '{"a":,', headers: { 'content-type': 'application/json-patch+json' }
      }),
      { status: 400, body: { errors: { a: [/Path 'a', line 1, position 6/] } } }
    )
  })

  await t.test('each bad number is answered with its reasons, beside the good ones', async t => {
    await insertNumbers(stack, [{ number: '+61395556890', status: 0, assignment: 'UserAssigned' }, {
      number: '+61395556891', status: 0, tenant: tenants.israeli
    }])
    const { body } = await validate(stack, tenants.australian, [
      '+61395556880', '0395556880', '+97239764533', '+61395556890', '+61395556891'
    ])
    t.equal(body.validationResult, 'Failed', 'the result as a whole is Failed')
    t.same(body.telephoneNumbers.map(entry => entry['validationResult']), [
      'Success', 'Failed', 'Failed', 'Success', 'Failed'
    ], 'each number has its own result')
    t.match(body.telephoneNumbers, [
      {},
      { validationDetail: [/must start with \+/] },
      { validationDetail: [/consent of the tenant does not cover IL/] },
      {
        telphoneNumberDetail: { numberFound: true, numberOffering: 'OperatorConnect', assignmentStatus: 'UserAssigned' }
      },
      { validationDetail: ['The number is held by another tenant.'] }
    ])
  })

  await t.test('validation and upload come to the same result', async t => {
    for (
      const [tenant, number] of [
        [tenants.unlicensed, '+12125550123'], [tenants.suspended, '+4722225555'], [tenants.australian, '+61395556880'],
        [tenants.australian, '+611800123456'], [tenants.australian, '+12125550123']
      ] as const
    ) {
      const { body: verdicts } = await validate(stack, tenant, [number])
      const upload = await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenant}`, {
        body: {
          callingProfile: profiles.withSbcs,
          usage: number.startsWith('+611800') ? 'FirstPartyAppAssignment' : 'CallingUserAssignment',
          phoneNumbers: [number]
        }
      })
      t.equal(verdicts.validationResult === 'Success', upload.status === 200, `${number} for ${tenant}`)
    }
  })
})

t.test('calling profiles are mapped to the SBCs that carry their numbers', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const { body } = await stack.call('GET', '/api/v3/oc/callingprofile/sbc')
  const sbcsOf = new Map(
    body.map((
      entry: { callingProfileId: string, sbcList: Array<{ sbcId: number }> }
    ) => [entry.callingProfileId, entry.sbcList.map(sbc => sbc.sbcId)])
  )
  t.same(sbcsOf.get(profiles.withSbcs), [8, 11], 'the profile names both SBCs in order')
  for (const path of ['/api/v2/oc/callingprofile', '/api/v3/oc/callingprofile/sbc']) {
    t.match(JSON.stringify((await stack.call('GET', path)).body), '"ipAddress":"127.0.0.1"', path)
    t.notMatch(
      JSON.stringify((await stack.call('GET', path, { role: 'channel' })).body), /"ipAddress":"/,
      `${path}: where an SBC is, is the provider's own business`
    )
  }
  t.same(sbcsOf.get(profiles.withoutSbc), [], 'a profile without SBCs has an empty list')
  t.match((await stack.call('GET', '/api/v3/sbc')).body, [{ sbcId: 8, available: true }, {
    sbcId: 11, available: true
  }])
})
