import {
  type AssetRecord,
  InvalidRecordError,
  type JsonValue,
  neutralRecord,
  type RelationRecord,
  relationId,
} from '@throughline/plugin-kit'
import { z } from 'zod'
import type { Edge } from './edges.ts'
import type { ObjectFacts } from './facts.ts'
import { externalId, type ObjectKind } from './kinds.ts'

const text = z.string().nullish().transform(filled)
const named = z.looseObject({ name: text, model: text }).nullish()
/** A choice: its value, or the bare value as some answers give it. */
const choice = z
  .union([
    z.looseObject({ value: z.union([z.string(), z.number()]).nullish() }).transform(({ value }) => value),
    z.string(),
  ])
  .nullish()
  .transform((value) => (value === null || value === undefined ? undefined : filled(String(value))))
/** Decimals come as numbers or as texts. */
const amount = z
  .union([z.number(), z.string().transform(Number)])
  .nullish()
  .transform((value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined,
  )

const objectSchema = z.looseObject({
  name: text,
  display: text,
  slug: text,
  url: text,
  display_url: text,
  status: choice,
  tenant: named,
  description: text,
  tags: z.array(z.looseObject({ slug: text })).nullish(),
  custom_fields: z.record(z.string(), z.json()).nullish(),
  region: named,
  site: named,
  location: named,
  rack: named,
  cluster: named,
  role: named,
  platform: named,
  type: named,
  group: named,
  virtual_chassis: named,
  device_type: z.looseObject({ model: text, manufacturer: named }).nullish(),
  primary_ip: z.looseObject({ address: text }).nullish(),
  facility: text,
  facility_id: text,
  time_zone: text,
  serial: text,
  asset_tag: text,
  face: choice,
  position: amount,
  u_height: amount,
  vcpus: amount,
  memory: amount,
  disk: amount,
})
type NetboxFields = z.infer<typeof objectSchema>

/** What the facts of an object mean. Pure. @throws InvalidRecordError when they are not what NetBox lists. */
export function mapObject(facts: ObjectFacts): AssetRecord {
  const id = externalId(facts.kind, facts.id)
  const parsed = objectSchema.safeParse(facts.object)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new InvalidRecordError(`${id}: ${issue?.path.map(String).join('.')} is not as NetBox gives it`)
  }
  const object = parsed.data
  const identifiers = identifiersOf(facts, object)
  const labels = (object.tags ?? []).flatMap(({ slug }) => (slug === undefined ? [] : [[slug, ''] as const]))
  const url = object.display_url ?? object.url?.replace('/api/', '/')
  return neutralRecord({
    type: 'asset',
    externalId: id,
    kind: `netbox.${facts.kind}`,
    name: object.name ?? object.display ?? id,
    environment: facts.environment,
    attributes: {
      status: object.status,
      tenant: object.tenant?.name,
      description: object.description,
      customFields: object.custom_fields ?? undefined,
      ...OWN[facts.kind](object, facts),
    },
    identifiers: identifiers.length === 0 ? undefined : identifiers,
    labels: labels.length === 0 ? undefined : Object.fromEntries(labels),
    url,
  })
}

/** What an edge means. Pure. */
export function mapEdge({ kind, from, to }: Edge): RelationRecord {
  return { type: 'relation', externalId: relationId(kind, from, to), kind, from, to }
}

type Attributes = Readonly<Record<string, JsonValue | undefined>>

const networked = (object: NetboxFields, facts: ObjectFacts): Attributes => ({
  role: object.role?.name,
  platform: object.platform?.name,
  serial: object.serial,
  primaryIp: object.primary_ip?.address?.split('/')[0],
  dnsName: filled(facts.dnsName),
  cluster: object.cluster?.name,
  site: object.site?.name,
})

const OWN: Readonly<Record<ObjectKind, (object: NetboxFields, facts: ObjectFacts) => Attributes>> = {
  site: (object) => ({
    slug: object.slug,
    region: object.region?.name,
    facility: object.facility,
    timeZone: object.time_zone,
  }),
  rack: (object) => ({
    site: object.site?.name,
    location: object.location?.name,
    role: object.role?.name,
    serial: object.serial,
    assetTag: object.asset_tag,
    facilityId: object.facility_id,
    heightUnits: object.u_height,
  }),
  cluster: (object) => ({ type: object.type?.name, group: object.group?.name }),
  device: (object, facts) => ({
    ...networked(object, facts),
    location: object.location?.name,
    manufacturer: object.device_type?.manufacturer?.name,
    model: object.device_type?.model,
    assetTag: object.asset_tag,
    rack: object.rack?.name,
    position: object.position,
    face: object.face,
    virtualChassis: object.virtual_chassis?.name,
  }),
  'virtual-machine': (object, facts) => ({
    ...networked(object, facts),
    vcpus: object.vcpus,
    memoryMegabytes: object.memory,
    diskMegabytes: object.disk,
  }),
}

/** The most telling first: the first one that another source knows decides which asset this is. */
function identifiersOf(
  { dnsName, macAddresses }: ObjectFacts,
  object: NetboxFields,
): { kind: string; value: string }[] {
  const found: [string, string | undefined][] = [
    ['serial-number', object.serial],
    ['asset-tag', object.asset_tag],
    ['fqdn', filled(dnsName?.toLowerCase().replace(/\.$/, ''))],
    ...(macAddresses ?? []).slice(0, 40).map((mac): [string, string] => ['mac-address', mac]),
  ]
  return found.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }]))
}

function filled(value: string | null | undefined): string | undefined {
  const trimmed = value?.trim()
  return trimmed === '' ? undefined : trimmed
}
