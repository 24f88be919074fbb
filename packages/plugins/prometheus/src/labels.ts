import { createHash } from 'node:crypto'

export type Labels = Readonly<Record<string, string>>

/** External ids have 500 characters; what is put behind them needs some. */
const LONGEST = 440

/**
 * Labels as Prometheus writes them, sorted, behind a name: `up{instance="a:9100",job="node"}`. Where that is too long,
 * its SHA-256 takes the place of the labels.
 */
export function seriesName(name: string, labels: Labels): string {
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
  const text = `${name}{${pairs.join(',')}}`
  return text.length <= LONGEST ? text : `${name}{${createHash('sha256').update(text).digest('hex')}}`
}

/** The host of `host:port`, `[::1]:port` or an address with a scheme. */
export function hostOf(instance: string): string {
  const host = instance.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/s, '')
  return host.replace(/:[0-9]+$/, '').replace(/^\[(.*)\]$/, '$1')
}
