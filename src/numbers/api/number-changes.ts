import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { changeFacts, type ChangeFact } from '../records/number-changes.ts'
import type { UploadContext, UploadContextReader } from '../records/upload-context.ts'
import type { FieldErrors } from '../../problems.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { isAssigned } from '../../schemas/vocabulary/assignment.ts'
import { CapabilitiesBody, EmergencyLocationBody } from '../schemas/change-numbers.ts'
import { Numbering } from '../../schemas/numbering.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { chosenCapabilities, isUsage, readCapability, type Usage } from '../../schemas/vocabulary/usage.ts'
import type { InputOf } from '../../engine/enqueue.ts'
import { changeNumbers } from '../tasks/change-numbers/index.ts'
import { planFor } from '../tasks/upload-rules.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing } from '../../http/caller.ts'
import { namedAtMost, type NumberList } from './number-list.ts'
import { readNumbersOfTenant } from './numbers-of-tenant.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import type { Routes } from '../../http/routes.ts'
import { msTenantIdQuery } from '../../tenancy/api/tenant-query.ts'
import { readAddress, readUsage } from './upload-request.ts'

type Change = Omit<InputOf<typeof changeNumbers>, 'msTenantId' | 'duplicates'>
type Judge = (numbers: readonly E164[], facts: ReadonlyMap<string, ChangeFact>, upload: UploadContext) => FieldErrors

type Accept = (
  request: FastifyRequest, reply: FastifyReply, query: { msTenantId: string },
  body: NumberList & { ticketId?: string }, change: Change, bad: BadFields, judge?: Judge
) => Promise<{ taskId: string }>

const common = {
  config: { roles: changing, makes: changeNumbers, versions: ['v3'], problems: ['number_busy'] },
  bodyLimit: 2 * 1024 * 1024
} as const
const schema = {
  tags: ['Numbers'], querystring: Type.Object({ msTenantId: msTenantIdQuery }), response: { 200: ref(TaskReference) }
}

/** Accepts all numbers of a request or none: one that is not the tenant's refuses the request. */
const accepting = (
  readContext: UploadContextReader, { records, queue }: ApiDependencies
): Accept => async (request, reply, query, body, change, bad, judge = () => ({})) => {
  const { caller } = request
  const asked = await bad.await(readNumbersOfTenant(records(caller), query, body))
  if (asked === undefined) throw bad.refusal()
  const { msTenantId, customer, numbers, duplicates } = asked
  const facts = await changeFacts(records(caller), numbers)
  const strange = numbers.filter(number => facts.get(number)?.msTenantId !== msTenantId)
  if (strange.length > 0) bad.add({ PhoneNumbers: named(strange.map(n => `${n} does not belong to this tenant.`)) })
  bad.refuse()
  const upload = await readContext({ reach: caller.reach, msTenantId, callingProfile: '' })
  bad.add(judge(numbers, facts, upload))
  bad.refuse()
  return acceptTask(queue, request, reply, {
    kind: changeNumbers,
    input: {
      msTenantId, ...change, ...chosenBy(change, numbers, facts, upload),
      duplicates: duplicates.slice(0, namedAtMost)
    },
    items: numbers,
    msTenantId, customerId: customer.id,
    channelId: customer.channelId ?? undefined, ticketId: body.ticketId
  })
}

const updateCapabilities = (scope: Routes, accept: Accept): void => {
  scope.post('/oc/numbers/action/update-capabilities', {
    ...common,
    schema: {
      ...schema,
      operationId: 'updateCapabilities',
      summary: 'Change the usage and the capabilities of numbers',
      description:
        'What numbers of a tenant may be used for from now on. The usage of an assigned number cannot be changed. A ' +
        'number that is so already is left as it is.',
      body: ref(CapabilitiesBody)
    }
  }, (request, reply) => {
    const { body } = request
    const bad = new BadFields()
    const { errors } = bad
    const usage = bad.read(() => body.usage === undefined ? undefined : readUsage(body.usage, 'Usage', errors))
    const additionalUsages = bad.read(() =>
      body.additionalUsages?.flatMap(text => readUsage(text, 'AdditionalUsages', errors) ?? []))
    const capabilities = bad.read(() => body.capabilities?.map(readCapability))
    bad.try(() => {
      if (body.usage === undefined && body.additionalUsages === undefined && body.capabilities === undefined) {
        errors['Usage'] = ['Nothing to change: give a usage, additional usages or capabilities.']
      }
    })
    const change: Change = {
      ...(usage !== undefined && { usage }),
      ...(additionalUsages !== undefined && { additionalUsages: [...new Set(additionalUsages)] }),
      ...(capabilities !== undefined && { capabilities: [...new Set(capabilities)] })
    }
    return accept(
      request, reply, request.query, body, change, bad,
      (numbers, facts, upload) => changeRefusals(change, numbers, facts, upload)
    )
  })
}

const changeEmergencyLocation = (scope: Routes, accept: Accept): void => {
  scope.post('/oc/numbers/action/change-emergency-location', {
    ...common,
    schema: {
      ...schema,
      operationId: 'changeEmergencyLocation',
      summary: 'Change the emergency location of numbers',
      description:
        'Gives numbers another civic address of their tenant, or a location within it. In the US and in Canada only ' +
        'validated addresses are taken. A number that is there already is left as it is.',
      body: ref(EmergencyLocationBody)
    }
  }, (request, reply) => {
    const { body } = request
    const bad = new BadFields()
    const address = bad.read(() => readAddress(body, bad.errors))
    if (address !== undefined && Object.keys(address).length === 0) {
      bad.add({ CivicAddressId: ['An emergency address is required: its id, or its words.'] })
    }
    return accept(request, reply, request.query, body, address ?? {}, bad)
  })
}

export const numberChanges = (readContext: UploadContextReader): Resource => (scope, dependencies) => {
  const accept = accepting(readContext, dependencies)
  for (const routes of [updateCapabilities, changeEmergencyLocation]) routes(scope, accept)
}

/** The capabilities of a change without those that no number of it needs to be given; nothing when it has none. */
function chosenBy (
  { usage, additionalUsages = [], capabilities }: Change, numbers: readonly E164[],
  facts: ReadonlyMap<string, ChangeFact>, upload: UploadContext
): Pick<Change, 'capabilities'> {
  if (capabilities === undefined) return {}
  const usages = new Set(numbers.map(number => usage ?? facts.get(number)?.usage))
  const chosenFor = (left: string[], becomes: Usage): string[] =>
    chosenCapabilities(left, [becomes, ...additionalUsages], planFor(upload, becomes))
  return { capabilities: [...usages].filter(isUsage).reduce(chosenFor, capabilities) }
}

/** Why these numbers cannot have the usages or capabilities that are asked for, by field. */
export function changeRefusals (
  { usage, additionalUsages = [], capabilities = [] }: Change, numbers: readonly E164[],
  facts: ReadonlyMap<string, ChangeFact>, upload: UploadContext
): FieldErrors {
  const errors: FieldErrors = {}
  const add = (field: string, message: string): unknown => (errors[field] ??= []).push(message)
  const numbering = new Numbering(upload.declared)
  const resulting = new Set<Usage>()
  const assigned: string[] = []
  for (const number of numbers) {
    const fact = facts.get(number)
    const becomes = usage ?? fact?.usage
    if (isUsage(becomes)) resulting.add(becomes)
    if (usage !== undefined && fact?.usage !== usage && isAssigned(fact?.assignmentStatus)) {
      assigned.push(`${number} is assigned (${fact?.assignmentStatus}); unassign it before its usage is changed.`)
    }
  }
  if (assigned.length > 0) errors['PhoneNumbers'] = named(assigned)
  for (const becomes of resulting) {
    const plan = planFor(upload, becomes)
    if (plan === undefined) add('Usage', `The usage ${becomes} is not offered to this tenant.`)
    if (additionalUsages.includes(becomes)) {
      add('AdditionalUsages', `The additional usage ${becomes} is already the usage.`)
    }
    const chosen = chosenCapabilities(capabilities, [becomes, ...additionalUsages], plan)
    const foreign = plan === undefined ? [] : chosen.filter(capability => !plan.choosable.includes(capability))
    for (const capability of foreign) {
      add('Capabilities', `The capability ${capability} is not offered for the usage ${becomes}.`)
    }
    const tollFree = usage === undefined || plan?.supportsTollFree !== false
      ? undefined
      : numbers.find(number => numbering.isTollFree(number))
    if (tollFree !== undefined) add('Usage', `${tollFree}: The usage ${becomes} is not offered for toll-free numbers.`)
  }
  for (const other of additionalUsages) {
    if (planFor(upload, other) === undefined) {
      add('AdditionalUsages', `The additional usage ${other} is not offered to this tenant.`)
    }
  }
  return errors
}

function named (messages: string[]): string[] {
  return messages.length <= namedAtMost
    ? messages
    : [...messages.slice(0, namedAtMost), `${messages.length - namedAtMost} more numbers are refused.`]
}
