import { acceptTask } from '../../http/accept-task.ts'
import { administering, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { qualificationOf } from '../records/qualifications.ts'
import { SbcQualification, needs } from '../schemas/qualification.ts'
import { qualifySbc } from '../tasks/qualify-sbc.ts'
import { ownSbc } from './own-sbc.ts'
import { params, tags, ticketQuery, versions } from './sbc-operations.ts'

/** Whether a device can do what numbers need. */
export const qualification: Resource = (scope, means) => {
  scope.get('/sbc/:sbcId/qualification', {
    config: {
      roles: reading, from: 'provider', about: 'provider', versions, problems: ['sbc_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'getSbcQualification',
      summary: 'Get the qualification of an SBC',
      description: 'What a probe showed that it can do, compared with what rules of numbers need, and when it will ' +
        'be full. It is made when a device is registered, and again when it shows another firmware or serial ' +
        'number, or comes back empty.',
      tags, params, response: { 200: ref(SbcQualification) }
    }
  }, async request => {
    const { sbcId } = await ownSbc(means, request)
    const kept = await qualificationOf(means.records(request.caller), sbcId)
    if (kept === undefined) throw new Problem('sbc_not_found', `SBC ${sbcId} is not registered any more.`)
    return { ...kept, needs }
  })

  scope.post('/sbc/:sbcId/action/qualify', {
    config: {
      roles: administering, from: 'provider', about: 'provider', versions, problems: ['sbc_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'qualifySbc',
      summary: 'Qualify an SBC for numbers',
      description: 'Writes five probe rules that match no number of anybody, finds them, sees them saved, and ' +
        'removes them. Unlike a test it changes the device for a moment.',
      tags, params, querystring: ticketQuery, response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { sbcId } = await ownSbc(means, request)
    return acceptTask(means.queue, request, reply, { kind: qualifySbc, input: { sbcId } })
  })
}
