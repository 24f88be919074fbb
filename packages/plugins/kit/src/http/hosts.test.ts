import { describe, expect, test } from 'vitest'
import { ConfigError } from '../errors.ts'
import { DeclaredHosts } from './hosts.ts'

const UNDECLARED = 'is not among the hosts that this plugin declares'

describe('a declared host', () => {
  test.each([
    ['shop.example', 'https://shop.example/x'],
    ['shop.example', 'http://shop.example/x'],
    ['Shop.Example', 'https://SHOP.example'],
    ['shop.example', 'https://shop.example./'],
    ['shop.example.', 'https://shop.example/'],
    ['shop.example:8443', 'https://shop.example:8443'],
    ['shop.example:443', 'https://shop.example'],
    ['shop.example:80', 'http://shop.example'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['[2001:DB8::1]', 'https://[2001:db8:0::1]'],
    ['2001:db8::1', 'https://[2001:db8::1]'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['127.0.0.1:8080', 'http://0x7f.1:8080'],
  ])('%s lets %s be called', (host, url) => {
    expect(new DeclaredHosts([host]).problem(new URL(url))).toBeUndefined()
  })

  test.each([
    ['shop.example', 'https://shop.example:8443'],
    ['shop.example', 'http://shop.example:443'],
    ['shop.example:443', 'http://shop.example'],
    ['shop.example:8443', 'https://shop.example'],
    ['shop.example', 'https://www.shop.example'],
    ['shop.example', 'https://shop.example.evil.example'],
    ['shop.example', 'https://evil.example/shop.example'],
    ['shop.example', 'https://notshop.example'],
  ])('%s does not let %s be called', (host, url) => {
    expect(new DeclaredHosts([host]).problem(new URL(url))).toBe(UNDECLARED)
  })

  test('is needed: without any, nobody is called', () => {
    expect(new DeclaredHosts([]).problem(new URL('https://shop.example'))).toBe(UNDECLARED)
  })

  test.each([
    ['ftp://shop.example', 'is neither http nor https'],
    ['file:///etc/passwd', 'is neither http nor https'],
    ['https://shop.example@evil.example', 'holds a name or a password'],
    ['https://user@shop.example', 'holds a name or a password'],
    ['https://:password@shop.example', 'holds a name or a password'],
  ])('does not help %s', (url, problem) => {
    expect(new DeclaredHosts(['shop.example', 'evil.example']).problem(new URL(url))).toContain(problem)
  })

  test.each([
    '',
    'https://shop.example',
    'shop.example/x',
    'shop.example:',
    'shop.example:0',
    'shop.example:65536',
    'user@shop.example',
    '*.example',
    'two words',
    'shop.example?x',
    '[::1',
    '[zz::1]',
  ])('must be written as one: %j', (host) => {
    expect(() => new DeclaredHosts([host])).toThrow(ConfigError)
    expect(() => new DeclaredHosts([host])).toThrow(/is not a host/)
  })
})
