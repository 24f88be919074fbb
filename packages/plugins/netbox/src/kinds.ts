/** What is read, in the order in which it is read: what contains before what is contained. */
export const OBJECT_KINDS = ['site', 'rack', 'cluster', 'device', 'virtual-machine'] as const
export type ObjectKind = (typeof OBJECT_KINDS)[number]

/** Where a kind of object is listed, and which of its members are asked for. */
export interface Listing {
  /** Below `/api/`. */
  readonly path: string
  readonly fields: readonly string[]
}

const COMMON = [
  'id',
  'url',
  'display_url',
  'display',
  'name',
  'status',
  'tenant',
  'description',
  'tags',
  'custom_fields',
]
const NETWORKED = ['role', 'platform', 'serial', 'primary_ip', 'site', 'cluster']

export const LISTINGS: Readonly<Record<ObjectKind, Listing>> = {
  site: { path: 'dcim/sites/', fields: [...COMMON, 'slug', 'region', 'facility', 'time_zone'] },
  rack: {
    path: 'dcim/racks/',
    fields: [...COMMON, 'site', 'location', 'role', 'serial', 'asset_tag', 'facility_id', 'u_height'],
  },
  cluster: {
    path: 'virtualization/clusters/',
    fields: [...COMMON, 'type', 'group', 'site', 'scope_type', 'scope_id'],
  },
  device: {
    path: 'dcim/devices/',
    fields: [
      ...COMMON,
      ...NETWORKED,
      'device_type',
      'asset_tag',
      'location',
      'rack',
      'position',
      'face',
      'parent_device',
      'virtual_chassis',
    ],
  },
  'virtual-machine': {
    path: 'virtualization/virtual-machines/',
    fields: [...COMMON, ...NETWORKED, 'device', 'vcpus', 'memory', 'disk'],
  },
}

/** The external id of an object: `device/12`. */
export function externalId(kind: ObjectKind, id: number): string {
  return `${kind}/${id}`
}
