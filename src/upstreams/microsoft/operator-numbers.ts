import { toAddress } from './address-wire.ts'
import type { AcquiredNumber, OperatorConnect } from './microsoft.ts'
import { tenantPath, type OperatorCalls } from './operator-calls.ts'
import { toAcquired, wire } from './operator-wire.ts'
import { pagesOf, readAll, readPage, type PagedList } from './pages.ts'
import { parse } from './parse.ts'
import type { E164 } from '../../schemas/phone-number.ts'

/** Up to here each number is asked for by itself; beyond, reading the tenant's list page by page costs less. */
const singleLookups = 20
const from = (skip: number): string => `?skip=${skip}&take=1000`

/** Numbers and civic addresses of a tenant. */
export function operatorNumbers (
  calls: OperatorCalls
): Pick<OperatorConnect, 'findNumbers' | 'numbers' | 'changeNumber' | 'civicAddresses'> {
  const pathOf = (tenantId: string, number: E164): string =>
    `${tenantPath(tenantId)}/TelephoneNumbers/${encodeURIComponent(number)}`
  return {
    findNumbers: async (providerId, tenantId, numbers) =>
      findAmong(numbers, await listOf(calls, { providerId, tenantId }), async number => {
        const body = await calls.read({ providerId, tenantId }, pathOf(tenantId, number))
        return body === undefined ? undefined : toAcquired(parse(wire.number, body))
      }),
    async numbers (providerId, tenantId, cursor) {
      const { items, next } = await readPage(await listOf(calls, { providerId, tenantId }), cursor)
      return { numbers: items, next }
    },
    async changeNumber (providerId, tenantId, number, operationId, { capabilities, ...rest }) {
      const body = { ...rest, ...(capabilities !== undefined && { choosableCapabilities: capabilities }) }
      const answer = await calls.call({ providerId, tenantId }, 'PATCH', pathOf(tenantId, number), body, operationId)
      if (answer.status === 200) return { status: 'changed', number: toAcquired(parse(wire.number, answer.body)) }
      return calls.refused(answer)
    },
    civicAddresses: async (providerId, tenantId) =>
      readAll(await calls.list({ providerId, tenantId }, `${tenantPath(tenantId)}/CivicAddresses`, {
        toPage (body) {
          const { value, nextLink } = parse(wire.addresses, body)
          return { items: value.map(toAddress), nextLink }
        },
        keyOf: ({ id }) => id,
        from
      }))
  }
}

function listOf (
  calls: OperatorCalls, account: { readonly providerId: number, readonly tenantId: string }
): Promise<PagedList<AcquiredNumber>> {
  return calls.list(account, `${tenantPath(account.tenantId)}/TelephoneNumbers`, {
    toPage (body) {
      const { value, nextLink } = parse(wire.numbers, body)
      return { items: value.map(toAcquired), nextLink }
    },
    keyOf: ({ number }) => number,
    from
  })
}

/**
 * Which of the numbers Microsoft has. A number may slip from one page to another while the list is read, so that one
 * that the list lacks is asked for by itself, or is lacking a second time when there are many.
 */
async function findAmong (
  numbers: readonly E164[], list: PagedList<AcquiredNumber>,
  lookUp: (number: E164) => Promise<AcquiredNumber | undefined>
): Promise<ReadonlyMap<E164, AcquiredNumber>> {
  const found = new Map<E164, AcquiredNumber>()
  const missing = new Set(numbers)
  const add = (number: AcquiredNumber): void => {
    if (missing.delete(number.number)) found.set(number.number, number)
  }
  for (let reading = 1; reading <= 2 && missing.size > singleLookups; reading++) {
    let pages = 0
    for await (const items of pagesOf(list)) {
      if (items.length > 0) pages++
      items.forEach(add)
      if (missing.size === 0) break
    }
    if (pages <= 1) return found // one page is one moment
  }
  if (missing.size <= singleLookups) {
    for (const number of await Promise.all([...missing].map(lookUp))) if (number !== undefined) add(number)
  }
  return found
}
