import { holdersOf } from '../../engine/records/enqueue.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { keptBack, type KeptBack } from '../records/kept-back.ts'
import { keptBackMessage } from './number-kept-back.ts'
import type { ReleaseFact } from '../records/numbers.ts'
import { isAssigned } from '../../schemas/vocabulary/assignment.ts'
import { Numbering } from '../../schemas/numbering.ts'
import { ruleFor } from '../../schemas/numbering-tables.ts'
import { normalizePhoneNumber, checkPhoneNumber, type E164 } from '../../schemas/phone-number.ts'
import { NumberStatusBody, NumberVerdicts } from '../schemas/number-status.ts'
import { ref } from '../../schemas/ref.ts'
import { countryToName, refusals } from '../tasks/upload-rules.ts'
import type { UploadContext, UploadContextReader } from '../records/upload-context.ts'
import { isProvider, reading, type Caller } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { numberFacts } from './strange-numbers.ts'
import { readTenantId } from '../../tenancy/api/tenant-query.ts'

type Verdict = NumberVerdicts['telephoneNumbers'][number]

export const numberStatus = (readContext: UploadContextReader): Resource => (scope, { records }) => {
  scope.post('/oc/numbers/action/number-status', {
    config: { roles: reading },
    bodyLimit: 2 * 1024 * 1024,
    schema: {
      operationId: 'validateNumbers',
      summary: 'Validate numbers for a customer',
      description:
        'Says for each number whether an upload to this tenant would accept it, by the rules of the upload itself, ' +
        'and why not.',
      tags: ['Numbers'],
      body: ref(NumberStatusBody),
      response: { 200: ref(NumberVerdicts) }
    }
  }, async request => {
    const { caller, body } = request
    const msTenantId = readTenantId(body.msTenantId)
    const facts = await readContext({ reach: caller.reach, msTenantId, callingProfile: '' })
    const judge = judgeFor(facts)
    const numbering = new Numbering(facts.declared)
    const checked = body.telephoneNumbers.map(text => {
      const plain = normalizePhoneNumber(text) ?? text
      return { text, plain, number: numbering.toE164(plain) }
    })
    const numbers = checked.flatMap(({ number }) => number ?? [])
    const { recordOf, holderOf, keptOf, strange } = await known(records(caller), caller, facts, msTenantId, numbers)
    const telephoneNumbers = checked.map(({ text, plain, number }): Verdict => {
      const verdict = verdictBy(ruleFor(numbering, number))
      if (number === undefined) return verdict(text, whyNone(plain))
      if (strange.has(number)) {
        return verdict(number, [
          isProvider(caller) ? 'The number is held by another tenant.' : `${number} is not allocated to you.`
        ])
      }
      const record = recordOf.get(number)
      const holder = holderOf.get(number)
      const kept = keptOf.get(number)
      const details = [
        ...judge(number), ...kept === undefined ? [] : [keptBackMessage(caller, kept)],
        ...holder === undefined
          ? []
          : [`The number is being processed by ${isProvider(caller) ? `task ${holder}` : 'another task'}.`]
      ]
      return verdict(number, details, record === undefined ? undefined : record.assignmentStatus ?? 'Unassigned')
    })
    const validationResult: NumberVerdicts['validationResult'] = telephoneNumbers.every(entry =>
      entry.validationResult === 'Success'
    )
      ? 'Success'
      : 'Failed'
    return { validationResult, telephoneNumbers }
  })
}

interface Known {
  readonly recordOf: ReadonlyMap<string, ReleaseFact>
  readonly holderOf: ReadonlyMap<string, string>
  readonly keptOf: ReadonlyMap<string, KeptBack>
  readonly strange: ReadonlySet<string>
}

/**
 * What a caller may know of numbers. Below the provider that is nothing of numbers that it could not upload, not even
 * whether somebody has them.
 */
async function known (
  records: ReachedRecords, caller: Caller, { customer }: UploadContext, msTenantId: string, numbers: readonly E164[]
): Promise<Known> {
  if (customer === null && !isProvider(caller)) {
    return { recordOf: new Map(), holderOf: new Map(), keptOf: new Map(), strange: new Set() }
  }
  const [{ facts, strange }, holders, kept] = await Promise.all([
    numberFacts(records, caller, { id: customer?.id, msTenantId }, numbers),
    holdersOf(records.beyondReach('only the provider is told the task'), caller.providerId, numbers),
    keptBack(records, customer?.id, numbers)
  ])
  return {
    recordOf: new Map(facts.map(fact => [fact.number, fact])),
    holderOf: new Map(holders.map(holder => [holder.key, holder.taskId])),
    keptOf: new Map(kept.map(one => [one.number, one])), strange
  }
}

function whyNone (text: string): string[] {
  const check = checkPhoneNumber(text)
  return check.valid ? [] : [check.reason]
}

const verdictBy = (decidedBy: string) => (
  telephoneNumber: string, validationDetail: string[], assignmentStatus?: string
): Verdict => {
  const found = assignmentStatus !== undefined
  return {
    telephoneNumber,
    validationResult: validationDetail.length === 0 ? 'Success' : 'Failed',
    actionRequired: validationDetail.length > 0,
    validationDetail,
    decidedBy,
    telphoneNumberDetail: {
      numberFound: found, numberOffering: found ? 'OperatorConnect' : '',
      assignmentStatus: isAssigned(assignmentStatus) ? assignmentStatus ?? '' : found ? 'Unassigned' : ''
    }
  }
}

/** Why an upload would refuse a number, whatever its calling profile and its emergency address. */
function judgeFor (facts: UploadContext): (number: E164) => string[] {
  const anyProfile: UploadContext = { ...facts, callingProfile: { id: '', emergency: false }, sbcIds: [0] }
  return number => Object.values(refusals({
    numbers: [number],
    usage: new Numbering(facts.declared).isTollFree(number) ? 'FirstPartyAppAssignment' : 'CallingUserAssignment',
    additionalUsages: [],
    capabilities: [],
    country: countryToName(number, facts),
    typeOfService: undefined,
    workflowVersion: 3,
    hasAddress: true, // that of the upload is not known here
    allowTenantAddressUpdate: undefined
  }, anyProfile)).flat()
}
