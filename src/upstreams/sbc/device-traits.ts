import { releaseOf } from '../../schemas/firmware.ts'
import type { DeviceStatus, Inspection, SbcConnection } from './sbc.ts'

// What a device says about itself, compared with what numbers need of it.

/** One thing that was looked at, and what to do about it. */
export interface Finding {
  readonly check: 'connection' | 'encryption' | 'credentials' | 'role' | 'dial-plans' | 'saved' | 'limits' | 'state' |
    'clock' | 'identity' | 'probe'
  readonly result: 'ok' | 'warning' | 'failed'
  readonly message: string
}

/** Days before the end of a certificate from which on it is told. */
const warnedDays = 30
/** Hours that a clock may be off: old firmware shows its local time as if it were that of Greenwich. */
const zoneHours = 15
/** `Trunk=` and a tenant id. */
export const tagOfNumbers = 42
/** What the manual of 7.2 takes (docs/wire/mediant.md#names-prefixes-and-tags). */
const tagOf72 = 16

export function traitsOf (connection: SbcConnection, status: DeviceStatus): Finding[] {
  const { id } = connection
  const found: Array<Finding | undefined> = [
    warning('encryption', ofCertificate(id, status.certificateEnds)),
    warning('state', ofState(id, status.operationalState)),
    warning('clock', ofClock(id, status.localTime)),
    ofLimits(connection, status)
  ]
  return found.filter(finding => finding !== undefined)
}

function warning (check: Finding['check'], message: string | undefined): Finding | undefined {
  return message === undefined ? undefined : { check, result: 'warning', message }
}

function ofCertificate (id: number, ends: string | undefined): string | undefined {
  const days = ends === undefined ? Infinity : Math.floor((Date.parse(ends) - Date.now()) / 86_400_000)
  if (days >= warnedDays) return undefined
  return days < 0
    ? `The certificate of SBC ${id} ended on ${ends?.slice(0, 10)}; it is trusted because it is pinned.`
    : `The certificate of SBC ${id} ends on ${ends?.slice(0, 10)}, in ${days} days: renew it, and the pin with it.`
}

function ofState (id: number, state: string | undefined): string | undefined {
  return state === undefined || /^unlocked$/i.test(state)
    ? undefined
    : `SBC ${id} is ${state.toLowerCase()}: it takes no calls. Unlock it there.`
}

function ofClock (id: number, time: string | undefined): string | undefined {
  const hours = Math.abs(Date.parse(time ?? '') - Date.now()) / 3_600_000
  if (!(hours > zoneHours)) return undefined
  return `The clock of SBC ${id} says ${time?.slice(0, 16)}, which is ${Math.round(hours / 24)} days off: its ` +
    'records of calls and its certificates are judged by it. Set its NTP server.'
}

/** In the time of one lock-out the user that is set up may be refused once, and one candidate for another. */
const refusalsOfOurs = 2

export function loginsOf ({ id }: SbcConnection, { failedLogins }: Pick<Inspection, 'failedLogins'>): Finding[] {
  return failedLogins === undefined || failedLogins > refusalsOfOurs
    ? []
    : [{
        check: 'credentials', result: 'warning',
        message: `SBC ${id} locks a user out after ${Math.max(1, failedLogins)} failed logins; one wrong password ` +
          'may do it. Set its DenyAccessOnFailCount to 3 or more.'
      }]
}

/** A tag that is cut, or refused, leads calls nowhere: so the device is not to have numbers at all. */
function ofLimits ({ id, driver, limits }: SbcConnection, { firmware }: DeviceStatus): Finding | undefined {
  if (driver !== 'mediant') return undefined
  const isOld = firmware !== undefined && releaseOf(firmware) === '7.2'
  const longest = limits.tagLength ?? (isOld ? tagOf72 : tagOfNumbers)
  if (longest >= tagOfNumbers) return undefined
  return {
    check: 'limits', result: 'failed',
    message: `SBC ${id} takes tags of ${longest} characters (${limits.tagLength === undefined
      ? `the manual of its firmware ${firmware}`
      : 'its registration'}), and numbers need ${tagOfNumbers}. Update it, or register its limits.tagLength if it ` +
      'takes more.'
  }
}
