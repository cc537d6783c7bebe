import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../state/records.ts'
import { recordEffect } from '../state/world.ts'
import { userWriters, type GraphGate } from './gate.ts'
import { contextOf, pick } from './query.ts'
import { defaultFields } from './users.ts'

const NewUser = Type.Object({
  accountEnabled: Type.Boolean(),
  displayName: Type.String({ minLength: 1, maxLength: 256 }),
  mailNickname: Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' }),
  userPrincipalName: Type.String({ pattern: "^[A-Za-z0-9'.\\-_!#^~]{1,64}@[A-Za-z0-9.-]+$" }),
  passwordProfile: Type.Object({
    password: Type.String(),
    forceChangePasswordNextSignIn: Type.Optional(Type.Boolean())
  }, { additionalProperties: false }),
  usageLocation: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' }))
}, { additionalProperties: false })

export function userCreationRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  app.post<{ Body: Static<typeof NewUser> }>('/users', {
    onRequest: gate.admit(userWriters), schema: { body: NewUser }
  }, async (request, reply) => {
    const tenant = gate.tenantOf(request)
    const { passwordProfile, mailNickname: _, usageLocation = null, ...given } = request.body
    const domain = given.userPrincipalName.split('@')[1]?.toLowerCase()
    if (!tenant.domains.some(({ id, isVerified }) => isVerified && id === domain)) {
      throw badRequest(
        'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain ' +
        'names in your organization.'
      )
    }
    const isTaken = [...tenant.users.values()].some(user =>
      user.userPrincipalName.toLowerCase() === given.userPrincipalName.toLowerCase()
    )
    if (isTaken) throw badRequest('Another object with the same value for property userPrincipalName already exists.')
    if (!isStrong(passwordProfile.password)) {
      throw badRequest(
        'The specified password does not comply with password complexity requirements. Please provide a different ' +
        'password.'
      )
    }
    const user: User = {
      id: randomUUID(), ...given, usageLocation, businessPhones: [], userType: 'Member', isResourceAccount: null,
      assignedLicenses: [], assignedPlans: [], imAddresses: [], proxyAddresses: []
    }
    tenant.users.set(user.id, user)
    tenant.userChangedIn.set(user.id, ++tenant.userChanges)
    recordEffect(mock.world, {
      kind: 'userCreate', tenantId: tenant.id, requestId: null, jobId: user.id, telephoneNumbers: []
    })
    const context = contextOf(mock, request, 'users/$entity')
    return reply.code(201).send({ '@odata.context': context, ...pick(user, defaultFields) })
  })
}

/** Eight characters or more, of three kinds. */
const isStrong = (password: string) =>
  password.length >= 8 && [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter(kind => kind.test(password)).length >= 3

const badRequest = (message: string) => new Refusal(400, 'Request_BadRequest', message)
