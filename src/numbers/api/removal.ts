import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { FastifyContextConfig, FastifyReply, FastifyRequest } from 'fastify'
import type { ReachedRecords } from '../../database/reach.ts'
import { removalStatuses, removalSummary } from '../records/removal.ts'
import { invalid, Problem, type FieldErrors } from '../../problems.ts'
import { whyNoNumber } from '../../schemas/numbering-tables.ts'
import { normalizePhoneNumber } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { RemovalAnswer, RemovalBody, RemovalSummary } from '../schemas/removal.ts'
import { changeRemovalStatus, marked, whyLeft } from '../tasks/change-removal-status.ts'
import { changing, reading } from '../../http/caller.ts'
import { ended, finishTask, untilEnd, type Finished } from '../../http/finish-task.ts'
import { limit } from '../../http/limit.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { msTenantIdQuery, uuid } from '../../tenancy/api/tenant-query.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

/** As clients know it (docs/wire/live-cloud.md#limits): 300 requests per minute, of all callers together. */
const removalRate = { operation: 'removal', requests: 300, seconds: 60, forAll: true }

const batchRule =
  'A malformed entry refuses the request, as does a number that another task is about; numbers that are not yours ' +
  'or not marked are left as they are and named, and the others are changed.'

const confirmed = 'Numbers successfully transitioned to ReadyForRemoval status'
const cleared = 'Removal status successfully cleared for all numbers'

type Answer = Static<typeof RemovalAnswer>

const confirm: Resource = (scope, dependencies) => {
  scope.post('/oc/numbers/action/ready-for-removal', {
    config: configOf(dependencies, confirmed),
    schema: {
      operationId: 'confirmRemoval',
      summary: 'Confirm numbers for removal',
      description:
        `Moves numbers that are marked for removal (missing at Microsoft) to ready for removal. ${batchRule} 300 ` +
        'requests a minute, of all callers together.',
      tags: ['Numbers'],
      body: ref(RemovalBody),
      response: { 200: ref(RemovalAnswer) }
    }
  }, (request, reply) => move(dependencies, request, reply, request.body, 3, confirmed))
}

const clear: Resource = (scope, dependencies) => {
  // The documented path lacks /numbers (docs/wire/live-cloud.md#removal); we offer the path that one expects, too.
  for (
    const [path, operationId] of [['/oc/action/clear-removal-status', 'clearRemovalStatus'], [
      '/oc/numbers/action/clear-removal-status', 'clearNumberRemovalStatus'
    ]] as const
  ) {
    scope.post(path, {
      config: configOf(dependencies, cleared),
      schema: {
        operationId,
        summary: 'Clear the removal status of numbers',
        description:
          `Makes numbers that are marked for removal active again. ${batchRule} 300 requests a minute, of all ` +
          'callers together.',
        tags: ['Numbers'],
        body: ref(RemovalBody),
        response: { 200: ref(RemovalAnswer) }
      }
    }, (request, reply) => move(dependencies, request, reply, request.body, 0, cleared))
  }
}

const summarize: Resource = (scope, { records }) => {
  scope.get('/oc/numbers/removal-status/summary', {
    config: { roles: reading, versions: ['v3'], problems: ['tenant_id_invalid'] },
    schema: {
      operationId: 'getRemovalSummary',
      summary: 'Count the numbers on their way out',
      tags: ['Numbers'],
      querystring: Type.Object({ msTenantId: Type.Optional(msTenantIdQuery) }),
      response: { 200: ref(RemovalSummary) }
    }
  }, async ({ caller, query }) => {
    const msTenantId = query.msTenantId?.trim() || undefined
    if (msTenantId !== undefined && !uuid.test(msTenantId)) {
      throw new Problem('tenant_id_invalid', 'msTenantId has not a Guid format')
    }
    return removalSummary(records(caller), msTenantId)
  })
}

export const removal: Resource = (scope, dependencies) => {
  for (const routes of [confirm, clear, summarize]) routes(scope, dependencies)
}

const configOf = (dependencies: ApiDependencies, message: string): FastifyContextConfig => ({
  roles: changing, versions: ['v3'], example: answerWith(1, [], message),
  problems: ['number_busy', 'rate_limited', 'task_failed', 'task_unfinished'],
  again: async (taskId, request) => answerOf(await untilEnd(dependencies, request, taskId), message)
})

async function move (
  dependencies: ApiDependencies, request: FastifyRequest, reply: FastifyReply, body: Static<typeof RemovalBody>,
  to: 0 | 3, message: string
): Promise<Answer> {
  const { caller } = request
  await limit(dependencies, request, reply, removalRate)
  const { own, strange } = await readNumbers(dependencies.records(caller), body.telephoneNumbers)
  const { channelId, customerId } = caller
  return answerOf(
    await finishTask(dependencies, request, reply, {
      kind: changeRemovalStatus,
      input: {
        strange, to, ...(channelId !== undefined && { channelId }), ...(customerId !== undefined && { customerId })
      },
      items: own,
      itemCount: own.length + strange.length,
      channelId,
      customerId,
      ticketId: body.ticketId
    }),
    message
  )
}

/**
 * The documented answer (docs/wire/live-cloud.md#removal): it names the numbers that could not be changed; the others
 * are changed all the same.
 */
function answerOf (finished: Finished, message: string): Answer {
  const output = finished.end?.status === 'CompletedWithErrors' ? finished.end.output : ended(finished).output
  const { Moved: moved, Left: left } = Value.Parse(Output, output)
  return answerWith(
    moved, left.map(({ number, status }) => ({ telephoneNumber: number, error: whyLeft(status) })), message
  )
}

function answerWith (successCount: number, errors: Answer['data']['errors'], message: string): Answer {
  const processedCount = successCount + errors.length
  const succeeded = errors.length === 0
  return {
    data: { processedCount, successCount, errors },
    status: succeeded ? 'success' : 'failed',
    succeeded,
    message: succeeded
      ? message
      : `${errors.length} of ${processedCount} numbers were left as they are; the errors say why.`
  }
}

const Output = Type.Object({
  Moved: Type.Integer(),
  Left: Type.Array(Type.Object({ number: Type.String(), status: Type.Union([Type.Integer(), Type.Null()]) }))
})

/** The numbers of a body, each once. Throws when none of them can be changed. */
async function readNumbers (
  records: ReachedRecords, texts: readonly string[]
): Promise<{ own: string[], strange: string[] }> {
  const bad: FieldErrors = {}
  const numbering = await numberingFor(records)()
  const numbers = [...new Set(texts.map((text, index) => {
    const number = numbering.toE164(normalizePhoneNumber(text) ?? text)
    if (number === undefined) {
      bad[`telephoneNumbers[${index}]`] = [`${JSON.stringify(text)} is not a valid number. ${whyNoNumber(text)}`]
    }
    return number ?? text
  }))]
  if (Object.keys(bad).length > 0) throw invalid(bad)
  const statuses = await removalStatuses(records, numbers)
  if (numbers.every(number => statuses.get(number) !== marked)) {
    throw invalid({ TelephoneNumbers: numbers.map(number => `${number}: ${whyLeft(statuses.get(number) ?? null)}`) })
  }
  return {
    own: numbers.filter(number => statuses.has(number)), strange: numbers.filter(number => !statuses.has(number))
  }
}
