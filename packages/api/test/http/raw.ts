import { connect } from 'node:net'

/** A response as it came over the connection. */
export interface RawResponse {
  /** 0 if the connection was closed without a response. */
  readonly status: number
  readonly head: string
  readonly body: string
}

/** Sends bytes, one for each character, and returns the first response as soon as it is whole. */
export function sendRaw(
  origin: string,
  bytes: string,
  /** Ends the sending direction of the connection after the bytes: for a request that is not whole. */
  { half = false }: { readonly half?: boolean } = {},
): Promise<RawResponse> {
  const { hostname, port } = new URL(origin)
  const bodiless = bytes.startsWith('HEAD ')
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }, () => {
      socket.write(bytes, 'latin1')
      if (half) socket.end()
    })
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      answer += chunk
      if (isWhole(answer, bodiless)) socket.destroy()
    })
    socket.on('end', () => socket.destroy())
    // The server may reset a connection of which it does not read the rest; what it sent counts.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(read(answer)))
  })
}

function isWhole(answer: string, bodiless: boolean): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end === -1) return false
  const length = /^content-length: (\d+)/im.exec(answer.slice(0, end))?.[1]
  if (bodiless || length !== undefined) return bodiless || answer.length >= end + 4 + Number(length)
  return answer.endsWith('0\r\n\r\n')
}

function read(answer: string): RawResponse {
  const end = answer.indexOf('\r\n\r\n')
  const head = end === -1 ? answer : answer.slice(0, end)
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0),
    head,
    body: end === -1 ? '' : answer.slice(end + 4),
  }
}

/** What would tell a caller how the server is built: a stack, a path of a file, a name of a module. */
export const LEAK =
  /^\s*at\s|\bat \S+ \(|file:\/\/|node:internal|node_modules|[\w-]+\.[mc]?[jt]s:\d+|\/packages\//m
