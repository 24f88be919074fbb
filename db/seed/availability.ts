/**
 * How available assets are by themselves, by the first part of their kind that has a figure: what their makers state, or
 * what operations saw over the years. Others are not known.
 */
const AVAILABILITY: Readonly<Record<string, number>> = {
  'database.postgresql': 0.9998,
  'database.db2': 0.99995,
  'messaging.broker': 0.998,
  mainframe: 0.99999,
  'network.circuit': 0.9985,
  'network.dns-zone': 0.99999,
  network: 0.9999,
  'saas.subscription': 0.9995,
  'security.certificate': 0.99995,
  'security.hsm': 0.9995,
  'server.virtual': 0.9997,
  'server.physical': 0.9995,
}

/** The availability of an asset of some kind, from 0 to 1; null where it is not known. */
export function availabilityOf(kind: string): number | null {
  return AVAILABILITY[kind] ?? AVAILABILITY[kind.split('.')[0] ?? ''] ?? null
}
