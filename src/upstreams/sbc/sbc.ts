import type { AddressPolicy } from '../../schemas/address-policy.ts'
import type { Script } from './cli-script.ts'
import type { Exchange } from './transcript.ts'

export type { Script, ScriptLine } from './cli-script.ts'

/** One rule of a dial plan: numbers that begin with `prefix` carry `tag` into routing. */
export interface Rule { readonly name: string, readonly prefix: string, readonly tag: string }

/** A prefix stands in it once: to give one another tag, remove it in a change of its own before. */
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

/**
 * How to reach one device; `driver` chooses who speaks to it. Texts of TLS are PEM; keys and passwords are open here.
 */
export interface SbcConnection {
  readonly id: number
  readonly name: string
  readonly driver: string
  readonly baseUrl: string
  /** Where devices may be, and where they may be spoken to without TLS. */
  readonly addresses: AddressPolicy
  readonly username: string
  readonly password: string
  /** The only authority whose certificates are accepted; undefined trusts the public ones. */
  readonly certificateAuthority: string | undefined
  /** SHA-256 of the one certificate the device may show, whoever signed it; colons and case do not matter. */
  readonly certificateFingerprint?: string | undefined
  /** What we show when the device asks for a client certificate. */
  readonly clientCertificate?: string | undefined
  readonly clientKey?: string | undefined
  /**
   * Why it is not spoken to any more: it was given up, or is not registered. Nothing is on it then, and nothing is put
   * on it.
   */
  readonly absent?: string | undefined
  /** Seconds until credentials that it refused may be tried again, lest it lock the user out. */
  readonly heldSeconds?: number | undefined
  /** Seconds to wait for an answer; a minute when absent, for large configurations take their time. */
  readonly timeoutSeconds?: number | undefined
  /** Seconds to wait for a connection; 5 when absent. */
  readonly connectSeconds?: number | undefined
  /** Where it is remembered, beyond this connection, that a device closes after each answer. */
  readonly closers?: Set<string> | undefined
  /** Is told of each request and its answer, for a transcript. */
  readonly tell?: ((exchange: Exchange) => void) | undefined
  /** Longest texts of a rule, and how many rules there may be, as the registration says. */
  readonly limits: {
    readonly nameLength?: number
    readonly prefixLength?: number
    readonly tagLength?: number
    readonly rules?: number
    /** Whether numbers in a row are written as one rule; absent: never were. */
    readonly groupNumbers?: boolean
  }
}

export interface Alarm {
  readonly id: string
  readonly description: string
  readonly severity: string | undefined
  readonly source: string | undefined
  readonly date: string | undefined
}

/** What a device says about itself; undefined where it says nothing. */
export interface DeviceStatus {
  readonly product: string | undefined
  readonly firmware: string | undefined
  readonly serialNumber: string | undefined
  /** For example UNLOCKED. */
  readonly operationalState: string | undefined
  readonly highAvailability: string | undefined
  /** Whether it runs something that a restart would lose. */
  readonly saveNeeded: boolean | undefined
  readonly alarms: readonly Alarm[]
  /** What its clock says, in ISO 8601. */
  readonly localTime?: string | undefined
  /** When the certificate that it shows ends, in ISO 8601; absent without TLS. */
  readonly certificateEnds?: string | undefined
}

/** A row of a configuration table; nested rows stand among the columns as `proxy-ip 0 proxy-address`. */
export interface Row { readonly index: number, readonly columns: Readonly<Record<string, string>> }

/**
 * `unfit`: why numbers would not be safe in the plan, in a sentence. `rules`: how many it has, where that is cheap.
 */
export interface PlanOnSbc { readonly name: string, readonly unfit?: string, readonly rules?: number }

/** One way of reading a plan, and what it shows there. `isSaved`: whether a restart keeps that. */
export interface Way { readonly name: string, readonly rules: readonly Rule[], readonly isSaved: boolean }

/** What only qualification asks; undefined where the device does not tell. */
export interface Inspection {
  readonly ways: readonly Way[]
  /** Rules in all dial plans together. */
  readonly rules: number | undefined
  /** How many they may be. */
  readonly capacity: number | undefined
  readonly licence: string | undefined
  /** Whether letters of prefixes match in their case only. */
  readonly caseSensitive: boolean | undefined
  /** Failed logins after which it locks a user out, and for how many seconds. */
  readonly failedLogins?: number | undefined
  readonly lockoutSeconds?: number | undefined
}

/**
 * What a change would come to if it were made now. `rules`: rows of the plan; `text`: what would be sent, line by line,
 * in the device's own language.
 */
export interface ChangePreview {
  readonly outcomes: readonly RuleOutcome[]
  readonly rules: number | undefined
  readonly rulesAfter: number | undefined
  readonly text: readonly string[]
}

/** What a device runs at one moment. */
export interface DeviceConfiguration {
  /**
   * Rows of a table by its name on the command line, for example `ip-group` or `proxy-set`; none when it is empty or
   * unknown.
   */
  rows (table: string): readonly Row[]
  /** Rules of a dial plan; undefined when the device has no such plan. */
  rules (plan: string): readonly Rule[] | undefined
  /** Names of its dial plans, in the device's order. */
  plans (): readonly string[]
}

/**
 * Says what is missing for a goal: the script that brings it about, or undefined when it holds. It is asked again after
 * every script, with what the device shows then; so it must look for what the script makes and leave out what is there.
 */
export type Missing = (device: DeviceConfiguration) => Script | undefined

/**
 * Is called before anything is written, with the rules of a change that need no writing: there already, gone already,
 * or not to be had.
 */
export type RecordIntent = (settled: readonly RuleOutcome[]) => Promise<void>

/** Takes some of the rules of a plan; no more are read before it has ended. */
export type TakeRules = (rules: readonly Rule[]) => Promise<void>

/** Given what a whole plan holds, what it should hold; called once, when it is this writer's turn. */
export type WantedRules = (present: readonly Rule[]) => readonly Rule[] | Promise<readonly Rule[]>

export type ConfigureOutcome =
  /** `reason`: nobody has looked, because the device was given up. */
  | { readonly outcome: 'changed' | 'unchanged', readonly reason?: string }
  | { readonly outcome: 'refused', readonly reason: string }

/**
 * One SBC. What changes something brings it to the wanted state, reads it back and saves it: run twice, it does nothing
 * the second time. Throws UpstreamFault when the device does not answer; what was applied until then is found by the
 * next call. `beforeWriting` is called right before each script; when it throws, nothing more is written.
 */
export interface Sbc {
  status (): Promise<DeviceStatus>
  configuration (): Promise<DeviceConfiguration>
  rules (plan: string): Promise<readonly Rule[] | undefined>
  /**
   * Hands over the rules of a plan piece by piece, so that a plan of any size takes the memory of one piece; false when
   * it has no such plan. Only the return proves that this was all of it: what came before a throw proves nothing.
   */
  readRules (plan: string, take: TakeRules): Promise<boolean>
  /** Its dial plans, without their rules where that is cheaper. */
  plans (): Promise<readonly PlanOnSbc[]>
  /**
   * Adds and removes rules of a plan; all others stay. `recordIntent` is called once with what needs no writing, and
   * has ended before the rest is written.
   */
  apply(
    plan: string, change: DialPlanChange, beforeWriting?: () => void, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]>
  /**
   * Makes the rules that `wanted` names the only ones of a plan. What others add to it at the same time is lost, so it
   * is for restoring a device.
   */
  replacePlan (plan: string, wanted: WantedRules, beforeWriting?: () => void): Promise<readonly RuleOutcome[]>
  /**
   * Runs scripts until nothing is missing. `refused` when the device does not take one, with what it complains about.
   */
  configure (missing: Missing, beforeWriting?: () => void): Promise<ConfigureOutcome>
  /** What `apply` would do now; nothing is changed. */
  preview (plan: string, change: DialPlanChange): Promise<ChangePreview>
  /** Reads a plan in each way that the device has; of its rules at least those with the prefixes. */
  inspect (plan: string, prefixes: readonly string[]): Promise<Inspection>
  /** How long its last save took, in milliseconds; undefined when none was needed. */
  readonly saveMs: number | undefined
  /**
   * What `plans` last saw of how others have set the device up: another text means another configuration. What we write
   * is no part of it; undefined where the device does not tell.
   */
  readonly generation: string | undefined
  close (): Promise<void>
}

export type OpenSbc = (connection: SbcConnection) => Sbc

/**
 * The plan that Operator Connect numbers live in; it must exist on the device beforehand
 * (docs/wire/mediant.md#what-live-platform-puts-on-a-device).
 */
export const operatorConnectPlan = 'OCDialPlan'
