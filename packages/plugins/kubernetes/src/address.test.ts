import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressesIn, isAddressName, parseAddress } from './address.ts'

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/)
const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'))
const port = fc.integer({ min: 1, max: 65_535 })
const scheme = fc.constantFrom('http', 'https', 'grpc', 'jdbc:postgresql', 'amqp+ssl', 'redis')
const user = fc.constantFrom('', 'shop@', 'shop:p:a@s@')
const path = fc.constantFrom('', '/', '/v1/x:80', '?a=http://other:1', '#x')

describe('parseAddress', () => {
  test('finds host and port behind any scheme, user and path', () => {
    fc.assert(
      fc.property(scheme, user, host, fc.option(port, { nil: undefined }), path, (...parts) => {
        const [start, who, name, number, rest] = parts
        const text = `${start}://${who}${name}${number === undefined ? '' : `:${number}`}${rest}`
        expect(parseAddress(text)).toEqual({ host: name, port: number, hasScheme: true })
      }),
    )
  })

  test('reads a bare host with a port, and with a trailing dot or capitals', () => {
    fc.assert(
      fc.property(host, port, path, (name, number, rest) => {
        const expected = { host: name, port: number, hasScheme: false }
        expect(parseAddress(`${name}:${number}${rest.startsWith('?') ? '' : rest}`)).toEqual(expected)
        expect(parseAddress(`${name.toUpperCase()}.:${number}`)).toEqual(expected)
      }),
    )
  })

  test('never throws, and what it finds it finds again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const address = parseAddress(text)
        if (address === undefined) return
        const again = parseAddress(
          address.port === undefined ? address.host : `${address.host}:${address.port}`,
        )
        expect(again).toEqual({ ...address, hasScheme: false })
      }),
    )
  })

  test.each([
    '',
    ':',
    ':80',
    'cart:',
    'cart:0',
    'cart:65536',
    'cart:80:90',
    'cart:http',
    'cart 80',
    '-cart:80',
    'cart-:80',
    'cart..shop:80',
    '://cart:80',
    '1http://cart',
    'shop/cart',
    'me@cart',
    '$cart:80',
    'http://',
    '[::1]:80',
    'ca_rt:80',
  ])('%j is no address', (text) => {
    expect(parseAddress(text)).toBeUndefined()
  })
})

describe('addressesIn', () => {
  const found = (name: string | undefined, value: string) =>
    addressesIn(name, value).map((address) => [address.host, address.port, address.named])

  test.each([
    [
      'KAFKA_BROKERS',
      'a:9092,b:9092',
      [
        ['a', 9092, true],
        ['b', 9092, true],
      ],
    ],
    [
      'JAVA_OPTS',
      '-Dcart.host=cart -Dsize=10',
      [
        ['cart', undefined, true],
        ['10', undefined, false],
      ],
    ],
    [
      'CONNECTION',
      'Server=db;Database=shop',
      [
        ['db', undefined, true],
        ['shop', undefined, false],
      ],
    ],
    ['CART_URL', 'dbname=cart', [['cart', undefined, false]]],
    ['DSN', 'shop:secret@tcp(db:3306)/shop', [['db', 3306, true]]],
    ['URL', 'http://cart/x?next=shop:80', [['cart', undefined, true]]],
    ['URL', 'http://$(CART):80', []],
    ['URL', `http://\${CART}:80/x`, []],
    [
      undefined,
      "curl 'http://cart:80/x' | tee out",
      [
        ['curl', undefined, false],
        ['cart', 80, false],
        ['tee', undefined, false],
        ['out', undefined, false],
      ],
    ],
  ])('%s=%s', (name, value, expected) => {
    expect(found(name, value)).toEqual(expected)
  })
})

test('the names that say that a value is an address', () => {
  const named = [
    'CART_HOST',
    'CART_ADDR',
    'CART_ADDRESS',
    'cart.url',
    '--cart-url',
    'CART_SERVICE',
    'ENDPOINTS',
    'cartHost',
  ]
  expect(named.filter((name) => !isAddressName(name))).toEqual([])
  const others = [
    'DD_SERVICE',
    '-Ddd.service',
    'OTEL_SERVICE',
    'SERVICE',
    '--service',
    'HOST_NAME_PREFIX',
    'CART',
    'SERVICE_NAME',
    'GHOST',
    'CART_PORT',
    '',
    undefined,
  ]
  expect(others.filter((name) => isAddressName(name))).toEqual([])
})
