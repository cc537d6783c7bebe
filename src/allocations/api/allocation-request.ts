import type { ReachedRecords } from '../../database/reach.ts'
import { forProvider, type Caller } from '../../http/caller.ts'
import { invalid, Problem } from '../../problems.ts'
import { WrongPrefix } from '../../schemas/dial-plan-prefix.ts'
import { expandRange } from '../../schemas/number-range.ts'
import { uuid } from '../../schemas/uuid.ts'
import { ownChannel } from '../../tenancy/api/own-channel.ts'
import { ownCustomer } from '../../tenancy/api/customers.ts'
import { sbcExists, siteNode } from '../records/nodes.ts'
import { allocationKinds, type AllocationKind, type NewAllocation } from '../schemas/allocation.ts'
import { coveredBy, multirange, pointsOfNumbers } from '../schemas/digits.ts'
import type { Numbering } from '../../schemas/numbering.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

/** The node that gets something, and by which customer and channel its task is found. */
export interface Node {
  readonly node: {
    readonly channelId?: number
    readonly customerId?: string
    readonly siteId?: string
  }
  readonly place: {
    readonly msTenantId?: string | undefined
    readonly customerId?: string | undefined
    readonly channelId?: number | undefined
  }
}

/** The node that a body names, when it lies within the caller's reach. */
export async function readNode (
  records: ReachedRecords, caller: Caller,
  { channelId, umpCustomerGuid, siteGuid }: Pick<NewAllocation, 'channelId' | 'umpCustomerGuid' | 'siteGuid'>
): Promise<Node> {
  if ([channelId, umpCustomerGuid, siteGuid].filter(id => id !== undefined).length > 1) {
    throw invalid({ UmpCustomerGuid: ['Name only one of channelId, umpCustomerGuid and siteGuid.'] })
  }
  if (umpCustomerGuid === undefined && siteGuid === undefined) {
    forProvider(caller, 'A channel allocates to its customers and their SIP connections only.')
    if (channelId === undefined) return { node: {}, place: {} }
    await ownChannel(records, channelId)
    return { node: { channelId }, place: { channelId } }
  }
  const site = siteGuid === undefined || !uuid.test(siteGuid) ? undefined : await siteNode(records, siteGuid)
  if (siteGuid !== undefined && site === undefined) {
    throw new Problem('site_not_found', `SIP connection ${siteGuid} does not exist.`)
  }
  const customer = await ownCustomer(records, site?.customerId ?? umpCustomerGuid ?? '')
  return {
    node: { customerId: customer.id, ...(site !== undefined && { siteId: site.id }) },
    place: {
      msTenantId: customer.msTenantId, customerId: customer.id, channelId: customer.channelId ?? undefined
    }
  }
}

export interface Gift { readonly kind: AllocationKind, readonly value: string, readonly digits?: string }

/** What a body gives. Throws a Problem that names what is wrong. */
export async function readGift (records: ReachedRecords, { kind: word, value: text }: NewAllocation): Promise<Gift> {
  const kind = allocationKinds.find(known => known === word.trim().toLowerCase())
  const value = text.trim()
  if (kind === undefined) throw invalid({ Kind: [`The value must be one of ${allocationKinds.join(', ')}.`] })
  if (kind === 'number') return { kind, value, digits: readDigits(value, await numberingFor(records)()) }
  if (!/^[\x20-\x7e]+$/.test(value)) throw invalid({ Value: ['A name has printable ASCII characters.'] })
  if (kind === 'sbc' && !(/^\d{1,9}$/.test(value) && await sbcExists(records, Number(value)))) {
    throw invalid({ Value: [`There is no SBC ${value}.`] })
  }
  return { kind, value: kind === 'sbc' ? String(Number(value)) : value }
}

/** A prefix that can be said in ranges, or two numbers. */
function readDigits (value: string, numbering: Numbering): string {
  const [, start, end] = /^(\+[\d ]+?)\s*-\s*(\+[\d ]+)$/.exec(value) ?? []
  if (start !== undefined && end !== undefined) {
    const range = expandRange({ start, end }, Infinity, undefined, text => numbering.toE164(text))
    if (range.fault !== undefined) {
      throw invalid({ Value: ['A range has two numbers of one length, of which the first is not above the second.'] })
    }
    return multirange(pointsOfNumbers([range.range]))
  }
  try {
    const { points, isWhole } = coveredBy(value)
    if (isWhole) return multirange(points)
  } catch (error) {
    if (!(error instanceof WrongPrefix)) throw error
    throw invalid({ Value: [error.message] })
  }
  throw invalid({
    Value: [`${value} cannot be allocated: write digits, x, n, z or lists such as [1-3], and nothing that ends them.`]
  })
}
