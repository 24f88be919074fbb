/** A network address as configurations write it. */
export interface Address {
  /** Lower-case, without a trailing dot. */
  readonly host: string
  readonly port: number | undefined
  /** Whether a scheme such as `http://` or `jdbc:postgresql://` says that this is an address. */
  readonly hasScheme: boolean
}

const SCHEME = /^[a-z][a-z0-9+.:-]*$/i
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads `host`, `host:port`, `host:port/path` and `scheme://user@host:port/path`. Anything else that merely contains
 * a host is no address.
 */
export function parseAddress(text: string): Address | undefined {
  const colon = text.indexOf('://')
  const hasScheme = colon !== -1
  if (hasScheme && !SCHEME.test(text.slice(0, colon))) return undefined
  const rest = hasScheme ? text.slice(colon + '://'.length) : text
  const end = rest.search(/[/?#]/)
  const authority = end === -1 ? rest : rest.slice(0, end)
  const [name = '', portText, ...more] = authority.slice(authority.lastIndexOf('@') + 1).split(':')
  const port = portText === undefined ? undefined : parsePort(portText)
  if (more.length > 0 || (portText !== undefined && port === undefined)) return undefined
  // Without scheme and port, a path or a user makes it something else: shop/cart is an image, me@shop a mailbox.
  if (!hasScheme && port === undefined && authority.length !== text.length) return undefined
  if (!hasScheme && port === undefined && authority.includes('@')) return undefined
  const host = name.toLowerCase().replace(/\.$/, '')
  const labels = host.split('.')
  return host.length <= 253 && labels.every((label) => LABEL.test(label))
    ? { host, port, hasScheme }
    : undefined
}

function parsePort(text: string): number | undefined {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : undefined
}

/** An address found in a text, and whether the name it stands under says that it is one. */
export interface FoundAddress extends Address {
  readonly named: boolean
}

const SEPARATORS = /[\s,;"'`()[\]{}<>|]+/
/** `$(NAME)` and `${NAME}` whose value is not known. The `$` left in their place is part of no address. */
const PLACEHOLDER = /\$(?:\([^()]*\)|\{[^{}]*\})/g

/**
 * Every address in the value of a setting: alone, in a list, in `key=value` pairs. `name` is the setting's name,
 * undefined when it has none.
 */
export function addressesIn(name: string | undefined, value: string): FoundAddress[] {
  return value
    .replace(PLACEHOLDER, '$')
    .split(SEPARATORS)
    .flatMap((token) => {
      const [key, text] = keyAndValue(token)
      const address = parseAddress(text)
      return address === undefined ? [] : [{ ...address, named: isAddressName(key ?? name) }]
    })
}

function keyAndValue(token: string): [string | undefined, string] {
  const equals = token.indexOf('=')
  const scheme = token.indexOf('://')
  if (equals === -1 || (scheme !== -1 && scheme < equals)) return [undefined, token]
  return [token.slice(0, equals), token.slice(equals + 1)]
}

const ADDRESS_WORDS = new Set(
  [
    'addr addrs address addresses backend backends broker brokers dsn endpoint endpoints host hostname hosts',
    'server servers service services upstream upstreams uri uris url urls',
  ].flatMap((words) => words.split(' ')),
)

/** What a service is called at a monitoring system, by itself or behind one of these: `DD_SERVICE`, `-Ddd.service`. */
const MONITORING = new Set([
  'apm',
  'datadog',
  'dd',
  'ddd',
  'elastic',
  'instana',
  'otel',
  'relic',
  'sentry',
  'splunk',
])

/**
 * Whether a setting's name says that its value is an address: `CART_ADDR`, `--redis-host`, `spring.kafka.brokers`. The
 * name under which a workload reports itself is none.
 */
export function isAddressName(name: string | undefined): boolean {
  const words = name?.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter((word) => word !== '') ?? []
  const [before, last] = [words.at(-2)?.toLowerCase(), words.at(-1)?.toLowerCase()]
  if (last === undefined || !ADDRESS_WORDS.has(last)) return false
  return last !== 'service' || (before !== undefined && !MONITORING.has(before))
}
