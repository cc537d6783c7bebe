import { Type, type Static } from '@sinclair/typebox'
import { minutes, next, wait, type Outcome } from '../../engine/define.ts'
import { itemsOf } from '../../engine/records/task-items.ts'
import { UpstreamFault } from '../../problems.ts'
import { asE164 } from '../../schemas/phone-number.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { numberingOfProvider } from '../../tenancy/records/numbering-overrides.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { PageCursor } from '../../upstreams/microsoft/page-cursor.ts'
import { operatorConnectPlan } from '../../upstreams/sbc/sbc.ts'
import { devicesToRead, keepEvidence, tenantAfter, type Evidence } from '../records/evidence.ts'
import { compareInventory, countFindings } from '../records/findings.ts'
import { writingProposals } from '../records/proposals.ts'
import { findingWords } from '../schemas/inventory-audit.ts'
import { asker, byInventory, concludeInventory, inventoryProgress, inventorySteps } from './inventory-kind.ts'

const auditInput = Type.Object({ customerId: Type.Optional(Type.String()) })
const auditProgress = Type.Object({
  /** The tenant whose list is being read, and where it goes on; and the one that was read before it. */
  tenant: Type.String(),
  cursor: Type.Union([PageCursor, Type.Null()]),
  after: Type.String(),
  found: Type.Record(Type.String(), Type.Integer())
})
type Progress = Static<typeof auditProgress>
type Context = StepContext<Static<typeof auditInput>, Progress>

/** One page of one tenant in each run. A tenant that cannot be read is passed over: nothing is concluded of it. */
async function readMicrosoft (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input, progress, microsoft, say } = context
  const tenant = progress.tenant ?? await tenantAfter(db, task.providerId, input.customerId, progress.after)
  if (tenant === undefined || tenant === '') return next()
  try {
    const page = await microsoft.numbers(task.providerId, tenant, progress.cursor ?? undefined)
    const evidence = page.numbers.map(({ number, assignmentStatus }): Evidence => ({
      number, tenantId: tenant, ...(assignmentStatus !== undefined && { assignmentStatus })
    }))
    const isLast = page.next === undefined
    const after = await tenantAfter(db, task.providerId, input.customerId, tenant)
    return wait(
      0, isLast ? { after: tenant, tenant: after ?? '', cursor: null } : { tenant, cursor: page.next ?? null },
      async trx => {
        await keepEvidence(trx, task, 'microsoft', evidence)
        if (isLast) await keepEvidence(trx, task, 'tenant', [{ number: tenant }])
      }
    )
  } catch (error) {
    if (!(error instanceof UpstreamFault)) throw error
    say('Warning', `The numbers of tenant ${tenant} could not be read: ${error.message}`)
    const after = await tenantAfter(db, task.providerId, input.customerId, tenant)
    return wait(0, { after: tenant, tenant: after ?? '', cursor: null })
  }
}

/** What each SBC leads to tenants. A device that cannot be read is passed over: nothing is concluded of it. */
async function readSbcs ({ db, task, sbcs, say }: Context): Promise<Outcome<Progress>> {
  const evidence: Evidence[] = []
  const read: Evidence[] = []
  const numbering = await numberingOfProvider(db, task.providerId)
  for (const sbcId of await devicesToRead(db, task.providerId)) {
    try {
      const rules = (await sbcs.configuration(task.providerId, sbcId)).rules(operatorConnectPlan) ?? []
      for (const { prefix, tag } of rules) {
        const number = numbering.toE164(prefix)
        const tenantId = /trunk=([0-9a-f-]{36})/i.exec(tag)?.[1]
        if (number !== undefined) evidence.push({ number, ...(tenantId !== undefined && { tenantId }) })
      }
      read.push({ number: String(sbcId) })
    } catch (error) {
      if (!(error instanceof UpstreamFault)) throw error
      say('Warning', `SBC ${sbcId} could not be read: ${error.message}`)
    }
  }
  return next({}, async trx => {
    await keepEvidence(trx, task, 'sbc', evidence)
    await keepEvidence(trx, task, 'sbc-read', read)
  })
}

/** Goal: what is not as it should be is known, number by number. Nothing is changed. */
export const auditInventory = defineTaskKind({
  name: 'audit-inventory',
  idPrefix: 'inv_aud',
  requiredScope: 'provider',
  partitionKey: ofProvider('inventory audit'),
  title: 'Audit the number inventory',
  input: auditInput,
  progress: auditProgress,
  steps: [
    {
      name: 'read-microsoft', message: 'Reading the numbers of tenants at Microsoft', timeLimit: minutes(5),
      run: readMicrosoft
    },
    { name: 'read-sbcs', message: 'Reading the numbers on SBCs', timeLimit: minutes(10), run: readSbcs },
    {
      name: 'compare', message: 'Comparing all of it', timeLimit: minutes(10),
      run: async ({ task, input }) => next({}, trx => compareInventory(trx, task, input.customerId, findingWords))
    },
    {
      name: 'complete', message: 'Completing the task',
      run: async ({ db, task }) => next({ found: await countFindings(db, task) })
    }
  ],
  conclude: ({ progress: { found = {} }, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure !== undefined ? null : Object.keys(found).length > 0 ? 'InventoryDiffers' : 'InventoryFits'],
    output: { Found: found }
  })
})

const Applied = Type.Object({ auditId: Type.String() })

/** Writes what an audit proposed; what was changed since stays, and is said. */
export const applyInventoryAudit = defineTaskKind({
  name: 'apply-inventory-audit',
  idPrefix: 'inv_app',
  requiredScope: 'provider',
  partitionKey: byInventory,
  title: 'Write what an inventory audit proposed',
  input: Type.Object({ ...asker, asked: Applied }),
  progress: inventoryProgress,
  steps: inventorySteps(
    'Writing what was proposed', async ({ auditId }: Static<typeof Applied>, { db, task }) => {
      const numbers = (await itemsOf(db, task)).map(item => asE164(item.key))
      const numbering = await numberingOfProvider(db, task.providerId)
      return writingProposals(auditId, new Map(numbers.map(number => [number, numbering.countryOf(number)])))
    }
  ),
  conclude: concludeInventory('InventoryChanged')
})
