import { Type, type Static } from '@sinclair/typebox'
import { OneOf, OrNull } from '../../schemas/value.ts'

const upstreamKinds = ['microsoft', 'graph', 'sbc', 'keys'] as const
const upstreamStates = ['ok', 'degraded', 'away', 'unknown'] as const

/** How something is that we depend on, as far as the caller is concerned by it. */
export const UpstreamState = Type.Object({
  kind: OneOf(upstreamKinds, {
    description: 'microsoft: the operator API, for one of its tenants; graph: the tenant of a customer; sbc: a ' +
      'device; keys: where the keys are read that tokens are verified with.'
  }),
  id: Type.String({ description: 'Id of the tenant or of the SBC; of keys the host.' }),
  name: Type.String({ description: 'As people know it.' }),
  state: OneOf(upstreamStates, {
    description: 'away: it did not answer, or cannot do its work; degraded: some of it is left alone for a while, ' +
      'or it is served from what was read before; unknown: it was never asked.'
  }),
  breaker: OneOf(['closed', 'open'], {
    description: 'open: calls wait, because the last ones failed; one is tried at `retryAt`.'
  }),
  since: OrNull(Type.String({ format: 'date-time', description: 'Since when it is not ok.' })),
  retryAt: OrNull(Type.String({ format: 'date-time', description: 'When it is tried again.' })),
  reason: OrNull(Type.String({ description: 'What went wrong last.' })),
  lastSuccessAt: OrNull(
    Type.String({ format: 'date-time', description: 'When it last did what it was asked, as known.' })
  ),
  operations: Type.Array(Type.String(), {
    description: 'What of it is left alone for a while; empty: all, or nothing.'
  })
}, {
  $id: 'UpstreamState', description: 'How something is that we depend on.',
  examples: [{
    kind: 'sbc', id: '8', name: 'SBC 8', state: 'away', breaker: 'open', since: '2026-11-30T07:00:00Z',
    retryAt: '2026-11-30T07:00:30Z', reason: 'SBC 8 did not answer.', lastSuccessAt: '2026-11-30T06:59:31Z',
    operations: []
  }]
})
export type UpstreamState = Static<typeof UpstreamState>
