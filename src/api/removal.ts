import { Type } from '@sinclair/typebox'
import type { Database } from '../database/connect.ts'
import { moveMarked, removalStatuses, removalSummary, type RemovalScope } from '../database/removal.ts'
import { invalid, Problem, type FieldErrors } from '../problems.ts'
import { numberStatuses } from '../schemas/number-record.ts'
import { normalizePhoneNumber, toE164 } from '../schemas/phone-number.ts'
import { ref } from '../schemas/ref.ts'
import { RemovalAnswer, RemovalBody, RemovalSummary } from '../schemas/removal.ts'
import { changing, reading, type Caller } from './caller.ts'
import { limit } from './limit.ts'
import type { Resource } from './resource.ts'
import { msTenantIdQuery, uuid } from './tenant-query.ts'

/** As documented: 300 requests per minute. */
const removalRate = { operation: 'removal', requests: 300, seconds: 60 }

/** What we call the rows of the list: only numbers that a synchronization missed at Microsoft can be moved. */
const marked = 2

export const removal: Resource = (scope, { db }) => {
  scope.post('/oc/numbers/action/ready-for-removal', {
    config: { roles: changing, versions: ['v3'] },
    schema: {
      operationId: 'confirmRemoval',
      summary: 'Confirm numbers for removal',
      description: 'Moves numbers that are marked for removal (missing at Microsoft) to ready for removal. 300 requests a minute.',
      tags: ['Numbers'],
      body: ref(RemovalBody),
      response: { 200: ref(RemovalAnswer) }
    }
  }, async (request, reply) => {
    await limit(db, request, reply, removalRate)
    return move(db, request.caller, request.body.telephoneNumbers, 3, 'Numbers successfully transitioned to ReadyForRemoval status')
  })

  // The documented path lacks /numbers; the other is what one would look for.
  for (const [path, operationId] of [['/oc/action/clear-removal-status', 'clearRemovalStatus'], ['/oc/numbers/action/clear-removal-status', 'clearNumberRemovalStatus']] as const) {
    scope.post(path, {
      config: { roles: changing, versions: ['v3'] },
      schema: {
        operationId,
        summary: 'Clear the removal status of numbers',
        description: 'Makes numbers that are marked for removal active again. 300 requests a minute.',
        tags: ['Numbers'],
        body: ref(RemovalBody),
        response: { 200: ref(RemovalAnswer) }
      }
    }, async (request, reply) => {
      await limit(db, request, reply, removalRate)
      return move(db, request.caller, request.body.telephoneNumbers, 0, 'Removal status successfully cleared for all numbers')
    })
  }

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
    if (msTenantId !== undefined && !uuid.test(msTenantId)) throw new Problem('tenant_id_invalid', 'msTenantId has not a Guid format')
    return removalSummary(db, { ...scopeOf(caller), msTenantId })
  })
}

function scopeOf (caller: Caller): RemovalScope {
  return { providerId: caller.providerId, channelId: caller.channelId, customerId: caller.customerId }
}

interface Moved {
  data: { processedCount: number, successCount: number, errors: Array<{ telephoneNumber: string, error: string }> }
  status: 'success' | 'failed'
  succeeded: boolean
  message: string
}

/** Moves what can be moved; what cannot is named. When nothing can, the request is refused as a whole. */
async function move (db: Database, caller: Caller, texts: readonly string[], to: 0 | 3, message: string): Promise<Moved> {
  const bad: FieldErrors = {}
  const numbers = texts.map((text, index) => {
    const number = toE164(normalizePhoneNumber(text) ?? text)
    if (number === undefined) bad[`telephoneNumbers[${index}]`] = [`${JSON.stringify(text)} is not a valid number.`]
    return number ?? text
  })
  if (Object.keys(bad).length > 0) throw invalid(bad)
  const moved = new Set(await moveMarked(db, scopeOf(caller), numbers, to, caller.id))
  const rest = [...new Set(numbers)].filter(number => !moved.has(number))
  const statuses = await removalStatuses(db, scopeOf(caller), rest)
  const errors = rest.map(telephoneNumber => ({ telephoneNumber, error: whyNot(statuses.get(telephoneNumber)) }))
  if (moved.size === 0) throw invalid({ TelephoneNumbers: errors.map(({ telephoneNumber, error }) => `${telephoneNumber}: ${error}`) })
  return {
    data: { processedCount: moved.size + rest.length, successCount: moved.size, errors },
    status: rest.length === 0 ? 'success' : 'failed',
    succeeded: rest.length === 0,
    message: rest.length === 0 ? message : `${rest.length} of ${moved.size + rest.length} numbers were left as they are; the errors say why.`
  }
}

function whyNot (status: number | undefined): string {
  if (status === undefined) return 'The number is not among your numbers.'
  return status === marked ? 'The number was changed by another request.' : `The number is ${numberStatuses[status] ?? status}, not MarkedForRemoval.`
}
