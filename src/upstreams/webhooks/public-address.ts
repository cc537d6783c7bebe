import { lookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { BlockList, isIP } from 'node:net'

/** Special-purpose ranges of the IANA registries: nothing there is a receiver on the Internet. */
const notPublic = new BlockList()
for (
  const range of [
    '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
    '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24',
    '224.0.0.0/3'
  ]
) notPublic.addSubnet(...split(range), 'ipv4')
// Teredo, 6to4 and documentation lie inside of what is global; they may lead back to an IPv4 address.
for (const range of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) {
  notPublic.addSubnet(...split(range), 'ipv6')
}
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')

/**
 * Whether an address is one that anybody on the Internet could call; loopback, private and link-local ones are not,
 * however they are written.
 */
export function isPublicAddress (address: string): boolean {
  if (isIP(address) === 4) return !notPublic.check(address, 'ipv4')
  return isIP(address) === 6 && global.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

/** The name leads to addresses that are not to be called. */
export class NotPublic extends Error {
  constructor () {
    super('The address is not a public one')
    this.name = 'NotPublic'
  }
}

type Callback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/**
 * `dns.lookup` that answers public addresses only. Asked by the socket itself, so that a name cannot change its mind in
 * between.
 */
export function lookupPublic (hostname: string, options: LookupOptions, callback: Callback): void {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, '')
    const [first, ...more] = found.filter(({ address }) => isPublicAddress(address))
    if (first === undefined) return callback(new NotPublic(), '')
    if (options.all === true) callback(null, [first, ...more])
    else callback(null, first.address, first.family)
  })
}

function split (range: string): [network: string, prefix: number] {
  const [network = '', prefix = ''] = range.split('/')
  return [network, Number(prefix)]
}
