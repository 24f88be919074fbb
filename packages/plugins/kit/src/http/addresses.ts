import { lookup } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { ConfigError } from '../errors.ts'

/** One answer of the name service. */
export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>

/** What the system says, `/etc/hosts` included. */
export const systemResolve: Resolve = (host) => lookup(host, { all: true, order: 'verbatim' })

/**
 * IPv4 that does not lead to the public internet, by the IANA special-purpose registry (RFC 6890 and what updates it),
 * multicast, and the address at which every virtual machine of Azure reaches its host.
 */
const PRIVATE_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Global unicast (RFC 4291) is all that may be public; the rest, such as loopback, local and mapped, is not. */
const GLOBAL_IPV6 = '2000::/3'
/** Inside of it: protocol assignments with Teredo and ORCHID, documentation, 6to4, documentation. */
const PRIVATE_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']
/** The last 32 bits are an IPv4 address behind a translator (RFC 6052): as public as that one. */
const NAT64_PREFIX = '64:ff9b::'
const NAT64_LENGTH = 96

const privateIpv4 = listOf('ipv4', PRIVATE_IPV4)
const privateIpv6 = listOf('ipv6', PRIVATE_IPV6)
const globalIpv6 = listOf('ipv6', [GLOBAL_IPV6])
const nat64 = listOf('ipv6', [`${NAT64_PREFIX}/${NAT64_LENGTH}`])
const privateNat64 = listOf('ipv6', PRIVATE_IPV4.map(behindNat64))

function behindNat64(network: string): string {
  const [address, length] = network.split('/')
  return `${NAT64_PREFIX}${address}/${NAT64_LENGTH + Number(length)}`
}

function listOf(family: 'ipv4' | 'ipv6', networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', length] = network.split('/')
    list.addSubnet(address, Number(length), family)
  }
  return list
}

/** Whether an address leads to the public internet. What is no address at all does not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !privateIpv4.check(address, 'ipv4')
  if (isIP(address) !== 6 || address.includes('%')) return false
  if (nat64.check(address, 'ipv6')) return !privateNat64.check(address, 'ipv6')
  return globalIpv6.check(address, 'ipv6') && !privateIpv6.check(address, 'ipv6')
}

/** Whether the host of a URL is an address, and not a public one. URLs turn `0x7f.1` and the like into plain ones. */
export function isPrivateLiteral(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) !== 0 && !isPublicAddress(host)
}

/** Why such an address is not called and how to allow it, as the end of a sentence. */
export const PRIVATE =
  'leads to a private address, which this source may not call; ' +
  'to allow it: throughline source set <name> --allow-private-hosts'

/**
 * Looks a name up for a connection, which goes to the very addresses that were checked: a name service that answers
 * otherwise the second time gains nothing. One private answer is enough to refuse the name.
 */
export function guardedLookup(resolve: Resolve, allowPrivate: boolean): LookupFunction {
  return (hostname, { all, family }, callback) => {
    const answer = async () => {
      const addresses = await resolve(hostname)
      if (!allowPrivate && addresses.some(({ address }) => !isPublicAddress(address))) {
        throw new ConfigError(`${hostname}: ${PRIVATE}`)
      }
      const wanted = family === 4 || family === 'IPv4' ? 4 : family === 6 || family === 'IPv6' ? 6 : undefined
      const usable = addresses.filter((address) => wanted === undefined || address.family === wanted)
      const [first] = usable
      if (first === undefined) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' })
      return { usable, first }
    }
    answer().then(
      ({ usable, first }) => {
        if (all === true) callback(null, [...usable])
        else callback(null, first.address, first.family)
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('lookup failed'), []),
    )
  }
}
