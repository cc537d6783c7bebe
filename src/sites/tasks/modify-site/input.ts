import { Type, type Static } from '@sinclair/typebox'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import { deploymentStates } from '../../schemas/site.ts'
import { SiteChange } from '../site-change.ts'

export const input = Type.Object({
  siteId: Type.String(), change: SiteChange, reason: Type.Optional(Type.String())
})

export const progress = Type.Object({
  /** The settings before the change, and the state of deployment. */
  before: SiteChange,
  state: Type.Union(deploymentStates.map(state => Type.Literal(state))),
  /** The SBC could not be brought back to the settings before the change. */
  halfDone: Type.Boolean()
})
export type Progress = Static<typeof progress>

export type Context = StepContext<Static<typeof input>, Progress>
