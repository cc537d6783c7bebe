/** One rule of a dial plan: numbers that begin with `prefix` carry `tag` into routing. */
export interface Rule { readonly name: string, readonly prefix: string, readonly tag: string }

export interface DialPlanChange { readonly add: readonly Rule[], readonly remove: readonly Rule[] }

/**
 * What became of one rule. `unchanged`: the goal already held. `conflict`: the prefix is there with another tag, which
 * is never overwritten. `refused`: the device does not take it.
 */
export interface RuleOutcome {
  readonly rule: Rule
  readonly outcome: 'added' | 'removed' | 'unchanged' | 'conflict' | 'refused'
  readonly reason?: string
}

/** How to reach one device; `driver` chooses who speaks to it. */
export interface SbcConnection {
  readonly id: number
  readonly name: string
  readonly driver: string
  readonly baseUrl: string
  readonly username: string
  readonly password: string
  readonly certificateAuthority: string | undefined
  readonly limits: { readonly nameLength?: number, readonly prefixLength?: number, readonly tagLength?: number, readonly rules?: number }
}

/**
 * One SBC. `apply` brings a plan to the wanted state, reads it back and saves it: run twice, it does nothing the second
 * time. Throws UpstreamFault when the device does not answer; what was applied until then is found by the next call.
 * `beforeWriting` is called right before each script; when it throws, nothing more is written.
 */
export interface Sbc {
  rules (plan: string): Promise<readonly Rule[] | undefined>
  apply (plan: string, change: DialPlanChange, beforeWriting?: () => void): Promise<readonly RuleOutcome[]>
  close (): Promise<void>
}

export type OpenSbc = (connection: SbcConnection) => Sbc

/** The plan that Operator Connect numbers live in; it must exist on the device beforehand (sbc-management-api.md §3.1). */
export const operatorConnectPlan = 'OCDialPlan'
