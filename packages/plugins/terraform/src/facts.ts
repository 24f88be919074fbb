import { type Facts, factsSchema } from './attributes.ts'
import type { Kind } from './kinds.ts'
import { address, count, flag, hostName, network, type Shape, version, word } from './shapes.ts'
import type { Instance } from './state.ts'

/**
 * Where in the values of a resource each fact stands, over all providers; the first that is there counts. Nothing else
 * is ever read: a state is full of secrets, and marks only some of them.
 */
const SINGLE = {
  region: [word, 'region', 'location'],
  zone: [word, 'availability_zone', 'zone'],
  size: [
    word,
    'instance_type',
    'instance_class',
    'machine_type',
    'vm_size',
    'node_type',
    'server_type',
    'flavor_name',
    'sku_name',
    'tier',
    'settings.tier',
    'plan',
    'size',
  ],
  image: [word, 'ami', 'image', 'image_id'],
  engine: [word, 'engine', 'database_version'],
  engineVersion: [
    version,
    'engine_version_actual',
    'engine_version',
    'kubernetes_version',
    'min_master_version',
    'version',
  ],
  runtime: [word, 'runtime'],
  storageGb: [count, 'allocated_storage', 'disk_size_gb'],
  memoryMb: [count, 'memory_size', 'available_memory_mb'],
  nodes: [
    count,
    'desired_capacity',
    'desired_count',
    'node_count',
    'num_cache_nodes',
    'number_of_nodes',
    'scaling_config.desired_size',
  ],
  port: [count, 'port'],
  multiZone: [flag, 'multi_az'],
  encrypted: [flag, 'storage_encrypted', 'encrypted'],
  publiclyAccessible: [flag, 'publicly_accessible'],
} as const satisfies { [Name in keyof Facts]?: readonly [Shape<Facts[Name]>, ...string[]] }

/** Addresses and host names stand under the same names; what a value looks like decides. */
const REACHED_AT = [
  'private_ip',
  'public_ip',
  'private_ips',
  'private_ip_address',
  'private_ip_addresses',
  'public_ip_address',
  'public_ip_addresses',
  'ip_address',
  'ipv4_address',
  'ipv4_address_private',
  'ipv6_address',
  'ipv6_addresses',
  'access_ip_v4',
  'access_ip_v6',
  'network_interface.network_ip',
  'network_interface.access_config.nat_ip',
  'address',
  'dns_name',
  'private_dns',
  'private_dns_name',
  'public_dns',
  'fqdn',
  'endpoint',
  'reader_endpoint',
  'configuration_endpoint_address',
  'primary_endpoint_address',
  'domain_name',
  'default_hostname',
]
const NETWORKS = [
  'cidr_block',
  'ipv6_cidr_block',
  'ip_cidr_range',
  'ip_range',
  'address_space',
  'address_prefixes',
]

/** The plain facts of a resource. Pure. */
export function factsOf(instance: Instance, kind: Kind): Facts {
  const lifted = Object.entries(SINGLE).map(([name, [shape, ...paths]]) => [
    name,
    first(paths.flatMap((path) => valuesAt(instance, path)).map((value) => shape(value))),
  ])
  const reached = REACHED_AT.flatMap((path) => valuesAt(instance, path))
  // Elsewhere a number called size counts something else.
  const size = kind === 'cloud.storage' ? first(valuesAt(instance, 'size').map(count)) : undefined
  return factsSchema.parse({
    ...Object.fromEntries(lifted.filter(([, value]) => value !== undefined)),
    ...listed('addresses', reached.map(address)),
    ...listed('hostNames', reached.map(hostName)),
    ...listed('networks', NETWORKS.flatMap((path) => valuesAt(instance, path)).map(network)),
    ...(size === undefined ? {} : { storageGb: size }),
  })
}

/**
 * The values at a path of members, looking into the blocks of lists; none where any of it is sensitive, and none that
 * contains a text of a sensitive member: providers copy what they are given, for example from `tags` to `tags_all`, or
 * from `name` into `id`.
 */
export function valuesAt(instance: Instance, path: string): unknown[] {
  const [member = '', ...rest] = path.split('.')
  if (instance.sensitive.has(member)) return []
  let found = blocks(own(instance.values, member))
  for (const key of rest) found = found.flatMap((block) => blocks(own(block, key)))
  const secrets = secretsOf(instance)
  return secrets.size === 0 ? found : found.map((value) => withoutSecrets(value, secrets))
}

const SECRETS = new WeakMap<Instance, ReadonlySet<string>>()

/** The texts in the sensitive members of an instance. */
function secretsOf(instance: Instance): ReadonlySet<string> {
  const known = SECRETS.get(instance)
  if (known !== undefined) return known
  const found = new Set<string>()
  const open: unknown[] = [...instance.sensitive].map((member) => own(instance.values, member))
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value === 'object' && value !== null) open.push(...Object.values(value))
    else if (typeof value === 'string' && value !== '') found.add(value)
  }
  SECRETS.set(instance, found)
  return found
}

function withoutSecrets(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (reveals(value, secrets)) return undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).filter(([key, member]) => !reveals(key, secrets) && !reveals(member, secrets)),
  )
}

/** Shorter texts stand by chance in longer words; they count only between characters that are no letters or digits. */
const SHORT = 4

function reveals(value: unknown, secrets: ReadonlySet<string>): boolean {
  if (typeof value !== 'string') return false
  if (secrets.has(value)) return true
  const text = value.toLowerCase()
  const parts = new Set(text.split(/[^\p{L}\p{N}]+/u))
  return [...secrets].some((secret) =>
    secret.length < SHORT ? parts.has(secret.toLowerCase()) : text.includes(secret.toLowerCase()),
  )
}

function blocks(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const member: unknown = Object.getOwnPropertyDescriptor(value, key)?.value
  return member
}

function first<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.find((value) => value !== undefined)
}

function listed(name: keyof Facts, values: readonly (string | undefined)[]): Facts {
  const present = [...new Set(values.filter((value) => value !== undefined))].slice(0, 100)
  return present.length === 0 ? {} : { [name]: present }
}
