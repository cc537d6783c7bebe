import { Type } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, changing, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { parseCountry } from '../../schemas/vocabulary/country.ts'
import { findTypeOfService, typesOfService } from '../../schemas/vocabulary/usage.ts'
import { endingCooling } from '../records/changes.ts'
import { coolingPolicies } from '../records/cooling-policies.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'
import { CoolingPolicies, CoolingPolicy } from '../schemas/cooling-policy.ts'
import { InventoryCooling, InventoryCoolingEnd } from '../schemas/inventory-change.ts'
import { coolingOf, coolNumbers, endCooling, keepCoolingPolicy } from '../tasks/cool-numbers.ts'
import { tags, versions } from './inventory-reads.ts'
import { acceptChange, setOf } from './inventory-request.ts'

const response = { 200: ref(TaskReference) }
const bodyLimit = 2 * 1024 * 1024
const ofProvider = { from: 'provider', about: 'provider', versions } as const

/** How long released numbers are kept from use. */
export const cooling: Resource = (scope, means) => {
  scope.get('/inventory/cooling-policies', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listCoolingPolicies', summary: 'List the cooling policies',
      description: 'How long numbers cool after a release, by country and type; the general ones last.',
      tags, response: { 200: Type.Array(ref(CoolingPolicy), { description: 'All of them.' }) }
    }
  }, ({ caller }) => coolingPolicies(means.records(caller)))

  scope.put('/inventory/cooling-policies', {
    config: {
      ...ofProvider, about: 'nobody', roles: administering, makes: keepCoolingPolicy, problems: ['out_of_scope']
    },
    schema: {
      operationId: 'setCoolingPolicies', summary: 'Set the cooling policies',
      description: 'These and no others, for releases from now on. Numbers that cool already go on as they are.',
      tags, body: ref(CoolingPolicies), response
    }
  }, (request, reply) =>
    acceptTask(means.queue, request, reply, {
      kind: keepCoolingPolicy, input: { policies: readPolicies(request.body) }, ticketId: request.body.ticketId
    }))

  scope.post('/inventory/numbers/action/cool', {
    config: {
      roles: changing, from: 'provider', versions, makes: coolNumbers, problems: ['number_busy', 'out_of_scope']
    },
    bodyLimit,
    schema: {
      operationId: 'coolNumbers', summary: 'Cool numbers',
      description:
        'Keeps numbers from use for some days from now on; only the customer that has them may have them uploaded. ' +
        'A number that cools already then cools for longer or less long. The policy of the country and type sets the ' +
        'most.',
      tags, body: ref(InventoryCooling), response
    }
  }, async (request, reply) => {
    const { days, reason, ticketId, ...set } = request.body
    const numbers = await setOf(means, request, set)
    const asked = { ...(days !== undefined && { days }) }
    return acceptChange(means, request, reply, {
      kind: coolNumbers, numbers, ticketId, reason, asked,
      change: async () => coolingOf(
        { ...asked, since: new Date().toISOString() }, numbers, await numberingFor(means.records(request.caller))()
      )
    })
  })

  scope.post('/inventory/numbers/action/end-cooling', {
    config: {
      roles: changing, from: 'provider', versions, makes: endCooling, problems: ['number_busy', 'out_of_scope']
    },
    bodyLimit,
    schema: {
      operationId: 'endCooling', summary: 'End the cooling of numbers',
      description: 'Before its time, with a reason that the history keeps. Numbers that do not cool are unchanged.',
      tags, body: ref(InventoryCoolingEnd), response
    }
  }, async (request, reply) => {
    const { reason, ticketId, ...set } = request.body
    return acceptChange(means, request, reply, {
      kind: endCooling, numbers: await setOf(means, request, set), ticketId, reason, asked: {},
      change: () => endingCooling
    })
  })
}

function readPolicies ({ policies }: CoolingPolicies): CoolingPolicy[] {
  const errors: FieldErrors = {}
  const refuse = (index: number, message: string): void => {
    (errors[`policies[${index}]`] ??= []).push(message)
  }
  const seen = new Set<string>()
  const read = policies.map((policy, index): CoolingPolicy => {
    const { days, maximumDays = Math.max(days, 365) } = policy
    const country = policy.country?.trim() || '*'
    const known = country === '*' ? '*' : parseCountry(country)
    const word = policy.numberType?.trim() || '*'
    const numberType = word === '*' ? '*' : findTypeOfService(word)
    if (known === undefined) refuse(index, `${country} is not an ISO country code.`)
    if (numberType === undefined) refuse(index, `${word} is not one of ${typesOfService.join(', ')} and *.`)
    if (days > maximumDays) refuse(index, `${days} days are more than the maximum, ${maximumDays}.`)
    const key = `${known ?? country} ${numberType}`
    if (seen.has(key)) refuse(index, `There are two policies for ${country} and ${word}.`)
    seen.add(key)
    return { country: known ?? '*', numberType: numberType ?? '*', days, maximumDays }
  })
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return read
}
