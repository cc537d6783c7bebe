import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { numbersOfTenant } from '../../numbers/records/numbers.ts'
import type { FieldErrors } from '../../problems.ts'
import { parseCountry } from '../../schemas/vocabulary/country.ts'
import { normalizePhoneNumber, toE164, type E164 } from '../../schemas/phone-number.ts'
import { attributeNames, lostNames, policyTypes, ProvisionUserBody } from '../schemas/provision-user.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { provisionUser } from '../tasks/provision-user/index.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { changing } from '../../http/caller.ts'
import { connectedCustomer } from '../../tenancy/api/connected-customer.ts'
import { customerGuid } from '../../tenancy/api/customers.ts'
import type { Resource } from '../../http/resource.ts'
import type { AskNumbering } from '../../schemas/numbering.ts'
import { whyNoNumber } from '../../schemas/numbering-tables.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

const sipAddress = Type.String({
  description: 'SIP address of the user, with or without `sip:`.', examples: ['sip:amit.cohen@negevrobotics.example']
})

export const userProvisioning: Resource = (scope, means) => {
  const { records, queue } = means
  scope.put('/customer/:customerGuid/user/:sipAddress/script', {
    config: {
      roles: changing, problems: ['customer_not_found', 'license_insufficient', 'connection_required', 'number_busy']
    },
    schema: {
      operationId: 'provisionUser',
      summary: 'Provision a user of a customer',
      description:
        "Sets attributes of a user in the customer's tenant and gives it a number, there and in our records. For " +
        'customers with Operator Connect Essentials Plus or Pro and a token connection. All of it or nothing: what ' +
        'cannot be completed is taken back.',
      tags: ['Users'],
      params: Type.Object({ customerGuid, sipAddress }),
      body: ref(ProvisionUserBody),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params, body } = request
    const customer = await connectedCustomer(means.records(caller), params.customerGuid)
    const bad = new BadFields()
    const address = bad.read(() => readAddress(params.sipAddress, bad.errors))
    const wish = await readWish(numberingFor(records(caller)), body, bad)
    if (wish.number !== undefined) await checkNumber(records(caller), customer.msTenantId, wish.number, bad.errors)
    if (address === undefined) throw bad.refusal()
    bad.refuse()
    return acceptTask(queue, request, reply, {
      kind: provisionUser,
      input: {
        msTenantId: customer.msTenantId, sipAddress: address, ...wish,
        ...(body.ticketId !== undefined && { ticketId: body.ticketId })
      },
      items: wish.number === undefined ? [] : [wish.number],
      msTenantId: customer.msTenantId,
      customerId: customer.id,
      channelId: customer.channelId ?? undefined,
      ticketId: body.ticketId
    })
  })
}

function readAddress (text: string, errors: FieldErrors): string {
  const address = text.trim().replace(/^sip:/i, '')
  if (!/^[^\s@:/\\]+@[^\s@:/\\]+$/.test(address)) {
    errors['SipAddress'] = [`${JSON.stringify(text)} is not a SIP address such as sip:user@tenant.onmicrosoft.com.`]
  }
  return address.toLowerCase()
}

interface Wish {
  attributes: Record<string, string>
  policies: Record<string, string>
  number?: E164
  enterpriseVoice?: boolean
  notSet: string[]
}

/** Generated clients send empty texts for what they leave out, so those change nothing. */
async function readWish (ask: AskNumbering, body: ProvisionUserBody, bad: BadFields): Promise<Wish> {
  const { errors } = bad
  const attributes: Record<string, string> = {}
  for (const [field, name] of Object.entries(attributeNames)) {
    const value = bad.read(() => body[field as keyof typeof attributeNames]?.trim())
    if (value !== undefined && value !== '') attributes[name] = value
  }
  const UsageLocation = bad.read(() => body.UsageLocation?.trim()) ?? ''
  const LineURI = bad.read(() => body.LineURI) ?? ''
  const enterpriseVoice = bad.read(() => body.EnterpriseVoiceEnabled)
  if (UsageLocation !== '') {
    const country = parseCountry(UsageLocation)
    if (country === undefined) {
      errors['UsageLocation'] = [
        `${JSON.stringify(UsageLocation)} is not a country; send its ISO 3166-1 alpha-2 code.`
      ]
    } else attributes['usageLocation'] = country
  }
  const notSet: string[] = lostNames.filter(name => bad.read(() => (body[name] ?? '').trim() !== '') === true)
  const policies = policiesOf(body, bad)
  if (bad.read(() => body.HostedVoiceMail) !== undefined) notSet.push('HostedVoiceMail')
  const number = LineURI.trim() === '' ? undefined : await readNumber(ask, LineURI, errors)
  const isPossible = Object.keys({ ...attributes, ...policies }).length > 0 || number !== undefined ||
    enterpriseVoice !== undefined
  if (!isPossible && Object.keys(errors).length === 0 && !bad.hasUnread) {
    if (notSet.length === 0) errors['Body'] = ['Nothing is asked for; name at least one field.']
    for (const name of notSet) errors[name] = ['Microsoft Graph cannot set it; set it in the Teams admin center.']
  }
  return {
    attributes, policies, notSet, ...(number !== undefined && { number }),
    ...(enterpriseVoice !== undefined && { enterpriseVoice })
  }
}

/** The names of policies that are asked for, by field. */
function policiesOf (body: ProvisionUserBody, bad: BadFields): Record<string, string> {
  return Object.fromEntries(
    Object.keys(policyTypes)
      .map(field => [field, bad.read(() => body[field as keyof typeof policyTypes]?.trim()) ?? ''] as const)
      .filter(([, name]) => name !== '')
  )
}

async function readNumber (ask: AskNumbering, text: string, errors: FieldErrors): Promise<E164 | undefined> {
  const bare = text.trim().replace(/^tel:/i, '')
  const plain = normalizePhoneNumber(bare) ?? bare
  const number = toE164(bare) ?? toE164(plain) ?? (await ask()).toE164(plain)
  if (number === undefined) {
    errors['LineURI'] = [
      `${JSON.stringify(text)} is not a valid number; send E.164 such as tel:+97239764578. ${whyNoNumber(plain)}`
    ]
  }
  return number
}

async function checkNumber (
  records: ReachedRecords, msTenantId: string, number: E164, errors: FieldErrors
): Promise<void> {
  const held = await numbersOfTenant(records, msTenantId, [number])
  if (!held.includes(number)) {
    errors['LineURI'] = [`${number} is not among the numbers of the customer; upload it first.`]
  }
}
