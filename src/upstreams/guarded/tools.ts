import type { TenantGraph } from '../microsoft/graph.ts'
import type { MicrosoftIdentities } from '../microsoft/identities.ts'
import type { OperatorConnect } from '../microsoft/microsoft.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import {
  kindsWith, type AssertLease, type Step as EngineStep, type StepContext as EngineStepContext
} from '../../engine/define.ts'
import { EngineContext, type StepExecution, type StepResources } from '../../engine/step-context.ts'
import type { SbcProgramming } from './sbc-programming.ts'
import type { SecretPlace } from '../../schemas/secret-place.ts'

/** What steps may reach beside the records. Nothing is changed there on behalf of a task that is not held any more. */
export interface Tools {
  readonly microsoft: OperatorConnect
  /** The customers' own tenants. */
  readonly graph: TenantGraph
  /** Applications at Entra, to try what they prove themselves with. */
  readonly identities: MicrosoftIdentities
  readonly sbcs: SbcProgramming
  /** URLs that callers gave us. */
  readonly webhooks: Webhooks
  /** Opens what `ApiDependencies.seal` sealed; what comes out goes to an upstream, and nowhere else. */
  readonly openSecret: (sealed: Buffer, place: SecretPlace) => string
}

export type StepContext<Input, Progress> = EngineStepContext<Input, Progress> & Tools
export type Step<Input, Progress> = EngineStep<Input, Progress, Tools>

export const defineTaskKind = kindsWith<Tools>()

/** Makes tools for one run of a step, which ask `assertLease` before they change anything. */
export type ToolMakers =
  { readonly [Name in Exclude<keyof Tools, 'openSecret' | 'sbcs'>]: (assertLease: AssertLease) => Tools[Name] } &
  { readonly sbcs: (assertLease: AssertLease, taskId?: string) => SbcProgramming } &
  Pick<Tools, 'openSecret'>

/** The context of the engine with our tools; each tool is made when a step asks for it. */
export class ToolContext extends EngineContext implements Tools {
  readonly #makers: ToolMakers

  constructor (execution: StepExecution, resources: StepResources, makers: ToolMakers) {
    super(execution, resources)
    this.#makers = makers
  }

  get microsoft (): OperatorConnect { return this.#makers.microsoft(this.assertLease) }
  get graph (): TenantGraph { return this.#makers.graph(this.assertLease) }
  get identities (): MicrosoftIdentities { return this.#makers.identities(this.assertLease) }
  get sbcs (): SbcProgramming { return this.#makers.sbcs(this.assertLease, this.task.id) }
  get webhooks (): Webhooks { return this.#makers.webhooks(this.assertLease) }
  get openSecret (): Tools['openSecret'] { return this.#makers.openSecret }
}
