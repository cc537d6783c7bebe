import { Type } from '@sinclair/typebox'
import { next } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { Words } from '../../schemas/value.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { keepDriftPolicies } from '../records/policies.ts'
import { driftClasses } from '../schemas/drift-class.ts'
import { modes } from '../schemas/repair.ts'

/** Goal: these policies, and no others. */
export const keepDriftPolicy = defineTaskKind({
  name: 'keep-drift-policy',
  idPrefix: 'drf_pol',
  requiredScope: 'provider',
  partitionKey: ofProvider('repair plans'),
  title: 'Set what is done about differences',
  input: Type.Object({
    policies: Type.Array(Type.Object({
      class: Words(driftClasses), msTenantId: Type.Union([Type.String(), Type.Null()]), mode: Words(modes),
      hourlyMax: Type.Union([Type.Integer(), Type.Null()])
    }))
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'keep',
    message: 'Keeping the policies',
    async run ({ task, input, say }) {
      say('Information', `${input.policies.length} policies from now on.`)
      return next({}, trx => keepDriftPolicies(trx, task.providerId, input.policies))
    }
  }],
  conclude: ({ failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'DriftPoliciesKept' : null],
    output: {}
  })
})
