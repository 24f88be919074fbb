import { BY_PROVIDER, COMMON, type Words } from './kind-tables.ts'

/** What kinds of thing resources are, with what people call them. */
export const KINDS = {
  'cloud.compute': 'Server or group of servers',
  'cloud.container': 'Container cluster, workload or registry',
  'cloud.function': 'Function',
  'cloud.database': 'Database or cache',
  'cloud.storage': 'Storage',
  'cloud.network': 'Network',
  'cloud.load-balancer': 'Load balancer or gateway',
  'cloud.dns': 'DNS zone or record',
  'cloud.messaging': 'Queue, topic or stream',
  'cloud.identity': 'Identity or permission',
  'cloud.security': 'Firewall, key, certificate or secret',
  'cloud.monitoring': 'Log, metric or alarm',
  'cloud.other': 'Other resource',
} as const
export type Kind = keyof typeof KINDS

const table = (words: Words): ReadonlyMap<string, Kind> =>
  new Map(
    Object.entries(words).flatMap(([kind, starts]) =>
      starts.split(' ').map((start) => [start, kind as Kind] as const),
    ),
  )

const COMMON_TABLE = table(COMMON)
const TABLES: ReadonlyMap<string, ReadonlyMap<string, Kind>> = new Map(
  Object.entries(BY_PROVIDER).map(([provider, words]) => [provider, table(words)]),
)

/** The kind of thing a resource type is: `aws_db_instance` is a database. What is not known is `cloud.other`. */
export function kindOf(resourceType: string): Kind {
  const [provider = '', ...words] = resourceType.split('_')
  return longest(TABLES.get(provider) ?? COMMON_TABLE, words) ?? 'cloud.other'
}

function longest(starts: ReadonlyMap<string, Kind> | undefined, words: readonly string[]): Kind | undefined {
  for (let count = words.length; count > 0; count -= 1) {
    const kind = starts?.get(words.slice(0, count).join('_'))
    if (kind !== undefined) return kind
  }
  return undefined
}
