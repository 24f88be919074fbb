/** Objects of a fake NetBox, with the members its API gives, in no particular order. */
export type Fields = Readonly<Record<string, unknown>> & { readonly id: number }

const at = 'https://netbox.example.org'
const links = (path: string, id: number) => ({
  id,
  url: `${at}/api/${path}/${id}/`,
  display_url: `${at}/${path}/${id}/`,
})
/** Objects inside others come with counts, which change whenever anything of theirs is added. */
const nested = (path: string, id: number, name: string) => ({
  ...links(path, id),
  display: name,
  name,
  slug: name.toLowerCase().replaceAll(' ', '-'),
  description: '',
  device_count: 417,
  _depth: 0,
})
const choice = (value: string) => ({ value, label: value.toUpperCase() })
const bare = {
  tenant: null,
  description: '',
  tags: [],
  custom_fields: {},
  created: '2026-01-05T09:00:00Z',
  last_updated: '2026-03-01T12:00:00.123456Z',
}
const tag = (slug: string) => ({
  ...links('extras/tags', 1),
  display: slug,
  name: slug,
  slug,
  color: '9e9e9e',
})

const berlin = nested('dcim/sites', 1, 'Berlin 1')
const oslo = nested('dcim/sites', 4, 'Oslo')
const shopTenant = nested('tenancy/tenants', 9, 'Shop AG')
const serverRole = nested('dcim/device-roles', 2, 'Server')
const debian = nested('dcim/platforms', 3, 'Debian 12')
const server = {
  ...nested('dcim/device-types', 5, 'R650'),
  model: 'PowerEdge R650',
  manufacturer: nested('dcim/manufacturers', 6, 'Dell'),
}
const rack = nested('dcim/racks', 11, 'A01')
const cluster = nested('virtualization/clusters', 21, 'vm-berlin')

const device = (id: number, members: Readonly<Record<string, unknown>>) => ({
  ...bare,
  ...links('dcim/devices', id),
  display: members.name ?? `Dell PowerEdge R650 (${id})`,
  device_type: server,
  role: serverRole,
  platform: null,
  serial: '',
  asset_tag: null,
  site: berlin,
  location: null,
  rack: null,
  position: null,
  face: null,
  parent_device: null,
  status: choice('active'),
  primary_ip: null,
  primary_ip4: null,
  primary_ip6: null,
  cluster: null,
  virtual_chassis: null,
  config_context: { password: 'canary-in-a-context' },
  local_context_data: null,
  comments: 'canary-in-the-comments',
  interface_count: 2,
  ...members,
})

const machine = (id: number, members: Readonly<Record<string, unknown>>) => ({
  ...bare,
  ...links('virtualization/virtual-machines', id),
  display: members.name,
  status: choice('active'),
  site: null,
  cluster: null,
  device: null,
  serial: '',
  role: null,
  platform: null,
  primary_ip: null,
  vcpus: null,
  memory: null,
  disk: null,
  ...members,
})

/** The lists of the API by their paths. */
export function lists(): Record<string, Fields[]> {
  return {
    'dcim/sites/': [
      {
        ...bare,
        ...links('dcim/sites', 4),
        display: 'Oslo',
        name: 'Oslo',
        slug: 'oslo',
        status: choice('planned'),
        region: null,
        facility: '',
        time_zone: null,
      },
      {
        ...bare,
        ...links('dcim/sites', 1),
        display: 'Berlin 1',
        name: 'Berlin 1',
        slug: 'berlin-1',
        status: choice('active'),
        region: nested('dcim/regions', 3, 'Europe'),
        facility: 'Equinix BE1',
        time_zone: 'Europe/Berlin',
        tenant: shopTenant,
        tags: [tag('prod')],
        contact_email: 'canary-in-a-contact@example.org',
      },
    ],
    'dcim/racks/': [
      {
        ...bare,
        ...links('dcim/racks', 11),
        display: 'A01 (R-7)',
        name: 'A01',
        site: berlin,
        location: nested('dcim/locations', 2, 'Room 2'),
        role: null,
        status: choice('active'),
        serial: '',
        asset_tag: 'R-0007',
        facility_id: 'R-7',
        u_height: 42,
      },
      {
        ...bare,
        ...links('dcim/racks', 12),
        display: 'Ærø',
        name: 'Ærø',
        site: oslo,
        location: null,
        role: null,
        status: choice('reserved'),
        serial: '',
        asset_tag: null,
        facility_id: null,
        u_height: 24,
      },
    ],
    'virtualization/clusters/': [
      {
        ...bare,
        ...links('virtualization/clusters', 21),
        display: 'vm-berlin',
        name: 'vm-berlin',
        type: nested('virtualization/cluster-types', 1, 'VMware'),
        group: null,
        status: choice('active'),
        scope_type: 'dcim.site',
        scope_id: 1,
        scope: berlin,
      },
      {
        ...bare,
        ...links('virtualization/clusters', 22),
        display: 'cloud',
        name: 'cloud',
        type: nested('virtualization/cluster-types', 2, 'Cloud'),
        group: nested('virtualization/cluster-groups', 1, 'Rented'),
        status: choice('active'),
        // A region is no asset.
        scope_type: 'dcim.region',
        scope_id: 1,
        scope: nested('dcim/regions', 1, 'Europe'),
      },
    ],
    'dcim/devices/': [
      device(103, {
        name: 'web-10',
        serial: 'CZ10420ABC',
        asset_tag: 'A-103',
        rack,
        position: 12.5,
        face: choice('front'),
        cluster,
        platform: debian,
        tenant: shopTenant,
        // NetBox before 4.6 says no DNS name here.
        primary_ip: {
          ...links('ipam/ip-addresses', 501),
          display: '10.0.0.7/24',
          family: 4,
          address: '10.0.0.7/24',
        },
        custom_fields: { environment: 'production', owner_email: 'canary-in-a-field@example.org', cost: 12 },
        tags: [tag('prod'), tag('web')],
      }),
      device(101, {
        name: 'chassis-1',
        serial: 'Default string',
        rack,
        position: '1.0',
        face: choice('rear'),
        status: choice('staged'),
        custom_fields: { environment: null },
        primary_ip: {
          ...links('ipam/ip-addresses', 502),
          display: 'fd00::1/64',
          address: 'fd00::1/64',
          dns_name: 'Chassis-1.Example.org.',
        },
      }),
      device(102, {
        name: 'blade-1',
        rack,
        parent_device: { ...nested('dcim/devices', 101, 'chassis-1'), device_bay: { id: 1, name: 'Bay 1' } },
        tags: [tag('staging')],
      }),
      device(104, { name: null, site: oslo, description: '<b>not</b> racked 🤖', platform: debian }),
      device(105, {
        name: 'Überwachung',
        site: oslo,
        rack: nested('dcim/racks', 12, 'Ærø'),
        status: choice('decommissioning'),
      }),
    ],
    'virtualization/virtual-machines/': [
      machine(103, {
        name: 'shop-db',
        cluster,
        device: nested('dcim/devices', 103, 'web-10'),
        site: berlin,
        vcpus: 4,
        memory: 16384,
        disk: 200000,
        role: serverRole,
        platform: debian,
        primary_ip: { ...links('ipam/ip-addresses', 503), display: '10.0.0.9/24', address: '10.0.0.9/24' },
        tags: [tag('prod')],
      }),
      machine(301, {
        name: 'cloud-1',
        cluster: nested('virtualization/clusters', 22, 'cloud'),
        vcpus: '1.50',
      }),
      machine(302, { name: 'alone', site: oslo, status: choice('offline') }),
    ],
    'ipam/ip-addresses/': [
      { ...links('ipam/ip-addresses', 501), address: '10.0.0.7/24', dns_name: 'web-10.example.org' },
      { ...links('ipam/ip-addresses', 502), address: 'fd00::1/64', dns_name: 'chassis-1.example.org' },
      { ...links('ipam/ip-addresses', 503), address: '10.0.0.9/24', dns_name: '' },
    ],
    'dcim/interfaces/': [
      {
        ...links('dcim/interfaces', 1),
        device: nested('dcim/devices', 103, 'web-10'),
        mac_address: 'AC:1F:6B:00:00:01',
      },
      {
        ...links('dcim/interfaces', 2),
        device: nested('dcim/devices', 103, 'web-10'),
        mac_address: 'AC:1F:6B:00:00:02',
      },
      { ...links('dcim/interfaces', 3), device: nested('dcim/devices', 101, 'chassis-1'), mac_address: null },
      {
        ...links('dcim/interfaces', 4),
        device: nested('dcim/devices', 103, 'web-10'),
        mac_address: 'AC:1F:6B:00:00:01',
      },
    ],
    'virtualization/interfaces/': [
      {
        ...links('virtualization/interfaces', 1),
        virtual_machine: nested('virtualization/virtual-machines', 103, 'shop-db'),
        mac_address: '00:50:56:AB:CD:EF',
      },
    ],
  }
}
