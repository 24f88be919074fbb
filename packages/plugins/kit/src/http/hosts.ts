import { isIPv6 } from 'node:net'
import { ConfigError } from '../errors.ts'

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

interface DeclaredHost {
  readonly name: string
  /** Undefined where only the port that belongs to the protocol is meant. */
  readonly port: string | undefined
}

/** The hosts that may be called: `host` on the ports of http and https, `host:port` on that port alone. */
export class DeclaredHosts {
  readonly #hosts: readonly DeclaredHost[]

  /** @throws ConfigError when one is not written as a host. */
  constructor(hosts: readonly string[]) {
    this.#hosts = hosts.map(declaredHost)
  }

  /** Why an address may not be called, as the end of a sentence; undefined when it may. */
  problem(url: URL): string | undefined {
    const port = PORTS[url.protocol]
    if (port === undefined) return 'is neither http nor https'
    if (url.username !== '' || url.password !== '') {
      return 'holds a name or a password in its address: give them as credentials'
    }
    const name = comparable(url.hostname)
    const declared = this.#hosts.some((host) => {
      return (
        host.name === name && (host.port === undefined ? url.port === '' : host.port === (url.port || port))
      )
    })
    return declared ? undefined : 'is not among the hosts that this plugin declares'
  }
}

const HOST = /^(\[[0-9a-fA-F:.]+\]|[^[\]:/?#@\\*%\s]+)(?::([0-9]{1,5}))?$/

function declaredHost(text: string): DeclaredHost {
  const [, host, port] = HOST.exec(isIPv6(text) ? `[${text}]` : text) ?? []
  const url = host === undefined ? null : URL.parse(`http://${host}`)
  if (url === null || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) {
    throw new ConfigError(
      `${JSON.stringify(text)} is not a host: write it as host or host:port, without a protocol or a path`,
    )
  }
  return { name: comparable(url.hostname), port: port === undefined ? undefined : String(Number(port)) }
}

/** URLs write names in lower case and addresses in one way; a dot at the end is the same host. */
function comparable(hostname: string): string {
  return hostname.replace(/\.$/, '')
}
