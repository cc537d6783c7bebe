import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { hours, minutes, next, reject, wait } from '../../engine/define.ts'
import { bySbc } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { worries } from '../../upstreams/sbc/examination.ts'
import type { Qualification } from '../../upstreams/sbc/qualification.ts'
import { operatorConnectPlan } from '../../upstreams/sbc/sbc.ts'
import { recordQualification } from '../records/qualifications.ts'
import { sbcDetails } from '../records/sbcs.ts'
import type { QualificationProfile } from '../schemas/qualification.ts'
import { SbcFinding } from '../schemas/sbc-device.ts'

const progress = Type.Object({
  /** From here on probe rules may be on the device. */
  probing: Type.Boolean(),
  isFit: Type.Boolean(),
  findings: Type.Array(SbcFinding)
})

/** Seconds until a device that was silent or busy is asked again. */
const askAgain = 60

/** Goal: it is known, and kept, whether the device does what numbers need. One that does not answer is waited for. */
export const qualifySbc = defineTaskKind({
  name: 'qualify-sbc',
  idPrefix: 'sbc_qlf',
  requiredScope: 'provider',
  partitionKey: bySbc,
  retentionDays: 30,
  isEqualByInput: true,
  title: 'Qualify an SBC for numbers',
  input: Type.Object({ sbcId: Type.Integer() }),
  progress,
  steps: [{
    name: 'qualify',
    message: 'Writing, finding, saving and removing probe rules',
    timeLimit: minutes(10),
    giveUpAfter: hours(24),
    async run ({ db, task, input: { sbcId }, progress: { probing = false }, sbcs, say, record }) {
      if (await sbcDetails(recordsOfProvider(db, task.providerId), sbcId) === undefined) {
        return reject('sbc_not_found', `SBC ${sbcId} is not registered any more.`)
      }
      if (!probing) await record({ probing: true })
      const qualification = await sbcs.qualify(task.providerId, sbcId, operatorConnectPlan)
      const { isFit, isConclusive, findings } = qualification
      for (const message of worries(qualification)) say('Warning', message)
      if (!isConclusive) return wait(askAgain, { findings: [...findings] })
      say(isFit ? 'Information' : 'Error', `SBC ${sbcId} is ${isFit ? '' : 'not '}fit for numbers.`)
      return next({ isFit, findings: [...findings] }, trx => recordQualification(
        trx, { providerId: task.providerId, taskId: task.id, sbcId },
        { isFit, findings, profile: kept(qualification) }
      ))
    },
    async undo ({ task, input: { sbcId }, progress: { probing = false }, sbcs }) {
      if (probing) await sbcs.removeProbes(task.providerId, sbcId, operatorConnectPlan)
      return next()
    }
  }],
  conclude ({ input: { sbcId }, progress: { isFit, findings = [] }, failure }) {
    return {
      status: failure?.status ?? (isFit === true ? 'CompletedSuccess' : 'CompletedWithErrors'),
      details: [failure !== undefined ? null : isFit === true ? 'SbcQualified' : 'SbcNotFit'],
      output: { SbcId: sbcId, ...(isFit !== undefined && { Fit: isFit }), Findings: findings }
    }
  }
})

/** The profile as it is kept: with what the device said of itself, and null for what it does not tell. */
function kept ({ profile: { status, caseSensitive, ...measured } }: Qualification): QualificationProfile {
  const { product, firmware, serialNumber, operationalState, highAvailability, certificateEnds } = status ?? {}
  const told = {
    product, firmware, serialNumber, operationalState, highAvailability, certificateEnds, ...measured,
    prefixCaseSensitive: caseSensitive
  }
  return orNull(told)
}

type OrNull<Fields> = { [Key in keyof Fields]: Exclude<Fields[Key], undefined> | null }

function orNull<Fields extends { ways: string[] }> (fields: Fields): OrNull<Fields> & { ways: string[] } {
  const all = Object.entries(fields).map(([name, value]) => [name, value ?? null])
  return { ...Object.fromEntries(all) as OrNull<Fields>, ways: fields.ways }
}
