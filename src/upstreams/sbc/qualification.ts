import { UpstreamFault } from '../../problems.ts'
import type { Finding as Seen } from './device-traits.ts'
import { examine } from './examination.ts'
import type { DeviceStatus, Rule, RuleOutcome, Sbc, SbcConnection } from './sbc.ts'

/** What was seen, and what came of the probe. */
type Finding = Omit<Seen, 'check'> & { readonly check: Seen['check'] | 'probe' }

/** What a device showed that it can do, beyond what it says of itself. Durations in milliseconds. */
interface Profile {
  readonly status: DeviceStatus | undefined
  /** Rules in the plan before the probe. */
  readonly rules: number | undefined
  /** The longest tag that it took of those that were tried. */
  readonly longestTag: number | undefined
  readonly readMs: number | undefined
  /** From the first reading to the save, for one rule. */
  readonly addMs: number | undefined
  readonly removeMs: number | undefined
}

export interface Qualification {
  /** Whether numbers may be put on it. */
  readonly isFit: boolean
  readonly profile: Profile
  readonly findings: readonly Finding[]
}

/** Country code 999 is nobody's, so that no call meets the probe. */
const probeNumber = '+999000000000'
/** Of numbers, and what newer firmware takes. */
const tagLengths = [42, 64]

/**
 * Writes a probe rule as long as those of numbers, finds it by two ways, and removes it, whatever was found. Unlike
 * examining it changes the device for a moment.
 */
export async function qualify (sbc: Sbc, connection: SbcConnection, plan: string): Promise<Qualification> {
  const { usable, findings: seen, status, rules } = await examine(sbc, connection)
  const findings: Finding[] = [...seen]
  if (!usable) return { isFit: false, profile: { ...nothingMeasured, status, rules }, findings }
  const probes = tagLengths.map((length, index): Rule => ({
    name: 'dialplane-probe', prefix: `${probeNumber}${index}`, tag: `Trunk=${'0'.repeat(length - 6)}`
  }))
  const measured = { readMs: 0, addMs: 0, removeMs: 0 }
  let taken: readonly RuleOutcome[] = []
  try {
    taken = await timed(measured, 'addMs', () => sbc.apply(plan, { add: probes, remove: [] }))
    const found = await timed(measured, 'readMs', () => sbc.rules(plan))
    const again = (await sbc.configuration()).rules(plan)
    for (const { rule, outcome, reason } of taken) {
      const isRule = (one: Rule): boolean => one.prefix === rule.prefix && one.tag === rule.tag
      const isThere = [found, again].every(list => list?.some(isRule))
      findings.push(verdict(rule, outcome, isThere, reason))
    }
  } catch (error) {
    if (!(error instanceof UpstreamFault)) throw error
    findings.push({ check: 'probe', result: 'failed', message: error.inDetail ?? error.message })
  } finally {
    const gone = await timed(measured, 'removeMs', () => sbc.apply(plan, { add: [], remove: probes })).catch(() => [])
    const isClean = gone.length === probes.length && gone.every(({ outcome }) => outcome !== 'conflict')
    if (!isClean) findings.push(left(plan))
  }
  const lengths = taken.filter(({ outcome }) => outcome === 'added').map(({ rule }) => rule.tag.length)
  return {
    isFit: findings.every(({ result }) => result !== 'failed'), findings,
    profile: { status, rules, longestTag: lengths.length === 0 ? undefined : Math.max(...lengths), ...measured }
  }
}

const nothingMeasured = { longestTag: undefined, readMs: undefined, addMs: undefined, removeMs: undefined }

function verdict (rule: Rule, outcome: string, isThere: boolean, reason = 'it gives no reason'): Finding {
  const what = `A rule with a tag of ${rule.tag.length} characters`
  if (outcome === 'added' && isThere) {
    return { check: 'probe', result: 'ok', message: `${what} was written, found in two ways, and saved.` }
  }
  // What is longer than numbers need is measured only.
  const result = rule.tag.length > Math.min(...tagLengths) ? 'warning' : 'failed'
  return outcome === 'added'
    ? { check: 'probe', result, message: `${what} was written, but is not shown as it was written.` }
    : { check: 'probe', result, message: `${what} was not taken: ${reason}` }
}

function left (plan: string): Finding {
  return {
    check: 'probe', result: 'failed',
    message: `The probe rules ${probeNumber}0 and ${probeNumber}1 may be left in ${plan}: remove them by hand.`
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
