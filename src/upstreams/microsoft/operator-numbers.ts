import { toAddress } from './address-wire.ts'
import type { AcquiredNumber, CivicAddress, OperatorConnect } from './microsoft.ts'
import { tenantPath, type OperatorCalls } from './operator-calls.ts'
import { toAcquired, wire } from './operator-wire.ts'
import { parse } from './parse.ts'
import type { E164 } from '../../schemas/phone-number.ts'

/** Up to here each number is asked for by itself; beyond, reading the tenant's list page by page costs less. */
const singleLookups = 20
const pageSize = 1000

/** Numbers and civic addresses of a tenant. */
export function operatorNumbers (
  calls: OperatorCalls
): Pick<OperatorConnect, 'findNumbers' | 'numbers' | 'changeNumber' | 'civicAddresses'> {
  return {
    async findNumbers (
      providerId: number, tenantId: string, numbers: readonly E164[]
    ): Promise<ReadonlyMap<string, AcquiredNumber>> {
      const path = `${tenantPath(tenantId)}/TelephoneNumbers`
      const found = new Map<E164, AcquiredNumber>()
      const add = (number: AcquiredNumber): unknown => found.set(number.number, number)
      if (numbers.length <= singleLookups) {
        const bodies = await Promise.all(
          numbers.map(number => calls.read(providerId, `${path}/${encodeURIComponent(number)}`))
        )
        for (const body of bodies) if (body !== undefined) add(toAcquired(parse(wire.number, body)))
        return found
      }
      const wanted = new Set<string>(numbers)
      for (let skip = 0; ; skip += pageSize) {
        const { value } = parse(wire.numbers, await calls.readList(providerId, `${path}?skip=${skip}&take=${pageSize}`))
        for (const number of value) if (wanted.has(number.telephoneNumber)) add(toAcquired(number))
        if (value.length < pageSize || found.size === wanted.size) return found
      }
    },
    async numbers (providerId, tenantId, skip) {
      const { value, nextLink } = parse(
        wire.numbers,
        await calls.read(providerId, `${tenantPath(tenantId)}/TelephoneNumbers?skip=${skip}&take=${pageSize}`) ??
          { value: [] }
      )
      const isLast = value.length === 0 || (nextLink == null && value.length < pageSize)
      return { numbers: value.map(toAcquired), next: isLast ? undefined : skip + value.length }
    },
    async changeNumber (providerId, tenantId, number, operationId, { capabilities, ...rest }) {
      const body = { ...rest, ...(capabilities !== undefined && { choosableCapabilities: capabilities }) }
      const answer = await calls.call(
        providerId, 'PATCH', `${tenantPath(tenantId)}/TelephoneNumbers/${encodeURIComponent(number)}`, body, operationId
      )
      if (answer.status === 200) return { status: 'changed', number: toAcquired(parse(wire.number, answer.body)) }
      return calls.refused(answer)
    },
    async civicAddresses (providerId, tenantId) {
      const found: CivicAddress[] = []
      for (;;) {
        const { value } = parse(
          wire.addresses,
          await calls.readList(
            providerId, `${tenantPath(tenantId)}/CivicAddresses?skip=${found.length}&take=${pageSize}`
          )
        )
        found.push(...value.map(toAddress))
        if (value.length < pageSize) return found
      }
    }
  }
}
