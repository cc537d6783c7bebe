import { isFqdnTaken, nextSbcId, usesOfSbc } from '../records/sbcs.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { SbcAnswer, SbcCredentials, SbcRegistration, SbcSettings } from '../schemas/sbc-device.ts'
import { changeSbc } from '../tasks/change-sbc.ts'
import { registerSbc } from '../tasks/register-sbc.ts'
import { removeSbc } from '../tasks/remove-sbc.ts'
import { rotateSbcCredentials } from '../tasks/rotate-sbc-credentials.ts'
import { administering } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { finish, ownSbc } from './own-sbc.ts'
import { params, tags, ticketQuery, versions } from './sbc-operations.ts'
import { checkCredentials, checkMove, readSettings, sealCredentials } from './sbc-settings.ts'
import { sbcPlace } from '../../schemas/secret-place.ts'

const register: Resource = (scope, means) => {
  const { records, seal } = means
  scope.post('/sbc', {
    config: {
      roles: administering, from: 'provider', about: 'nobody',
      versions, again: taskId => ({ taskId }), problems: ['out_of_scope']
    },
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
    const settings = {
      ipAddress: '', driver: 'mediant', certificateAuthority: '', certificateFingerprint: '', limits: {}, name: '',
      fqdn: '', baseUrl: '', ...readSettings(body, means.config)
    }
    checkCredentials(body)
    if (await isFqdnTaken(records(caller), settings.fqdn)) throw fqdnTaken(settings.fqdn)
    const sbcId = await nextSbcId(records(caller).beyondReach('nothing has the id yet'))
    return finish(means, request, reply, {
      kind: registerSbc, ticketId: body.ticketId,
      input: {
        sbcId, settings, username: body.username,
        ...sealCredentials(body, seal, sbcPlace(request.caller.providerId, sbcId))
      }
    })
  })
}

const change: Resource = (scope, means) => {
  const { records, seal } = means
  scope.patch('/sbc/:sbcId', {
    config: {
      roles: administering, from: 'provider', about: 'provider',
      versions, again: taskId => ({ taskId }), problems: ['sbc_not_found', 'out_of_scope']
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
    const known = await ownSbc(means, request)
    const { sbcId } = known
    const { ticketId, ...named } = request.body
    const { password } = named
    // The name that a read shows goes with the password.
    const username = password === undefined ? undefined : named.username
    const settings = readSettings(request.body, means.config)
    checkMove(request.body, known)
    if (Object.keys(named).length === 0) throw invalid({ '': ['Name at least one setting to change.'] })
    if (settings.fqdn !== undefined && await isFqdnTaken(records(request.caller), settings.fqdn, sbcId)) {
      throw fqdnTaken(settings.fqdn)
    }
    return finish(means, request, reply, {
      kind: changeSbc,
      ticketId,
      input: {
        sbcId, settings, ...(username !== undefined && { username }),
        ...(password !== undefined && {
          sealedPassword: seal(password, sbcPlace(request.caller.providerId, sbcId)).toString('base64')
        })
      }
    })
  })
}

const rotate: Resource = (scope, means) => {
  const { seal } = means
  scope.put('/sbc/:sbcId/credentials', {
    config: {
      roles: administering, from: 'provider', about: 'provider', versions, again: taskId => ({ taskId }),
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
    const { sbcId } = await ownSbc(means, request)
    checkCredentials(body)
    return finish(means, request, reply, {
      kind: rotateSbcCredentials, ticketId: body.ticketId,
      input: {
        sbcId, ...sealCredentials(body, seal, sbcPlace(request.caller.providerId, sbcId)),
        ...(body.username !== undefined && { username: body.username })
      }
    })
  })
}

const remove: Resource = (scope, means) => {
  const { records } = means
  scope.delete('/sbc/:sbcId', {
    config: {
      roles: administering, from: 'provider', about: 'provider', versions, again: taskId => ({ taskId }),
      problems: ['sbc_not_found', 'sbc_in_use', 'out_of_scope']
    },
    schema: {
      operationId: 'removeSbc', summary: 'Remove an SBC',
      description: 'Refused while sites, numbers or tasks use it. The device itself is left as it is.', tags, params,
      querystring: ticketQuery, response: { 200: ref(SbcAnswer) }
    }
  }, async (request, reply) => {
    const { sbcId } = await ownSbc(means, request)
    const uses = await usesOfSbc(records(request.caller), sbcId)
    if (uses.length > 0) throw new Problem('sbc_in_use', uses.join(' '))
    return finish(means, request, reply, { kind: removeSbc, ticketId: request.query.ticketId, input: { sbcId } })
  })
}

/** Registering an SBC, and changing what is known of it. */
export const sbcChanges: Resource = (scope, means) => {
  for (const add of [register, change, rotate, remove]) add(scope, means)
}

function fqdnTaken (fqdn: string): Problem {
  return invalid({ Fqdn: [`Another SBC has the FQDN ${fqdn}.`] })
}
