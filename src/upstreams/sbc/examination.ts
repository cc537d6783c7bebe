import { UpstreamFault } from '../../problems.ts'
import { traitsOf, type Finding } from './device-traits.ts'
import { operatorConnectPlan, type DeviceStatus, type Sbc, type SbcConnection } from './sbc.ts'

/** What a look at a device came to. It is a value even when the device is off: that is then what was found. */
export interface Examination {
  /** Whether it can be programmed as it is now. */
  readonly usable: boolean
  readonly findings: readonly Finding[]
  /** Undefined when it did not answer. */
  readonly status: DeviceStatus | undefined
  /** Rules in the plan of numbers, where that is known. */
  readonly rules?: number | undefined
  /** Which configuration it has, where that is known. */
  readonly generation?: string | undefined
  /** Whether it could not be looked at to the end, so that another look may come to something else. */
  readonly isInterrupted?: boolean
}

/** Plans that numbers and dial plan operations use by default; only the first is needed for numbers. */
const usualPlans = [operatorConnectPlan, 'CustDialPlan']

/**
 * Looks at everything that programming needs, without changing anything, in the order in which an operator would mend
 * it.
 */
export async function examine (sbc: Sbc, connection: SbcConnection): Promise<Examination> {
  const { id, baseUrl, username } = connection
  const findings: Finding[] = []
  let rules: number | undefined
  let isInterrupted = false
  const find = (check: Finding['check'], result: Finding['result'], message: string): void => {
    findings.push({ check, result, message })
  }
  let status: DeviceStatus | undefined
  try {
    status = await sbc.status()
    const what = [status.product, status.firmware === undefined ? undefined : `firmware ${status.firmware}`]
    find('connection', 'ok', `SBC ${id} answers: ${what.filter(part => part !== undefined).join(', ')}.`)
    if (baseUrl.startsWith('http:')) {
      find(
        'encryption', 'warning',
        'Its base URL has no TLS: whoever can listen reads its password. Use https and pin its certificate.'
      )
    }
    findings.push(...traitsOf(connection, status))
    find('credentials', 'ok', `The user ${username} is accepted.`)
    const plans = await sbc.plans()
    find('role', 'ok', `The user ${username} may read the configuration.`)
    rules = plans.find(({ name }) => name === operatorConnectPlan)?.rules
    for (const plan of usualPlans) {
      const there = plans.find(({ name }) => name === plan)
      const isGood = there !== undefined && there.unfit === undefined
      find(
        'dial-plans',
        isGood ? 'ok' : plan === operatorConnectPlan ? 'failed' : 'warning',
        isGood
          ? `Dial plan ${plan} is there.`
          : there?.unfit ?? `Dial plan ${plan} does not exist on it; it must be configured there first.`
      )
    }
    if (status.saveNeeded === true) {
      find('saved', 'warning', 'It runs something that is not saved; a restart would lose it.')
    }
  } catch (error) {
    if (!(error instanceof UpstreamFault)) throw error
    isInterrupted = true
    find(checkOf(error, status), 'failed', error.inDetail ?? error.message)
  }
  const usable = findings.every(finding => finding.result !== 'failed')
  return { usable, findings, status, rules, generation: sbc.generation, isInterrupted }
}

function checkOf (error: UpstreamFault, status: DeviceStatus | undefined): Finding['check'] {
  if (error.kind === 'unauthorized') return 'credentials'
  if (error.kind === 'forbidden') return 'role'
  return status === undefined ? 'connection' : 'dial-plans'
}

/** The findings that need somebody, in one sentence each. */
export function worries ({ findings }: Pick<Examination, 'findings'>): string[] {
  return findings.filter(finding => finding.result !== 'ok').map(finding => finding.message)
}
