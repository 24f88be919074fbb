/** Returns whether a Host header names this machine: localhost, 127.x.x.x or [::1], with any port. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host)
}

/** Returns whether an IP address, as a socket reports it, belongs to this machine only. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^((::ffff:)?127\.\d+\.\d+\.\d+|::1)$/i.test(address)
}
