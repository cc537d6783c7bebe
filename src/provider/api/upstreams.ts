import { Type } from '@sinclair/typebox'
import { reading } from '../../http/caller.ts'
import type { KeyServerState } from '../../http/signing-keys.ts'
import type { Resource } from '../../http/resource.ts'
import { ref } from '../../schemas/ref.ts'
import { operatorStates, sbcStates, tenantStates } from '../records/upstream-states.ts'
import { UpstreamState } from '../schemas/upstream-state.ts'

/** How what we depend on is, as far as the caller is concerned. */
export const upstreams: Resource = (scope, { records, keyServers }) => {
  scope.get('/upstreams', {
    config: { roles: reading, versions: ['v3'] },
    schema: {
      operationId: 'listUpstreams', summary: 'List how Microsoft, SBCs and the key server are',
      description:
        'The provider sees its Operator Connect tenants and all SBCs; everybody the SBCs of its SIP connections, and ' +
        'those of its tenants of which something is left alone for a while. Reads go on meanwhile: their header ' +
        'field `Dialplane-Degraded` names what is away.',
      tags: ['SBCs'], response: { 200: Type.Array(ref(UpstreamState), { description: 'All of them.' }) }
    }
  }, async ({ caller }) => {
    const reach = records(caller)
    const [operators, tenants, sbcs] = await Promise.all([
      operatorStates(reach), tenantStates(reach), sbcStates(reach)
    ])
    return [...operators, ...tenants, ...sbcs, ...keyServers().map(stateOfKeys)]
  })
}

/** Keys that were read serve on for an hour while they cannot be read anew. */
function stateOfKeys ({ host, readAt, failingSince, isUsable, reason }: KeyServerState): UpstreamState {
  const state = failingSince === undefined ? readAt === undefined ? 'unknown' : 'ok' : isUsable ? 'degraded' : 'away'
  return {
    kind: 'keys', id: host, name: 'Keys of tokens', state, breaker: 'closed',
    since: failingSince?.toISOString() ?? null, retryAt: null, reason: reason ?? null,
    lastSuccessAt: readAt?.toISOString() ?? null, operations: []
  }
}
