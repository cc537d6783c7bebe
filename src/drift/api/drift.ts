import { Type } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { changing, reading } from '../../http/caller.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { answerList, listQuery } from '../../http/list.ts'
import { timeIn } from '../../http/query-time.ts'
import type { Resource } from '../../http/resource.ts'
import { numberOfPath, readPrefix } from '../../numbers/api/number-filter.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { OneOf, Text, WholeNumber } from '../../schemas/value.ts'
import { msTenantIdQuery, readTenantId } from '../../tenancy/api/tenant-query.ts'
import { knownTenant } from '../../tenancy/records/tenants.ts'
import { driftCounts, driftListing, driftPage, driftReadings, numberSides, type StoredDrift } from '../records/drift.ts'
import { type Drift, DriftCounts, DriftPage, DriftReading, NumberSides } from '../schemas/drift.ts'
import { classMeanings, driftClasses } from '../schemas/drift-class.ts'
import { detectDrift } from '../tasks/detect-drift.ts'

export const tags = ['Drift']
export const ofProvider = { from: 'provider', about: 'provider', versions: ['v3'] } as const

/** With what its class means, and who can lift it. */
const explained = (drift: StoredDrift): Drift => {
  const { means, liftedBy, how } = classMeanings[drift.class]
  return { ...drift, means, liftedBy, how }
}

const detection: Resource = (scope, { records, queue }) => {
  scope.post('/drift/readings', {
    config: {
      ...ofProvider, about: 'nobody', roles: changing, makes: detectDrift, problems: ['out_of_scope', 'lead_not_found']
    },
    schema: {
      operationId: 'detectDrift', summary: 'Read all sides, and find where they differ',
      description:
        'Reads what Microsoft has, of all tenants or of one, and the plan of the numbers on each SBC, then compares ' +
        'that with the records. Changes nothing. What could not be read is a warning, and nothing is concluded from ' +
        'it. The same is done every DRIFT_MINUTES.',
      tags, querystring: Type.Object({ msTenantId: Type.Optional(msTenantIdQuery) }),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const msTenantId = query.msTenantId === undefined ? undefined : readTenantId(query.msTenantId)
    if (msTenantId !== undefined && await knownTenant(records(caller), msTenantId) === undefined) {
      throw new Problem('lead_not_found', `There is no tenant ${msTenantId} among your leads.`)
    }
    return acceptTask(queue, request, reply, {
      kind: detectDrift, input: msTenantId === undefined ? {} : { msTenantId }
    })
  })

  scope.get('/drift/readings', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listDriftReadings', summary: 'List what was read of each side, and when',
      description: 'One for each tenant at Microsoft and each SBC.', tags,
      response: { 200: Type.Array(ref(DriftReading), { description: 'All of them.' }) }
    }
  }, ({ caller }) => driftReadings(records(caller)))
}

const differences: Resource = (scope, { records }) => {
  scope.get('/drift', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listDrift', summary: 'List where records, Microsoft and SBCs differ',
      description:
        'As the last comparison found it. A number that a task is about, or that was changed after a reading, is not ' +
        'judged by that reading.',
      tags,
      querystring: Type.Object({
        class: Type.Optional(OneOf(driftClasses, { description: 'Only differences of this class.' })),
        msTenantId: Type.Optional(msTenantIdQuery),
        sbcId: Type.Optional(WholeNumber({ description: 'Only what is about this SBC.' })),
        since: Type.Optional(Text({ description: 'Only what appeared then or later, as in 2026-08-12T07:00:00Z.' })),
        numberPrefix: Type.Optional(Type.String({ maxLength: 20, description: 'Numbers that begin so.' })),
        ...listQuery(driftListing)
      }),
      response: { 200: ref(DriftPage) }
    }
  }, async (request, reply) => {
    const { caller, query: { class: name, msTenantId, numberPrefix, since, sbcId } } = request
    const bad = new BadFields()
    const filter = {
      classes: name === undefined ? undefined : [name], sbcId,
      msTenantId: msTenantId === undefined ? undefined : bad.read(() => readTenantId(msTenantId)),
      prefix: numberPrefix === undefined ? undefined : bad.read(() => readPrefix(numberPrefix)),
      since: bad.read(() => timeIn('Since', since))?.toISOString()
    }
    bad.refuse()
    return answerList(request, reply, driftListing, async place => {
      const { data, ...rest } = await driftPage(records(caller), filter, place)
      return { ...rest, data: data.map(explained) }
    })
  })

  scope.get('/drift/counts', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope'] },
    schema: {
      operationId: 'countDrift', summary: 'Count where records, Microsoft and SBCs differ',
      description: 'By class, by tenant and by SBC.', tags, response: { 200: ref(DriftCounts) }
    }
  }, ({ caller }) => driftCounts(records(caller)))

  scope.get('/drift/numbers/:telephoneNumber', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope', 'number_not_found'] },
    schema: {
      operationId: 'getNumberSides', summary: 'Get what each side says of a number',
      description: 'Records, Microsoft and each SBC, with the age of what they said, and what differs.', tags,
      params: Type.Object({
        telephoneNumber: Type.String({ description: 'E.164.', examples: ['+61395556880'] })
      }),
      response: { 200: ref(NumberSides) }
    }
  }, async ({ caller, params }) => {
    const number = numberOfPath(params.telephoneNumber)
    if (number.length > 40) throw invalid({ TelephoneNumber: ['It is too long for a number.'] })
    const sides = await numberSides(records(caller), number)
    if (sides === undefined) throw new Problem('number_not_found', `Nobody has ${number}.`)
    const { data } = await driftPage(records(caller), { numbers: [number] }, { offset: 0, limit: 100 })
    return { ...sides, drift: data.map(explained) }
  })
}

/** Where records, Microsoft and SBCs differ. */
export const drift: Resource = (scope, dependencies) => {
  for (const routes of [detection, differences]) routes(scope, dependencies)
}
