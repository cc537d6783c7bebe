import { Type } from '@sinclair/typebox'
import { holdersOf } from '../../engine/records/enqueue.ts'
import { isProvider, reading, type Caller } from '../../http/caller.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { numberOfPath } from '../../numbers/api/number-filter.ts'
import { numberFacts } from '../../numbers/api/strange-numbers.ts'
import { readUsage } from '../../numbers/api/upload-request.ts'
import { keptBack } from '../../numbers/records/kept-back.ts'
import type { UploadContext, UploadContextReader } from '../../numbers/records/upload-context.ts'
import { countryToName, refusals } from '../../numbers/tasks/upload-rules.ts'
import { invalid, Problem, type FieldErrors } from '../../problems.ts'
import { Numbering } from '../../schemas/numbering.ts'
import { ruleFor } from '../../schemas/numbering-tables.ts'
import { checkPhoneNumber, isE164, type E164 } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { Text } from '../../schemas/value.ts'
import { isAssigned } from '../../schemas/vocabulary/assignment.ts'
import { usages, type Usage } from '../../schemas/vocabulary/usage.ts'
import { closedDevices } from '../../sbcs/records/qualifications.ts'
import { sbcDevices } from '../../sbcs/records/sbcs.ts'
import { msTenantIdQuery, readTenantId } from '../../tenancy/api/tenant-query.ts'
import { driftPage } from '../records/drift.ts'
import { holdersOfNumber, userWith } from '../records/holders.ts'
import { hindrances, NumberAvailability, type Hindrance } from '../schemas/availability.ts'
import { classMeanings } from '../schemas/drift-class.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

type Reason = NumberAvailability['reasons'][number]

const reasonOf = (
  code: Hindrance, message: string,
  { until = null, taskId = null }: { until?: string | null, taskId?: string | null } = {}
): Reason => ({ code, message, until, taskId, liftedBy: hindrances[code][0], how: hindrances[code][1] })

/** Why a number can or cannot be used. */
export const availability = (readContext: UploadContextReader): Resource => (scope, means) => {
  scope.get('/oc/numbers/:phonenumber/availability', {
    config: { roles: reading, versions: ['v3'], problems: ['number_not_found'] },
    schema: {
      operationId: 'getNumberAvailability', summary: 'Ask why a number cannot be used',
      description:
        'Everything that speaks against an upload of the number to a tenant, and who can lift each: reservation, ' +
        'cooling, consent, calling profile, usage, tasks, other holders, assignment, SBCs, differences. A caller ' +
        'below the provider is told nothing of numbers that it could not have.',
      tags: ['Numbers'],
      params: Type.Object({ phonenumber: Type.String({ description: 'E.164.', examples: ['+61395556880'] }) }),
      querystring: Type.Object({
        msTenantId: msTenantIdQuery,
        callingProfile: Type.Optional(Text({ description: 'Id or name; without it any is supposed.' })),
        usage: Type.Optional(Text({ 'x-values': usages, description: 'Without it that of its type.' }))
      }),
      response: { 200: ref(NumberAvailability) }
    }
  }, async ({ caller, params, query: { msTenantId: text, callingProfile, usage } }) => {
    const msTenantId = readTenantId(text)
    const telephoneNumber = numberOfPath(params.phonenumber)
    if (!isE164(telephoneNumber)) throw new Problem('number_not_found', `${telephoneNumber} is not a number.`)
    const numbering = await numberingFor(means.records(caller))()
    const number = numbering.toE164(telephoneNumber)
    const check = checkPhoneNumber(telephoneNumber)
    const reasons = number !== undefined
      ? await reasonsAgainst(means, readContext, caller, { number, msTenantId, callingProfile, usage })
      : check.valid ? [] : [reasonOf('not_in_numbering_plan', check.reason)]
    const decidedBy = ruleFor(numbering, number)
    return { telephoneNumber, msTenantId, available: reasons.length === 0, decidedBy, reasons }
  })
}

interface Asked {
  readonly number: E164
  readonly msTenantId: string
  readonly callingProfile: string | undefined
  readonly usage: string | undefined
}

async function reasonsAgainst (
  { records: open }: ApiDependencies, readContext: UploadContextReader, caller: Caller, asked: Asked
): Promise<Reason[]> {
  const { number, msTenantId, callingProfile = '' } = asked
  const records = open(caller)
  const own = isProvider(caller)
  const facts = await readContext({ reach: caller.reach, msTenantId, callingProfile })
  const rules = byRules(asked, facts)
  if (facts.customer === null && !own) return rules
  const { facts: [fact], strange } = await numberFacts(
    records, caller, { id: facts.customer?.id, msTenantId }, [number]
  )
  const { tenant, reservedBy } = await holdersOfNumber(records, number)
  if (strange.has(number)) {
    return own
      ? [...rules, reasonOf('held_elsewhere', `The tenant ${tenant} has the number.`)]
      : [reasonOf('not_allocated', 'The number is not allocated to you.')]
  }
  const kept = await keptBack(records, facts.customer?.id, [number])
  const holders = await holdersOf(
    records.beyondReach('only the provider is told the task'), caller.providerId, [number]
  )
  return [
    ...rules,
    ...fact === undefined ? [] : [reasonOf('held_by_tenant', 'The tenant has the number already.')],
    ...isAssigned(fact?.assignmentStatus)
      ? [assignedTo(String(fact?.assignmentStatus), await userWith(records, msTenantId, number))]
      : [],
    ...kept.map(({ why, until }) => reasonOf(
      why, `The number is ${why}${why === 'reserved' && reservedBy !== null ? ` by ${reservedBy}` : ''}.`,
      { until: own ? until : null }
    )),
    ...holders.map(({ taskId }) =>
      reasonOf('in_task', 'A task is at work on the number.', { taskId: own ? taskId : null })),
    ...await onSbcs(records, facts), ...own ? await differences(records, number) : []
  ]
}

const assignedTo = (status: string, user: string | undefined): Reason =>
  reasonOf('assigned', user === undefined ? `It is assigned (${status}).` : `It is assigned to ${user} (${status}).`)

const codeOfField: Readonly<Record<string, Hindrance>> = {
  MsTenantId: 'no_consent', PhoneNumbers: 'no_consent', CallingProfile: 'calling_profile', Usage: 'usage'
}

/** What an upload would be refused for, by its own rules. */
function byRules ({ number, callingProfile, usage }: Asked, facts: UploadContext): Reason[] {
  const context = callingProfile === undefined
    ? { ...facts, callingProfile: { id: '', emergency: false }, sbcIds: [0] }
    : facts
  const errors: FieldErrors = {}
  const asked: Usage | undefined = usage === undefined
    ? new Numbering(facts.declared).isTollFree(number) ? 'FirstPartyAppAssignment' : 'CallingUserAssignment'
    : readUsage(usage, 'Usage', errors)
  if (asked === undefined) throw invalid(errors)
  const refused = refusals({
    numbers: [number], usage: asked, additionalUsages: [], capabilities: [], country: countryToName(number, facts),
    typeOfService: undefined, workflowVersion: 3, hasAddress: true, allowTenantAddressUpdate: undefined
  }, context)
  return Object.entries(refused).flatMap(([field, messages]) =>
    messages.map(message => reasonOf(codeOfField[field] ?? 'settings', message)))
}

type Records = ReturnType<ApiDependencies['records']>

async function onSbcs (records: Records, { sbcIds }: UploadContext): Promise<Reason[]> {
  const devices = await sbcDevices(records)
  const closed = await closedDevices(records, sbcIds)
  return [
    ...devices.filter(({ sbcId, available }) => sbcIds.includes(sbcId) && !available).map(({ sbcId }) =>
      reasonOf('sbc_unavailable', `SBC ${sbcId} cannot be reached at present.`)),
    ...closed.map(({ sbcId, rules, most, why }) => why === null
      ? reasonOf('sbc_limit', `SBC ${sbcId} is full: it has ${rules} of ${most} rules.`)
      : reasonOf('sbc_unfit', [`SBC ${sbcId} failed its qualification.`, ...why].join(' ')))
  ]
}

async function differences (records: Records, number: string): Promise<Reason[]> {
  const { data } = await driftPage(records, { numbers: [number] }, { offset: 0, limit: 20 })
  return data.map(({ class: name }) => reasonOf('drift', `${name}: ${classMeanings[name].means}`))
}
