import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isFqdnTaken, nextSbcId, sbcDetails, usesOfSbc } from '../records/sbcs.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import {
  SbcAnswer, SbcCredentials, SbcDetails, SbcHealth, SbcRegistration, SbcSettings
} from '../schemas/sbc-device.ts'
import { TaskReference } from '../../schemas/task.ts'
import type { Order } from '../../engine/enqueue.ts'
import { changeSbc } from '../tasks/change-sbc.ts'
import { examineSbc } from '../tasks/examine-sbc.ts'
import { registerSbc } from '../tasks/register-sbc.ts'
import { removeSbc } from '../tasks/remove-sbc.ts'
import { restoreSbc } from '../tasks/restore-sbc.ts'
import { rotateSbcCredentials } from '../tasks/rotate-sbc-credentials.ts'
import { SbcOutput } from '../tasks/sbc-records.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, changing, reading, type Caller } from '../../http/caller.ts'
import { finishTask } from '../../http/finish-task.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { checkCredentials, checkMove, readSettings, sealCredentials } from './sbc-settings.ts'

const tags = ['SBCs']
const params = Type.Object({ sbcId: Type.String({ description: 'As `sbcId` in the list.', examples: ['8'] }) })
const versions = ['v3'] as const
const ticketQuery = Type.Object({
  ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'Your service request.' }))
})

/**
 * The devices themselves. Their pages in the original were never seen; paths and shapes are ours
 * (docs/wire/live-cloud.md#sbc-devices).
 */
export const sbcOperations: Resource = (scope, means) => {
  const { db, seal } = means
  const own = ({ caller, params }: { caller: Caller, params: { sbcId: string } }): Promise<SbcDetails> =>
    deviceOf(means, caller, params.sbcId)

  scope.post('/sbc', {
    config: { roles: administering, versions, again: taskId => ({ taskId }), problems: ['out_of_scope'] },
    schema: {
      operationId: 'registerSbc',
      summary: 'Register an SBC',
      description:
        'The password and the key are sealed before anything remembers them. The device is looked at at once; one ' +
        'that does not answer yet is registered all the same, and `findings` says why.',
      tags,
      body: ref(SbcRegistration),
      response: { 200: ref(SbcAnswer) }
    }
  }, async (request, reply) => {
    const { body, caller } = request
    providerOnly(caller)
    const settings = {
      ipAddress: '', driver: 'mediant', certificateAuthority: '', certificateFingerprint: '', limits: {}, name: '',
      fqdn: '', baseUrl: '', ...readSettings(body)
    }
    checkCredentials(body)
    if (await isFqdnTaken(db, caller.providerId, settings.fqdn)) throw fqdnTaken(settings.fqdn)
    const sbcId = await nextSbcId(db)
    return finish(means, request, reply, {
      kind: registerSbc, ticketId: body.ticketId,
      input: { sbcId, settings, username: body.username, ...sealCredentials(body, seal) }
    })
  })

  scope.get('/sbc/:sbcId', {
    config: { roles: reading, versions, problems: ['sbc_not_found', 'out_of_scope'] },
    schema: {
      operationId: 'getSbcDevice', summary: 'Get one SBC',
      description: 'With everything that is not a secret, and its health.', tags, params,
      response: { 200: ref(SbcDetails) }
    }
  }, own)

  scope.get('/sbc/:sbcId/health', {
    config: { roles: reading, versions, problems: ['sbc_not_found', 'out_of_scope'] },
    schema: {
      operationId: 'getSbcHealth',
      summary: 'Get the health of an SBC',
      description: 'What a task last read of it, and how old that is. To have it read now, test the connection.',
      tags,
      params,
      response: { 200: ref(SbcHealth) }
    }
  }, async request => {
    const { sbcId, health } = await own(request)
    return { sbcId, ...health }
  })

  scope.patch('/sbc/:sbcId', {
    config: {
      roles: administering, versions, again: taskId => ({ taskId }), problems: ['sbc_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'changeSbc',
      summary: 'Change an SBC',
      description:
        'What is left out stays; an empty text takes an optional setting away. Credentials have an operation of ' +
        'their own, except those for another host.',
      tags,
      params,
      body: ref(SbcSettings),
      response: { 200: ref(SbcAnswer) }
    }
  }, async (request, reply) => {
    const { sbcId, baseUrl } = await own(request)
    const { username, password } = request.body
    const settings = readSettings(request.body)
    checkMove(request.body, baseUrl)
    if (Object.keys(settings).length === 0) throw invalid({ '': ['Name at least one setting to change.'] })
    if (settings.fqdn !== undefined && await isFqdnTaken(db, request.caller.providerId, settings.fqdn, sbcId)) {
      throw fqdnTaken(settings.fqdn)
    }
    return finish(means, request, reply, {
      kind: changeSbc,
      ticketId: request.body.ticketId,
      input: {
        sbcId, settings, ...(username !== undefined && { username }),
        ...(password !== undefined && { sealedPassword: seal(password).toString('base64') })
      }
    })
  })

  scope.put('/sbc/:sbcId/credentials', {
    config: {
      roles: administering, versions, again: taskId => ({ taskId }),
      problems: ['sbc_not_found', 'sbc_credentials_refused', 'out_of_scope']
    },
    schema: {
      operationId: 'rotateSbcCredentials',
      summary: 'Rotate the credentials of an SBC',
      description: 'The device must accept the new ones before they replace the old ones.',
      tags,
      params,
      body: ref(SbcCredentials),
      response: { 200: ref(SbcAnswer) }
    }
  }, async (request, reply) => {
    const { body } = request
    const { sbcId } = await own(request)
    checkCredentials(body)
    return finish(means, request, reply, {
      kind: rotateSbcCredentials, ticketId: body.ticketId,
      input: { sbcId, ...sealCredentials(body, seal), ...(body.username !== undefined && { username: body.username }) }
    })
  })

  scope.post('/sbc/:sbcId/action/test', {
    config: { roles: changing, versions, again: taskId => ({ taskId }), problems: ['sbc_not_found', 'out_of_scope'] },
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
    const { sbcId } = await own(request)
    return finish(means, request, reply, {
      kind: examineSbc, ticketId: request.query.ticketId, input: { sbcId, readings: 1, pauseSeconds: 0 }
    })
  })

  scope.post('/sbc/:sbcId/action/restore', {
    config: { roles: administering, versions, problems: ['sbc_not_found', 'out_of_scope'] },
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
    const { sbcId } = await own(request)
    return acceptTask(means.queue, request, reply, {
      kind: restoreSbc, input: { sbcId }
    })
  })

  scope.delete('/sbc/:sbcId', {
    config: {
      roles: administering, versions, again: taskId => ({ taskId }),
      problems: ['sbc_not_found', 'sbc_in_use', 'out_of_scope']
    },
    schema: {
      operationId: 'removeSbc', summary: 'Remove an SBC',
      description: 'Refused while sites, numbers or tasks use it. The device itself is left as it is.', tags, params,
      querystring: ticketQuery, response: { 200: ref(SbcAnswer) }
    }
  }, async (request, reply) => {
    const { sbcId } = await own(request)
    const uses = await usesOfSbc(db, request.caller.providerId, sbcId)
    if (uses.length > 0) throw new Problem('sbc_in_use', uses.join(' '))
    return finish(means, request, reply, { kind: removeSbc, ticketId: request.query.ticketId, input: { sbcId } })
  })
}

async function deviceOf ({ db }: ApiDependencies, caller: Caller, text: string): Promise<SbcDetails> {
  providerOnly(caller)
  const device = /^\d{1,9}$/.test(text) ? await sbcDetails(db, caller.providerId, Number(text)) : undefined
  if (device === undefined) throw new Problem('sbc_not_found', `SBC ${text.slice(0, 40)} is not registered.`)
  return device
}

/** Devices are shared by all customers, so that those who act for one of them cannot look inside. */
function providerOnly (caller: Caller): void {
  if (caller.channelId !== undefined || caller.customerId !== undefined) {
    throw new Problem('out_of_scope', 'SBC devices belong to the provider.')
  }
}

function fqdnTaken (fqdn: string): Problem {
  return invalid({ Fqdn: [`Another SBC has the FQDN ${fqdn}.`] })
}

type Asked<Input> = Pick<Order<Input>, 'kind' | 'input' | 'ticketId'>

async function finish<Input extends { sbcId: number }> (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, order: Asked<Input>
): Promise<Static<typeof SbcAnswer>> {
  const { caller } = request
  const { taskId, end } = await finishTask<Input>(means, request, reply, {
    ...order
  })
  if (end?.code === 'sbc_exists') throw invalid({ Fqdn: [end.reason ?? ''] })
  if (end?.code === 'sbc_credentials_refused' || end?.code === 'sbc_in_use' || end?.code === 'sbc_not_found') {
    throw new Problem(end.code, end.reason ?? '')
  }
  const output = Value.Check(SbcOutput, end?.output) ? end.output : {}
  // A repeated request is answered by the task of the first one, which may be about another id.
  const { SbcId: sbcId = order.input.sbcId, Usable: usable, Findings: findings } = output
  const device = await sbcDetails(means.db, caller.providerId, sbcId)
  return {
    taskId, status: end?.status ?? 'InProgress', sbcId, ...(usable !== undefined && { usable }),
    ...(findings !== undefined && { findings }), ...(device !== undefined && { device })
  }
}
