import { UpstreamFault } from '../../problems.ts'
import { loginsOf, type Finding } from './device-traits.ts'
import { examine } from './examination.ts'
import { clockOf, longestOf, nothingMeasured, type Profile } from './qualification-profile.ts'
import { ladder, probeOfNumbers, verdict } from './qualification-probes.ts'
import type { Inspection, RuleOutcome, Sbc, SbcConnection } from './sbc.ts'

export { isProbe } from './qualification-probes.ts'

export interface Qualification {
  /** Whether numbers may be put on it. */
  readonly isFit: boolean
  /** Whether it was looked at to the end: a device that was silent or busy is neither fit nor unfit. */
  readonly isConclusive: boolean
  readonly profile: Profile
  readonly findings: readonly Finding[]
}

/**
 * Writes probe rules as long as those of numbers and longer ones, finds them by each way of reading, sees that they are
 * saved, and removes them, whatever was found. Unlike examining it changes the device for a moment. `connection` has
 * the limits that it was registered with; `sbc` is best opened without, so that the device itself is asked.
 */
export async function qualify (
  sbc: Sbc, connection: SbcConnection, plan: string, beforeWriting?: () => void
): Promise<Qualification> {
  const { usable, findings: seen, status, rules, isInterrupted } = await examine(sbc, connection)
  const findings: Finding[] = [...seen]
  const told = { ...nothingMeasured, status, rules, ...clockOf(status?.localTime) }
  if (!usable) return { isFit: false, isConclusive: isInterrupted !== true, profile: told, findings }
  const measured = { readMs: 0, changeMs: 0, removeMs: 0 }
  let isConclusive = true
  let isLockedOut = false
  let taken: readonly RuleOutcome[] = []
  let inspection: Inspection | undefined
  try {
    taken = await timed(measured, 'changeMs', () => sbc.apply(plan, { add: ladder, remove: [] }, beforeWriting))
    await timed(measured, 'readMs', () => sbc.readRules(plan, async () => {}))
    inspection = await sbc.inspect(plan, ladder.map(({ prefix }) => prefix))
    findings.push(...verdict(taken, inspection.ways), ...loginsOf(connection, inspection))
  } catch (error) {
    if (!(error instanceof UpstreamFault)) throw error
    isLockedOut = error.kind === 'unauthorized'
    isConclusive = !error.isTransient && !isLockedOut
    const check = isLockedOut ? 'credentials' : 'probe'
    findings.push({ check, result: 'failed', message: error.inDetail ?? error.message })
  }
  const { saveMs } = sbc
  // One more login with a password that was just refused would be one too many.
  const gone = isLockedOut
    ? []
    : await timed(measured, 'removeMs', () => sbc.apply(plan, { add: [], remove: ladder }, beforeWriting))
      .catch(() => [])
  if (gone.length < ladder.length || gone.some(({ outcome }) => outcome === 'conflict')) {
    isConclusive = false
    findings.push(left(plan))
  }
  const added = new Set(taken.filter(isTaken).map(({ rule }) => rule))
  const inAll = inspection?.rules === undefined ? undefined : inspection.rules - added.size
  return {
    isFit: findings.every(({ result }) => result !== 'failed'), isConclusive, findings,
    profile: {
      ...told, ...measured, ...longestOf(added), saveMs, rulesInAll: inAll, licence: inspection?.licence,
      capacity: inspection?.capacity ?? connection.limits.rules, caseSensitive: inspection?.caseSensitive,
      failedLogins: inspection?.failedLogins, lockoutSeconds: inspection?.lockoutSeconds,
      ways: inspection?.ways.map(({ name }) => name) ?? []
    }
  }
}

/** What an earlier run that was interrupted had written counts as taken. */
const isTaken = ({ outcome }: RuleOutcome): boolean => outcome === 'added' || outcome === 'unchanged'

/** Takes off what a qualification that was interrupted may have left; the prefixes are nobody's. */
export async function removeProbes (sbc: Sbc, plan: string, beforeWriting?: () => void): Promise<void> {
  await sbc.apply(plan, { add: [], remove: ladder }, beforeWriting)
}

function left (plan: string): Finding {
  return {
    check: 'probe', result: 'failed',
    message: `Probe rules that begin with ${probeOfNumbers.slice(0, 4)} may be left in ${plan}: qualify it again, or ` +
      'remove them by hand.'
  }
}

async function timed<Key extends string, Result> (
  into: Record<Key, number>, key: Key, work: () => Promise<Result>
): Promise<Result> {
  const began = performance.now()
  try {
    return await work()
  } finally {
    into[key] = Math.round(performance.now() - began)
  }
}
