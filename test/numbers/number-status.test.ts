import fc from 'fast-check'
import t, { type Test } from 'tap'
import { isTollFree, normalizePhoneNumber, toE164, type E164 } from '../../src/schemas/phone-number.ts'
import { knownCountries, regionsOf } from '../../src/schemas/phone-number-rules.ts'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const seed = 20261125
const callingCodes = Array.from({ length: 999 }, (_, index) => String(index + 1)).filter(code =>
  regionsOf(code).length > 0
)
const sample = <Value>(arbitrary: fc.Arbitrary<Value>, numRuns: number): Value[] =>
  fc.sample(arbitrary, { numRuns, seed })

/** One number of each kind of each country that the numbering plans know. */
const ofEveryKind = callingCodes.flatMap(code =>
  regionsOf(code).flatMap(({ kinds }) =>
    kinds.flatMap(({ pattern }) =>
      sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), 1).map(national => `+${code}${national}`)
    )
  )
)

/** What is almost a number, or no number at all. */
const strange = [
  '',
  '+',
  '+0',
  '000',
  '112',
  '911',
  '+112',
  '+1911',
  '+1411',
  '+18005550199',
  '+18885550123',
  '+1 (833) 399-8785',
  '+1 800 SIPTEST',
  '+80012345678',
  '+882 16 5555 1234',
  '+979123456789',
  '+99912345678',
  '+61 3 9555-6880',
  '\u200e+61395556881',
  "'+61395556882",
  '\uff0b61395556883',
  '+4402079460000',
  '+440 20 7946 0001',
  '+44 (0)20 7946 0002',
  '0395556884',
  '61395556885',
  '+61395556886 ',
  '+61395556887;ext=1',
  'tel:+61395556888',
  '+6139555688',
  '+613955568890',
  '+61\t395556889',
  '+61395556\n890',
  '=+61395556891',
  '+61395556891,+61395556892',
  '+\u0661\u0662\u0663\u0664\u0665\u0666',
  '+1234567890123456',
  '+611800123456',
  '+61 1300 123 456',
  '+61190012345',
  '+972 1-800-123456',
  '+9721599123456',
  ...sample(fc.string(), 40),
  ...sample(
    fc.tuple(fc.constantFrom(...callingCodes), fc.stringMatching(/^\d{0,14}$/)).map(([code, digits]) =>
      `+${code}${digits}`
    ),
    150
  )
]

/** Each number once, however it is spelled: two uploads of one would be in each other's way. */
function eachOnce (texts: readonly string[]): string[] {
  const keyOf = (text: string): string => toE164(normalizePhoneNumber(text) ?? text) ?? text
  return [...new Map(texts.map(text => [keyOf(text), text])).values()]
}

/** Every country that shares the calling code; any at all for the worldwide ones. */
function countriesFor (number: E164): string[] {
  const code = callingCodes.find(code => number.startsWith(`+${code}`)) ?? ''
  const countries = regionsOf(code).map(({ country }) => country)
  return countries.includes('001') ? knownCountries() : countries
}

t.test('number-status calls those numbers good that the upload accepts', async t => {
  const stack = await startStack(t)
  await stack.startApi() // and no worker: what is taken stays as it is taken
  const records = await openRecords(t, stack.databaseUrl)
  const half = knownCountries().filter((_, index) => index % 2 === 0)
  await records.query('update lead set consented_countries = $2 where ms_tenant_id = $1', [tenants.australian, half])
  await records.query('update lead set is_direct = true where ms_tenant_id = $1', [tenants.israeli])
  const numbers = eachOnce([...ofEveryKind, ...strange])

  /**
   * Whether an upload of the number is taken, with the address that some countries demand; toll-free ones are for
   * applications, and may name any country that shares their calling code.
   */
  async function taken (text: string, tenant: string): Promise<boolean> {
    const number = toE164(normalizePhoneNumber(text) ?? text)
    const tollFree = number !== undefined && isTollFree(number)
    for (const country of tollFree ? countriesFor(number) : [undefined]) {
      const answer = await upload(
        stack,
        uploadBody({
          phoneNumbers: [text], capabilities: undefined,
          usage: tollFree ? 'FirstPartyAppAssignment' : 'CallingUserAssignment', country,
          address: '1 High Street'
        }),
        { tenant }
      )
      if (answer.status === 200) return true
      if (answer.status !== 400) throw new Error(`${text}: ${answer.status} ${JSON.stringify(answer.body)}`)
    }
    return false
  }

  await t.test('a number that is reserved or cools says so', async t => {
    const [one, two] = ['+61395551001', '+61395551002']
    await records.query(`insert into number_inventory (provider_id, number, reserved_until, cooling_until)
      values (1, $1, 'infinity', null), (1, $2, null, '2100-01-01')`, [one, two])
    const { body } = await stack.call('POST', '/api/v3/oc/numbers/action/number-status', {
      body: { msTenantId: tenants.australian, telephoneNumbers: [one, two] }
    })
    t.match(body.telephoneNumbers.map((told: { validationDetail: string[] }) => told.validationDetail.join(' ')), [
      /\+61395551001 is reserved\./, /\+61395551002 is cooling until 2100-01-01/
    ])
    await records.query('delete from number_inventory where number = any($1)', [[one, two]])
  })

  async function agree (t: Test, tenant: string, numbers: readonly string[]): Promise<{ good: number, bad: number }> {
    const good = new Set<string>()
    const { body } = await stack.call('POST', '/api/v3/oc/numbers/action/number-status', {
      body: { msTenantId: tenant, telephoneNumbers: numbers }
    })
    t.equal(body.telephoneNumbers.length, numbers.length, 'each number is answered')
    for (const [index, { validationResult, validationDetail }] of body.telephoneNumbers.entries()) {
      if (validationResult === 'Success') good.add(numbers[index] ?? '')
      else if (validationDetail.length === 0) t.fail(`${numbers[index]} is refused without a reason`)
    }
    const differing: string[] = []
    for (let from = 0; from < numbers.length; from += 16) {
      const some = numbers.slice(from, from + 16)
      for (const [index, isTaken] of (await Promise.all(some.map(text => taken(text, tenant)))).entries()) {
        const text = some[index] ?? ''
        if (isTaken !== good.has(text)) {
          differing.push(
            `${JSON.stringify(text)} is ${good.has(text) ? 'good' : 'bad'}, and the upload ` +
            `${isTaken ? 'takes it' : 'does not take it'}`
          )
        }
      }
    }
    t.same(differing.slice(0, 10), [], `${differing.length} differ`)
    await records.query('update task_item set active = false')
    return { good: good.size, bad: numbers.length - good.size }
  }

  await t.test('number-status and upload agree where the consent covers half of the countries', async t => {
    const { good, bad } = await agree(t, tenants.australian, numbers)
    t.ok(good > 500 && bad > 500, `${good} are good, ${bad} are not`)
  })
  await t.test('number-status and upload agree where a lead without consent covers all countries', async t => {
    const { good, bad } = await agree(t, tenants.israeli, numbers)
    t.ok(good > 1000 && bad > 100, `${good} are good, ${bad} are not`)
  })
  await t.test('number-status and upload agree on toll-free numbers of countries with one calling code', async t => {
    await records.query("update lead set consented_countries = array['CA'] where ms_tenant_id = $1", [
      tenants.australian
    ])
    t.same(
      await agree(t, tenants.australian, [
        '+18885550123', '+14165550123', '+80012345678', '+12125550123', '+611800123456'
      ]),
      { good: 3, bad: 2 }, 'three numbers are good'
    )
    t.match(
      await upload(
        stack, uploadBody({ phoneNumbers: ['+611800123456'], usage: 'FirstPartyAppAssignment', country: 'CA' }),
        { tenant: tenants.australian }
      ),
      {
        status: 400, body: { errors: { PhoneNumbers: ['+611800123456: The consent of the tenant does not cover AU.'] } }
      },
      'a country of another calling code lends no consent'
    )
  })
})
