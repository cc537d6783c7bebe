import { recordsOfProvider } from '../../../database/reach.ts'
import { changeFacts, type ChangeFact } from '../../records/number-changes.ts'
import { heldByOthers } from '../../records/numbers.ts'
import { next, type Outcome } from '../../../engine/define.ts'
import { itemsOf, writeItems, type ItemResult } from '../../../engine/records/task-items.ts'
import { count, some } from '../../../engine/wording.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import type { AcquiredNumber } from '../../../upstreams/microsoft/microsoft.ts'
import { heldElsewhere } from '../item-results.ts'
import { resultOfHeld } from './differences.ts'
import { askForAddress } from './find-address.ts'
import { notAdopted, planChunks, type UploadContext, type UploadProgress } from './progress.ts'

const step = 'look-at-microsoft'

/**
 * Finds an address that our copy lacks, and sorts the numbers: held by another tenant, at Microsoft for this tenant
 * already, and those to send.
 */
export async function lookAtMicrosoft (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { db, task, input, microsoft } = context
  const address = await askForAddress(context)
  if (address.type === 'reject') return address
  const records = recordsOfProvider(db, task.providerId)
  const items = await itemsOf(db, task)
  const foreign = new Set(await heldByOthers(records, input.msTenantId, items.map(item => item.key)))
  const own = items.filter(item => !foreign.has(item.key))
  const found = await microsoft.findNumbers(
    task.providerId, input.msTenantId, own.map(item => asE164(item.key))
  )
  const present = own.filter(item => found.has(item.key))
  const toSend = own.filter(item => !found.has(item.key))
  const facts = present.length === 0 ? new Map() : await changeFacts(records, present.map(item => item.key))
  const { held, refused } = resultsOfKnown({ input, progress: { ...context.progress, ...address.progress } }, {
    foreign, found, facts
  })
  report(context, held, [...foreign])
  const results = [...held, ...refused]
  return next(
    {
      ...address.progress, present: present.map(item => item.ordinal),
      chunks: planChunks(toSend.map(item => item.ordinal))
    },
    async trx => {
      await address.effect?.(trx)
      await writeItems(trx, task, results)
    }
  )
}

/** What is known of numbers before any of them is sent. */
interface Known {
  readonly foreign: ReadonlySet<string>
  readonly found: ReadonlyMap<string, AcquiredNumber>
  readonly facts: ReadonlyMap<string, ChangeFact>
}

/** The results of numbers that are not sent: the plan of an upload asks the same. */
export function resultsOfKnown (
  asked: Pick<UploadContext, 'input' | 'progress'>, { foreign, found, facts }: Known
): { held: ItemResult[], refused: ItemResult[] } {
  return {
    held: [...found.values()].map(number => resultOfHeld(asked, number, facts.get(number.number), step)),
    refused: [...foreign].map(number => heldElsewhere(number, step))
  }
}

/** Numbers with something to say of their own that a message names; the items have all. */
const namedAtMost = 20

function report ({ say }: UploadContext, held: readonly ItemResult[], foreign: readonly string[]): void {
  if (held.length + foreign.length === 0) {
    say('Information', 'All uploaded numbers are not present in Microsoft context.')
  }
  if (held.length > 0) {
    say('Information', `${count(held, 'number')} already present in Microsoft context: ${some(keysOf(held))}.`)
  }
  const noted = held.filter(({ errorCode }) => errorCode !== undefined)
  for (const { key, errorCode, error } of noted.slice(0, namedAtMost)) {
    const isWarning = errorCode === notAdopted || errorCode === 'held_differently' || error?.includes('instead of')
    say(isWarning === true ? 'Warning' : 'Information', `${key}: ${error}`)
  }
  if (noted.length > namedAtMost) {
    say('Warning', `And ${noted.length - namedAtMost} more numbers of which the items of the task say something.`)
  }
  if (foreign.length > 0) say('Error', `${count(foreign, 'number')} held by another tenant: ${some(foreign)}.`)
}

function keysOf (results: readonly ItemResult[]): string[] {
  return results.map(result => result.key)
}
