import type { AssertLease } from '../../engine/define.ts'
import { UpstreamFault } from '../../problems.ts'
import { examine, type Examination } from '../sbc/examination.ts'
import { qualify, removeProbes, type Qualification } from '../sbc/qualification.ts'
import type {
  ChangePreview, ConfigureOutcome, DeviceConfiguration, DeviceStatus, DialPlanChange, RecordIntent, Missing,
  RuleOutcome, TakeRules, WantedRules
} from '../sbc/sbc.ts'
import { DeviceAccess, deviceKey, type DeviceMeans, type SealedCredentials } from './device-access.ts'
import { strangers } from '../sbc/rule-outcomes.ts'
import { SharedReads } from './shared-reads.ts'
import { WriteQueues } from './write-queues.ts'

/**
 * What a step may do with an SBC (`context.sbcs`). Writers are serialized per device among all workers, and each asks
 * right before it writes whether its task is still held. All of it may be run again: goals that hold cost a look.
 * Throws UpstreamFault; one that `isTransient` means "later", and a step lets it through unless other devices can go
 * on.
 */
export interface SbcProgramming {
  /**
   * Adds and removes rules of one plan; changes of several waiting tasks share one script. `recordIntent` gets the
   * rules of its own change only, and may be called again when the change is made again.
   */
  apply(
    providerId: number, sbcId: number, plan: string, change: DialPlanChange, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]>
  /**
   * Makes the rules that `wanted` names the only ones of a plan, in one file where the device has such. Nobody else of
   * ours writes between what `wanted` is shown and the file. See Sbc.replacePlan for what that loses.
   */
  replacePlan(providerId: number, sbcId: number, plan: string, wanted: WantedRules): Promise<readonly RuleOutcome[]>
  /**
   * Runs scripts until `missing` finds nothing missing: rows of an IP group, a proxy set, whatever a script makes.
   * Nobody else of ours writes between what `missing` is shown and its script. `missing` must be pure: it is asked
   * several times.
   */
  configure(providerId: number, sbcId: number, missing: Missing): Promise<ConfigureOutcome>
  /** What the device runs now: tables, dial plans, rules. Reads wait for no writer. */
  configuration(providerId: number, sbcId: number): Promise<DeviceConfiguration>
  /** Hands over the rules of one plan piece by piece; see Sbc.readRules for what that proves. */
  readRules(providerId: number, sbcId: number, plan: string, take: TakeRules): Promise<boolean>
  status(providerId: number, sbcId: number): Promise<DeviceStatus>
  /** What `apply` would do to the device as it is now. */
  preview(providerId: number, sbcId: number, plan: string, change: DialPlanChange): Promise<ChangePreview>
  /**
   * Looks whether the device can be programmed, also while others stay away from it; with other credentials to try
   * them.
   */
  examine(providerId: number, sbcId: number, credentials?: SealedCredentials): Promise<Examination>
  /** Tries with probe rules whether a plan of the device can have numbers; nobody else of ours writes meanwhile. */
  qualify(providerId: number, sbcId: number, plan: string): Promise<Qualification>
  /** Takes off what a qualification that was interrupted may have left. */
  removeProbes(providerId: number, sbcId: number, plan: string): Promise<void>
}

/** For probes the device itself is asked, and not what is believed of it. */
const anyLength = { nameLength: 1000, prefixLength: 1000, tagLength: 1000 }

/** Seconds a device has for each answer while somebody waits for what the examination comes to. */
const examinationTimeoutSeconds = 8

export function sbcProgramming (means: DeviceMeans): (assertLease: AssertLease, taskId?: string) => SbcProgramming {
  const devices = new DeviceAccess(means)
  const queues = new WriteQueues(devices)
  const reads = new SharedReads<DeviceConfiguration>()
  return (assertLease, taskId = '') => ({
    apply: (providerId, sbcId, plan, change, recordIntent) =>
      new Promise((resolve, reject) =>
        queues.enqueue(providerId, sbcId, { plan, taskId, change, recordIntent, assertLease, resolve, reject })
      ),
    replacePlan: (providerId, sbcId, plan, wanted) =>
      queues.takeTurn(providerId, sbcId, assertLease, (sbc, beforeWriting) => sbc.replacePlan(plan, async present => {
        const rules = await wanted(present)
        const [added, removed] = [strangers(rules, present), strangers(present, rules)]
        if (added.length + removed.length > 0) {
          await means.keepChange(providerId, sbcId, { plan, taskIds: [taskId], added, removed })
        }
        return rules
      }, beforeWriting)),
    configure: (providerId, sbcId, missing) =>
      queues.takeTurn(providerId, sbcId, assertLease, (sbc, beforeWriting) => sbc.configure(missing, beforeWriting)),
    configuration: (providerId, sbcId) =>
      reads.read(
        deviceKey(providerId, sbcId), () => devices.read(providerId, sbcId, sbc => sbc.configuration())
      ),
    readRules: (providerId, sbcId, plan, take) =>
      devices.read(providerId, sbcId, sbc => sbc.readRules(plan, take)),
    preview: (providerId, sbcId, plan, change) =>
      devices.read(providerId, sbcId, sbc => sbc.preview(plan, change)),
    status: (providerId, sbcId) => devices.read(providerId, sbcId, sbc => sbc.status()),
    examine: (providerId, sbcId, credentials) => examineOnce(means, devices, { providerId, sbcId, credentials }),
    qualify: (providerId, sbcId, plan) =>
      queues.takeTurn(providerId, sbcId, assertLease, async (_, beforeWriting) => {
        const qualification = await devices.open(
          providerId, sbcId, (sbc, connection) => qualify(sbc, connection, plan, beforeWriting), { limits: anyLength }
        )
        if (isLoginRefused(qualification)) await means.logins.settle(providerId, sbcId, 'live', true)
        return qualification
      }),
    removeProbes: (providerId, sbcId, plan) =>
      queues.takeTurn(
        providerId, sbcId, assertLease, (sbc, beforeWriting) => removeProbes(sbc, plan, beforeWriting)
      )
  })
}

/**
 * One login, for which the budget of the device is asked before and told after: a candidate is tried once, alone, and
 * what the device has just refused is not tried again.
 */
async function examineOnce (
  { logins }: DeviceMeans, devices: DeviceAccess,
  { providerId, sbcId, credentials }: { providerId: number, sbcId: number, credentials: SealedCredentials | undefined }
): Promise<Examination> {
  const login = credentials === undefined ? 'live' : 'candidate'
  const seconds = login === 'candidate' ? await logins.takeCandidate(providerId, sbcId) : 0
  if (seconds > 0) {
    return refusedUnasked(
      `Other credentials were tried on SBC ${sbcId} a moment ago. The next may be in ${seconds} s: a device locks a ` +
      'user out after some that are wrong.'
    )
  }
  try {
    const examination = await devices.open(
      providerId, sbcId, examine, { timeoutSeconds: examinationTimeoutSeconds }, credentials
    )
    await logins.settle(providerId, sbcId, login, isLoginRefused(examination))
    return examination
  } catch (error) {
    if (error instanceof UpstreamFault && error.kind === 'forbidden') return refusedUnasked(error.message)
    throw error
  }
}

function isLoginRefused ({ findings }: Pick<Examination, 'findings'>): boolean {
  return findings.some(({ check, result }) => check === 'credentials' && result === 'failed')
}

function refusedUnasked (message: string): Examination {
  return { usable: false, findings: [{ check: 'credentials', result: 'failed', message }], status: undefined }
}
