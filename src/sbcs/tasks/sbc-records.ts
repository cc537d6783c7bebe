import { Type, type Static } from '@sinclair/typebox'
import { noteTraits, unfitness } from '../records/qualifications.ts'
import { enqueueWith } from '../../engine/enqueue.ts'
import { qualifySbc } from './qualify-sbc.ts'
import { expectedOf, recordHealth } from '../records/sbc-health.ts'
import type { Queryable } from '../../database/connect.ts'
import { recordRecovery } from '../../engine/records/upstreams.ts'
import { SbcFinding } from '../schemas/sbc-device.ts'
import type { Ending, TaskIdentity, Failure } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { worries, type Examination } from '../../upstreams/sbc/examination.ts'

// What the kinds about SBC devices share.

/** What is known of a device, apart from its credentials. */
export const sbcSettings = {
  name: Type.String(), fqdn: Type.String(), ipAddress: Type.String(), driver: Type.String(), baseUrl: Type.String(),
  certificateAuthority: Type.String(), certificateFingerprint: Type.String(), limits: Type.Object({})
}

/** Sealed texts are base64 of what `seal` made; only the driver's connection opens them. */
export const sealedCredentials = {
  username: Type.String(),
  sealedPassword: Type.String(),
  clientCertificate: Type.Optional(Type.String()),
  sealedClientKey: Type.Optional(Type.String())
}

export const found = { usable: Type.Boolean(), findings: Type.Array(SbcFinding) }
const Found = Type.Partial(Type.Object(found))

/** What tasks about a device tell in the end. */
export const SbcOutput = Type.Object({
  SbcId: Type.Optional(Type.Integer()), Usable: Type.Optional(Type.Boolean()),
  Findings: Type.Optional(Type.Array(SbcFinding))
})

type Context = Pick<StepContext<{ sbcId: number }, Static<typeof Found>>, 'db' | 'sbcs' | 'task' | 'input' | 'say'>

/** Looks at the device, says what is wrong with it, and returns what to remember of it. */
export async function look (
  { db, sbcs, task, input, say }: Context
): Promise<Examination & { remember: (trx: Queryable) => Promise<void> }> {
  const expected = await expectedOf(db, task.providerId, input.sbcId)
  const seen = await sbcs.examine(task.providerId, input.sbcId)
  const unfit = await unfitness(db, task.providerId, input.sbcId)
  const examination = {
    ...seen, usable: seen.usable && unfit === undefined,
    findings: [...seen.findings, ...changesOf(input.sbcId, expected, seen), ...unfitFindings(unfit, seen)]
  }
  for (const message of worries(examination)) say('Warning', message)
  if (examination.usable) say('Information', `SBC ${input.sbcId} can be programmed.`)
  return {
    ...examination, async remember (trx) {
      await remember(trx, task.providerId, input.sbcId, examination)
      await qualifyIfNew(trx, task.providerId, input.sbcId, seen, expected.numbers)
    }
  }
}

/** What the last qualification found, where the look has not found it itself. */
function unfitFindings (reasons: readonly string[] = [], { findings }: Examination): SbcFinding[] {
  return reasons.filter(reason => !findings.some(({ message }) => message === reason))
    .map(message => ({ check: 'probe', result: 'failed', message }))
}

/** A device that is not the one that was qualified is qualified in a task of its own. */
async function qualifyIfNew (
  trx: Queryable, providerId: number, sbcId: number, { status, usable, rules, generation, isInterrupted }: Examination,
  numbers: number
): Promise<void> {
  if (status === undefined || isInterrupted === true) return
  const isNew = await noteTraits(trx, providerId, sbcId, {
    firmware: status.firmware, serialNumber: status.serialNumber, usable, isEmpty: rules === 0 && numbers > 0
  }, generation)
  if (isNew) await enqueueWith(trx, [{ kind: qualifySbc, providerId, caller: 'dialplane', input: { sbcId } }])
}

/** What is not as it was left: another device, or one that lost its rules. */
function changesOf (
  sbcId: number, expected: { serialNumber: string | null, numbers: number }, { status, rules }: Examination
): SbcFinding[] {
  const serial = status?.serialNumber
  const messages: string[] = []
  if (serial !== undefined && expected.serialNumber !== null && serial !== expected.serialNumber) {
    messages.push(`SBC ${sbcId} has the serial number ${serial}, and had ${expected.serialNumber}: it was replaced.`)
  }
  if (rules !== undefined && rules < expected.numbers) {
    messages.push(`SBC ${sbcId} has ${rules} rules in its dial plan, and ${expected.numbers} numbers should be on it.`)
  }
  return messages.map(message => ({
    check: 'identity', result: 'warning', message: `${message} Restore its dial plans, then test it again.`
  }))
}

/** Keeps what was found; a device that is well again is open to all workers at once. */
export async function remember (
  trx: Queryable, providerId: number, sbcId: number, examination: Examination
): Promise<void> {
  await recordHealth(trx, providerId, sbcId, examination)
  if (examination.usable) await recordRecovery(trx, `sbc:${providerId}:${sbcId}`)
}

export function conclusion (
  { input, progress, failure }: {
    task: TaskIdentity
    input: { sbcId: number }
    progress: Static<typeof Found>
    failure: Failure | undefined
  },
  done: string
): Ending {
  const status = failure?.status ?? (progress.usable === false ? 'CompletedWithErrors' : 'CompletedSuccess')
  return {
    status,
    details: [failure === undefined ? done : null],
    output: {
      SbcId: input.sbcId,
      ...(progress.usable !== undefined && { Usable: progress.usable, Findings: progress.findings ?? [] })
    }
  }
}

export function sealedBytes (sealed: string | undefined): Buffer | undefined {
  return sealed === undefined ? undefined : Buffer.from(sealed, 'base64')
}
