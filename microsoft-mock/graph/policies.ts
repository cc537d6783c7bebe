import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../state/records.ts'
import { recordEffect, type Tenant } from '../state/world.ts'
import { configurationReaders, policyWriters, type GraphGate } from './gate.ts'
import { contextOf } from './query.ts'
import { findUser } from './users.ts'

/** Types that Graph knows here, and the names that every tenant has of each. */
const types = [
  'TeamsCallingPolicy', 'OnlineVoiceRoutingPolicy', 'TenantDialPlan', 'ExternalAccessPolicy', 'OnlineVoicemailPolicy',
  'TeamsMobilityPolicy', 'TeamsMeetingPolicy'
]
const names = ['Global', 'AllowCalling', 'DisallowCalling', 'Unrestricted', 'Own']

const assigned = Type.Object({ userId: Type.String(), policyType: Type.String(), policyId: Type.String() })
const Assignments = Type.Object({ value: Type.Array(assigned, { minItems: 1 }) })
const Unassignments = Type.Object({ value: Type.Array(Type.Omit(assigned, ['policyId']), { minItems: 1 }) })

const idOf = (type: string, name: string) => Buffer.from(`${type}|${name}`).toString('base64url')
const named = (list: string[], wanted: string) => list.find(one => one.toLowerCase() === wanted.toLowerCase())
const policiesOf = (user: User) => user['policies'] as Record<string, string> | undefined ?? {}

function typeNamed (wanted: string) {
  const known = named(types, wanted)
  if (known === undefined) throw new Refusal(400, 'BadRequest', `The policy type '${wanted}' is not supported.`)
  return known
}

/** Policies of Teams, and who has which. */
export function policyRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  const admitted = { onRequest: gate.admit(policyWriters) }
  const give = (tenant: Tenant, user: User, policies: Record<string, string>) => {
    Object.assign(user, { policies })
    recordEffect(mock.world, {
      kind: 'policyAssigned', tenantId: tenant.id, requestId: null, jobId: user.id, telephoneNumbers: []
    })
  }

  app.get('/admin/teams/policy/*', admitted, async request => {
    const call = decodeURIComponent(request.url.split('?')[0] ?? '')
    const [, type = '', name = ''] = /\/getPolicyId\(type='([^']*)',name='([^']*)'\)$/.exec(call) ?? []
    const known = typeNamed(type)
    const found = named(names, name)
    return {
      '@odata.context': contextOf(
        mock, request, 'Collection(microsoft.graph.teamsAdministration.policyIdentifierDetail)'
      ),
      value: found === undefined ? [] : [{ name: `Tag:${found}`, policyId: idOf(known, found) }]
    }
  })

  app.get<{ Params: { id: string } }>(
    '/admin/teams/userConfigurations/:id', { onRequest: gate.admit(configurationReaders) }, async request => {
      const user = findUser(gate.tenantOf(request), request.params.id)
      return {
        '@odata.context': contextOf(mock, request, 'admin/teams/userConfigurations/$entity'),
        id: user.id,
        effectivePolicyAssignments: types.map(policyType => {
          const name = policiesOf(user)[policyType]
          return {
            policyType,
            policyAssignment: {
              displayName: name ?? 'Global', assignmentType: name === undefined ? 'group' : 'direct',
              policyId: idOf(policyType, name ?? 'Global'), groupId: null
            }
          }
        })
      }
    }
  )

  app.post<{ Body: Static<typeof Assignments> }>(
    '/admin/teams/policy/userAssignments/assign', { ...admitted, schema: { body: Assignments } },
    async (request, reply) => {
      const tenant = gate.tenantOf(request)
      const wanted = request.body.value.map(({ userId, policyType, policyId }) => {
        const [type = '', name = ''] = Buffer.from(policyId, 'base64url').toString().split('|')
        const known = typeNamed(policyType)
        if (known !== type) {
          throw new Refusal(400, 'BadRequest', `The policy '${policyId}' is not one of type '${policyType}'.`)
        }
        return { user: findUser(tenant, userId), type: known, name }
      })
      for (const { user, type, name } of wanted) give(tenant, user, { ...policiesOf(user), [type]: name })
      return reply.code(204).send()
    }
  )

  app.post<{ Body: Static<typeof Unassignments> }>(
    '/admin/teams/policy/userAssignments/unassign', { ...admitted, schema: { body: Unassignments } },
    async (request, reply) => {
      const tenant = gate.tenantOf(request)
      const wanted = request.body.value.map(({ userId, policyType }) =>
        ({ user: findUser(tenant, userId), type: typeNamed(policyType) }))
      for (const { user, type } of wanted) {
        give(tenant, user, Object.fromEntries(Object.entries(policiesOf(user)).filter(([known]) => known !== type)))
      }
      return reply.code(204).send()
    }
  )
}
