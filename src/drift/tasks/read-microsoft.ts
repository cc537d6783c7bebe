import { Type, type Static } from '@sinclair/typebox'
import { wait, next, type Outcome } from '../../engine/define.ts'
import { pauseAfter } from '../../engine/patience.ts'
import { toSeen } from '../../numbers/tasks/number-sync.ts'
import { UpstreamFault } from '../../problems.ts'
import { asE164 } from '../../schemas/phone-number.ts'
import { nextTenant } from '../../tenancy/records/tenants.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import type { AcquiredNumber } from '../../upstreams/microsoft/microsoft.ts'
import { PageCursor } from '../../upstreams/microsoft/page-cursor.ts'
import {
  beginReading, failReading, finishReading, keepSeen, nextRound, unseen, type Reading, type Seen
} from '../records/readings.ts'

/** How far the reading of one tenant has come; each run of the step reads one page, or asks for some numbers. */
export const TenantReading = Type.Object({
  tenant: Type.String(),
  round: Type.Integer(),
  /** How often its list is being read, and where it goes on. */
  pass: Type.Integer(),
  cursor: Type.Optional(PageCursor),
  faults: Type.Integer(),
  /** Numbers that the list lacked and that are still to be asked for; absent while the list is read. */
  lacking: Type.Optional(Type.Array(Type.String()))
})
type TenantReading = Static<typeof TenantReading>

interface Progress { tenant: TenantReading | null, after: string, unread: string[] }
type Context = StepContext<{ msTenantId?: string }, Progress>

/** As in a synchronization: so many are asked for one by one; for more the list is read once more. */
const askedOneByOne = 99
const lookupsAtOnce = 20
const first = '00000000-0000-0000-0000-000000000000'

/** Reads what Microsoft has for each tenant. One that cannot be read is passed over: nothing is concluded of it. */
export async function readMicrosoft (context: Context): Promise<Outcome<Progress>> {
  const { progress: { tenant, unread = [] }, say } = context
  if (tenant == null) return begin(context)
  try {
    return tenant.lacking === undefined ? await readPage(context, tenant) : await ask(context, tenant, tenant.lacking)
  } catch (error) {
    if (!(error instanceof UpstreamFault)) throw error
    const seconds = pauseAfter(error, tenant.faults)
    if (seconds !== undefined) return wait(seconds, { tenant: { ...tenant, faults: tenant.faults + 1 } })
    say('Warning', `The numbers of tenant ${tenant.tenant} could not be read: ${error.message}`)
    const { message } = error
    return wait(
      0, { tenant: null, unread: [...unread, tenant.tenant] },
      trx => failReading(trx, readingOf(context, tenant), message)
    )
  }
}

const readingOf = ({ task }: Context, { tenant, round }: TenantReading): Reading =>
  ({ providerId: task.providerId, taskId: task.id, side: 'microsoft', place: tenant, round })

async function begin (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input, progress: { after = first } } = context
  const only = input.msTenantId
  const tenant = only === undefined
    ? await nextTenant(db, task.providerId, after)
    : after === first ? only : undefined
  if (tenant === undefined) return next()
  const reading = { tenant, round: await nextRound(db), pass: 1, faults: 0 }
  return wait(0, { tenant: reading, after: tenant }, trx => beginReading(trx, readingOf(context, reading)))
}

async function readPage (context: Context, { cursor, ...rest }: TenantReading): Promise<Outcome<Progress>> {
  const { task, microsoft } = context
  const reading = readingOf(context, rest)
  const page = await microsoft.numbers(task.providerId, rest.tenant, cursor)
  const tenant = page.next === undefined
    ? { ...rest, faults: 0, lacking: [] }
    : { ...rest, faults: 0, cursor: page.next }
  return wait(0, { tenant }, trx => keepSeen(trx, reading, page.numbers.map(toFacts)))
}

/** The list may shift while it is read, so that it alone proves nothing: what it lacked is asked for. */
async function ask (
  context: Context, { lacking: _, ...rest }: TenantReading, lacking: readonly string[]
): Promise<Outcome<Progress>> {
  const { db, task, microsoft } = context
  const reading = readingOf(context, rest)
  const missing = lacking.length > 0 ? lacking : await unseen(db, reading, askedOneByOne + 1)
  if (missing.length > askedOneByOne && rest.pass === 1) {
    return wait(0, { tenant: { ...rest, pass: 2, faults: 0 } })
  }
  const asked = missing.length > askedOneByOne ? [] : missing.slice(0, lookupsAtOnce)
  const found = await microsoft.findNumbers(task.providerId, rest.tenant, asked.map(asE164))
  const left = missing.length > askedOneByOne ? [] : missing.slice(lookupsAtOnce)
  return wait(0, { tenant: left.length > 0 ? { ...rest, faults: 0, lacking: left } : null }, async trx => {
    await keepSeen(trx, reading, [...found.values()].map(toFacts))
    if (left.length === 0) await finishReading(trx, reading)
  })
}

function toFacts (number: AcquiredNumber): Seen {
  const { country, callingProfileId, usage, capabilities, civicAddressId, locationId, status } = toSeen(number)
  return {
    number: number.number,
    facts: {
      country, callingProfileId, usage, capabilities: [...capabilities].sort(), civicAddressId, locationId,
      assignmentStatus: status, acquiredOn: number.acquiredOn ?? null
    }
  }
}
