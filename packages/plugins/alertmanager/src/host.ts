/** The host of `host:port`, `[::1]:port` or an address with a scheme. */
export function hostOf(instance: string): string {
  const host = instance.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/s, '')
  return host.replace(/:[0-9]+$/, '').replace(/^\[(.*)\]$/, '$1')
}
