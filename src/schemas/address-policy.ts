import { BlockList, isIP } from 'node:net'

/** Special-purpose ranges of the IANA registries, and those that a deployment may name by one word. */
const ranges = {
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
  loopback: ['127.0.0.0/8', '::1/128'],
  special: [
    '0.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15',
    '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3',
    // Teredo, 6to4 and documentation lie inside of what is global; they may lead back to an IPv4 address.
    '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'
  ],
  global: ['2000::/3']
} as const

const lists = {
  private: listOf(ranges.private), loopback: listOf(ranges.loopback), special: listOf(ranges.special),
  global: listOf(ranges.global)
}

const words = ['public', 'private', 'loopback'] as const
export type AddressClass = typeof words[number]

/** The class of an address; undefined for what no word names: link-local, special, IPv4 in the form of IPv6. */
export function classOf (address: string): AddressClass | undefined {
  if (isIP(address) === 0) return undefined
  if (holds(lists.private, address)) return 'private'
  if (holds(lists.loopback, address)) return 'loopback'
  if (holds(lists.special, address)) return undefined
  return isIP(address) === 4 || holds(lists.global, address) ? 'public' : undefined
}

/** Which addresses may be called, with TLS and without. */
export interface AddressPolicy {
  allows (address: string, isPlain: boolean): boolean
  /** Whether there is a network in which TLS is not needed. */
  readonly allowsPlain: boolean
}

/**
 * Reads a policy as it is configured. `allowed`: words and networks, as in `public,10.1.0.0/16`. `plain`: networks by
 * name in which TLS is not needed, as in `lab=10.9.0.0/24`; they are allowed as well.
 */
export function readAddressPolicy (allowed: string, plain = ''): AddressPolicy {
  const named = entriesOf(allowed)
  const classes = new Set(named.filter(isWord))
  const networks = listOf(named.filter(entry => !isWord(entry)))
  const plainNetworks = entriesOf(plain).map(entry => {
    const [, network] = /^[\w-]+=(.+)$/.exec(entry) ?? []
    if (network === undefined) throw new Error(`${entry} is not a network with a name, as in lab=10.9.0.0/24.`)
    return network
  })
  const withoutTls = listOf(plainNetworks)
  return {
    allowsPlain: plainNetworks.length > 0,
    allows (address, isPlain) {
      if (holds(withoutTls, address)) return true
      if (isPlain) return false
      const found = classOf(address)
      return (found !== undefined && classes.has(found)) || holds(networks, address)
    }
  }
}

function isWord (entry: string): entry is AddressClass {
  return words.some(word => word === entry)
}

function entriesOf (text: string): string[] {
  return text.split(',').map(entry => entry.trim()).filter(entry => entry !== '')
}

function listOf (networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/')
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits)) {
      throw new Error(`${network} is not a network such as 10.1.0.0/16; words are ${words.join(', ')}.`)
    }
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/** An IPv4 address in the form of IPv6 is none of either kind here. */
function holds (list: BlockList, address: string): boolean {
  if (/^::(ffff:)?(\d+\.|[\da-f]{1,4}:[\da-f]{1,4}$)/i.test(address)) return false
  return isIP(address) !== 0 && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}
