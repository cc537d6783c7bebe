import { lookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import type { AddressPolicy } from '../../schemas/address-policy.ts'

/** The address, or every address of the name, is one that is not to be called. */
class AddressNotAllowed extends Error {
  constructor () {
    super('The address is not one that may be called')
    this.name = 'AddressNotAllowed'
  }
}

/** Whether this is what an error, or the cause of it, says. */
export function isNotAllowed (error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.some(isNotAllowed)) return true
  return error instanceof AddressNotAllowed ||
    (error instanceof Error && error.cause !== undefined && isNotAllowed(error.cause))
}

type Callback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void
type AllCallback = (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void
/** Finds all addresses of a name, as `dns.lookup` does. */
export type Resolve = (hostname: string, options: LookupOptions & { all: true }, callback: AllCallback) => void

/**
 * Opens connections to addresses that the policy allows. The socket itself asks for the addresses of a name and gets
 * the allowed ones only, so that a name cannot change its mind between a check and the call.
 */
export function guardedConnector (
  policy: AddressPolicy, options: buildConnector.BuildOptions, resolve: Resolve = lookup
): buildConnector.connector {
  const secure = buildConnector({ ...options, lookup: lookupFor(policy, false, resolve) })
  const plain = buildConnector({ ...options, lookup: lookupFor(policy, true, resolve) })
  return (target, callback) => {
    const isPlain = target.protocol !== 'https:'
    // A socket asks for no name where there is none.
    const literal = target.hostname.replace(/^\[|\]$/g, '')
    if (isIP(literal) !== 0 && !policy.allows(literal, isPlain)) return callback(new AddressNotAllowed(), null)
    return (isPlain ? plain : secure)(target, callback)
  }
}

function lookupFor (policy: AddressPolicy, isPlain: boolean, resolve: Resolve) {
  return (hostname: string, options: LookupOptions, callback: Callback): void => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '')
      const [first, ...more] = found.filter(({ address }) => policy.allows(address, isPlain))
      if (first === undefined) return callback(new AddressNotAllowed(), '')
      if (options.all === true) callback(null, [first, ...more])
      else callback(null, first.address, first.family)
    })
  }
}
