import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConfigError, TransientError } from '../errors.ts'
import { isPublicAddress, type Resolve } from './addresses.ts'
import { errorOf, opened, upstreamOf } from './opened.fixture.ts'

describe('an address', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:80b::200e',
    '64:ff9b::1.1.1.1',
    '64:ff9b::808:808',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    ['this network', '0.0.0.0'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.255.255'],
    ['behind the provider', '100.64.0.1'],
    ['behind the provider', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local: the metadata of a cloud', '169.254.169.254'],
    ['the host of a virtual machine', '168.63.129.16'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['6to4 relay', '192.88.99.1'],
    ['benchmarks', '198.19.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['compatible with IPv4', '::127.0.0.1'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped', '::ffff:7f00:1'],
    ['mapped, though public', '::ffff:8.8.8.8'],
    ['translated', '::ffff:0:127.0.0.1'],
    ['behind NAT64', '64:ff9b::127.0.0.1'],
    ['behind NAT64', '64:ff9b::a9fe:a9fe'],
    ['local NAT64', '64:ff9b:1::1'],
    ['discard only', '100::1'],
    ['Teredo', '2001:0:53aa:64c::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['6to4', '2002:7f00:1::1'],
    ['6to4, though public', '2002:808:808::1'],
    ['segment routing', '5f00::1'],
    ['unique local', 'fd00::1'],
    ['unique local', 'fc00::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['public with a zone', '2606:4700:4700::1111%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['no address', 'localhost'],
    ['no address', ''],
    ['no address', '8.8.8'],
  ])('is not public: %s, %s', (_what, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test('behind NAT64 is as public as the IPv4 address in it, and never when it is mapped', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ipv4) => {
        expect(isPublicAddress(`64:ff9b::${ipv4}`)).toBe(isPublicAddress(ipv4))
        expect(isPublicAddress(`::ffff:${ipv4}`)).toBe(false)
      }),
    )
  })
})

/** This machine, in all ways a URL can say so that a server on 127.0.0.1 would hear. */
const LOOPBACK = [
  '127.0.0.1',
  '127.1',
  '0x7f.1',
  '0177.0.0.1',
  '2130706433',
  '0x7f000001',
  '[::ffff:127.0.0.1]',
]

describe('private literals', () => {
  test.each(LOOPBACK)('are refused in the address: %s', async (host) => {
    const upstream = await upstreamOf()
    const url = upstream.url.replace('127.0.0.1', host)
    const shut = opened([url], { allowPrivate: false }).http
    const refusal = await errorOf(shut.request(url))
    expect(refusal).toBeInstanceOf(ConfigError)
    expect(refusal.message).toMatch(
      /^GET .*: leads to a private address, .* throughline source set <name> --allow-private-hosts$/,
    )
    expect(upstream.requests).toHaveLength(0)
    await expect(opened([url]).http.request(url)).resolves.toMatchObject({ status: 200 })
  })
})

describe('the name service', () => {
  const named = async (resolve: Resolve, allowPrivate: boolean) => {
    const upstream = await upstreamOf()
    const url = upstream.url.replace('127.0.0.1', 'shop.invalid')
    const { http } = opened([url], { resolve, allowPrivate })
    return { upstream, call: () => http.request(url, { method: 'POST' }) }
  }
  const loopback = { address: '127.0.0.1', family: 4 }

  test.each([
    ['the only answer', [loopback]],
    ['the last answer', [{ address: '93.184.215.14', family: 4 }, loopback]],
    ['an answer in IPv6', [{ address: '::1', family: 6 }]],
    ['a mapped answer', [{ address: '::ffff:127.0.0.1', family: 6 }]],
  ])('may not lead to a private address: %s', async (_which, addresses) => {
    const { upstream, call } = await named(async () => addresses, false)
    const refusal = await errorOf(call())
    expect(refusal).toBeInstanceOf(ConfigError)
    expect(refusal.message).toMatch(/^shop\.invalid: leads to a private address/)
    expect(upstream.requests).toHaveLength(0)
  })

  test('is asked once for a connection, which goes where its answer says', async () => {
    const asked: string[] = []
    const { upstream, call } = await named(async (host) => {
      asked.push(host)
      return [loopback]
    }, true)
    await call()
    expect(asked).toEqual(['shop.invalid'])
    expect(upstream.requests).toHaveLength(1)
    expect(upstream.requests[0]?.headers.host).toMatch(/^shop\.invalid:/)
  })

  test('that fails or knows nothing may work later', async () => {
    const failing = await named(async () => {
      throw Object.assign(new Error('x'), { code: 'EAI_AGAIN' })
    }, false)
    await expect(failing.call()).rejects.toThrow(TransientError)
    await expect(failing.call()).rejects.toThrow('broke on the way (EAI_AGAIN)')
    const empty = await named(async () => [], false)
    await expect(empty.call()).rejects.toThrow('broke on the way (ENOTFOUND)')
  })

  test('is the one of the system unless another is given', async () => {
    const upstream = await upstreamOf()
    const url = upstream.url.replace('127.0.0.1', 'localhost')
    await expect(opened([url], { allowPrivate: false }).http.request(url)).rejects.toThrow(
      /^localhost: leads/,
    )
    await expect(opened([url]).http.request(url)).resolves.toMatchObject({ status: 200 })
  })
})
