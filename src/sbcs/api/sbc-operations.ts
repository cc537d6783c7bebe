import { Type } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { SbcAnswer, SbcDetails, SbcHealth } from '../schemas/sbc-device.ts'
import { TaskReference } from '../../schemas/task.ts'
import { examineSbc } from '../tasks/examine-sbc.ts'
import { restoreSbc } from '../tasks/restore-sbc.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, changing, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { finish, ownSbc } from './own-sbc.ts'

export const tags = ['SBCs']
export const params = Type.Object({ sbcId: Type.String({ description: 'As `sbcId` in the list.', examples: ['8'] }) })
export const versions = ['v3'] as const
export const ticketQuery = Type.Object({
  ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'Your service request.' }))
})

/**
 * The devices themselves. Their pages in the original were never seen; paths and shapes are ours
 * (docs/wire/live-cloud.md#sbc-devices).
 */
export const sbcOperations: Resource = (scope, means) => {
  scope.get('/sbc/:sbcId', {
    config: {
      roles: reading, from: 'provider', about: 'provider',
      versions, problems: ['sbc_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'getSbcDevice', summary: 'Get one SBC',
      description: 'With everything that is not a secret, and its health.', tags, params,
      response: { 200: ref(SbcDetails) }
    }
  }, request => ownSbc(means, request))

  scope.get('/sbc/:sbcId/health', {
    config: {
      roles: reading, from: 'provider', about: 'provider',
      versions, problems: ['sbc_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'getSbcHealth',
      summary: 'Get the health of an SBC',
      description: 'What a task last read of it, and how old that is. To have it read now, test the connection.',
      tags,
      params,
      response: { 200: ref(SbcHealth) }
    }
  }, async request => {
    const { sbcId, health } = await ownSbc(means, request)
    return { sbcId, ...health }
  })

  scope.post('/sbc/:sbcId/action/test', {
    config: {
      roles: changing, from: 'provider', about: 'provider',
      versions, again: taskId => ({ taskId }), problems: ['sbc_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'testSbc',
      summary: 'Test the connection to an SBC',
      description:
        'Looks at everything that programming needs, changes nothing, and says what to do about what is wrong.',
      tags,
      params,
      querystring: ticketQuery,
      response: { 200: ref(SbcAnswer) }
    }
  }, async (request, reply) => {
    const { sbcId } = await ownSbc(means, request)
    return finish(means, request, reply, {
      kind: examineSbc, ticketId: request.query.ticketId, input: { sbcId, readings: 1, pauseSeconds: 0 }
    })
  })

  scope.post('/sbc/:sbcId/action/restore', {
    config: {
      roles: administering, from: 'provider', about: 'provider',
      versions, problems: ['sbc_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'restoreSbc',
      summary: 'Restore the dial plans of an SBC',
      description:
        'For a device that was replaced or came back with an old configuration: puts back every rule that the ' +
        'records say it holds, those of numbers and those of SIP connections, in one file per plan. Rules of others ' +
        'stay. The task waits for a device that is off; its outputData says for each plan what was missing, and ' +
        'what stands there with another tag and was left. Scripts of SIP connections are not run again.',
      tags,
      params,
      querystring: ticketQuery,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { sbcId } = await ownSbc(means, request)
    return acceptTask(means.queue, request, reply, {
      kind: restoreSbc, input: { sbcId }
    })
  })
}
