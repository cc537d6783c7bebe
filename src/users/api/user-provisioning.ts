import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { numbersOfTenant } from '../../numbers/records/numbers.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import { parseCountry } from '../../schemas/vocabulary/country.ts'
import { normalizePhoneNumber, toE164, type E164 } from '../../schemas/phone-number.ts'
import { attributeNames, lostNames, policyTypes, ProvisionUserBody } from '../schemas/provision-user.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { provisionUser } from '../tasks/provision-user/index.ts'
import { acceptTask } from '../../http/accept-task.ts'
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
    const errors: FieldErrors = {}
    const address = readAddress(params.sipAddress, errors)
    const wish = await readWish(numberingFor(records(caller)), body, errors)
    if (wish.number !== undefined) await checkNumber(records(caller), customer.msTenantId, wish.number, errors)
    if (Object.keys(errors).length > 0) throw invalid(errors)
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
async function readWish (ask: AskNumbering, body: ProvisionUserBody, errors: FieldErrors): Promise<Wish> {
  const attributes: Record<string, string> = {}
  for (const [field, name] of Object.entries(attributeNames)) {
    const value = body[field as keyof typeof attributeNames]?.trim()
    if (value !== undefined && value !== '') attributes[name] = value
  }
  const { UsageLocation = '', LineURI = '', EnterpriseVoiceEnabled, HostedVoiceMail } = body
  if (UsageLocation.trim() !== '') {
    const country = parseCountry(UsageLocation)
    if (country === undefined) {
      errors['UsageLocation'] = [
        `${JSON.stringify(UsageLocation)} is not a country; send its ISO 3166-1 alpha-2 code.`
      ]
    } else attributes['usageLocation'] = country
  }
  const notSet: string[] = lostNames.filter(name => (body[name] ?? '').trim() !== '')
  const policies = policiesOf(body)
  if (HostedVoiceMail !== undefined) notSet.push('HostedVoiceMail')
  const number = LineURI.trim() === '' ? undefined : await readNumber(ask, LineURI, errors)
  const isPossible = Object.keys({ ...attributes, ...policies }).length > 0 || number !== undefined ||
    EnterpriseVoiceEnabled !== undefined
  if (!isPossible && Object.keys(errors).length === 0) {
    if (notSet.length === 0) errors['Body'] = ['Nothing is asked for; name at least one field.']
    for (const name of notSet) errors[name] = ['Microsoft Graph cannot set it; set it in the Teams admin center.']
  }
  return {
    attributes, policies, notSet, ...(number !== undefined && { number }),
    ...(EnterpriseVoiceEnabled !== undefined && { enterpriseVoice: EnterpriseVoiceEnabled })
  }
}

/** The names of policies that are asked for, by field. */
function policiesOf (body: ProvisionUserBody): Record<string, string> {
  return Object.fromEntries(
    Object.keys(policyTypes).map(field => [field, (body[field as keyof typeof policyTypes] ?? '').trim()] as const)
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
