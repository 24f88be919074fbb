import type { AssetKindDefinition } from '@throughline/plugin-kit'
import { z } from 'zod'

const text = z.string().exactOptional()
const amount = z.number().min(0).exactOptional()

const common = {
  status: text.describe('The status in NetBox, such as active or planned.'),
  tenant: text,
  description: text,
  customFields: z
    .record(z.string(), z.json())
    .exactOptional()
    .describe('The custom fields that the configuration names.'),
}
const placed = { site: text, location: text }
const networked = {
  role: text,
  platform: text.describe('The operating system or firmware.'),
  serial: text,
  primaryIp: text.describe('The primary address, without its prefix length.'),
  dnsName: text.describe('The DNS name of the primary address.'),
  cluster: text,
}

/** The kinds of asset, with what their attributes hold. What NetBox leaves empty is left out. */
export const ASSET_KINDS: Readonly<Record<string, AssetKindDefinition>> = {
  'netbox.site': {
    title: 'Site',
    attributes: z.strictObject({ ...common, slug: text, region: text, facility: text, timeZone: text }),
  },
  'netbox.rack': {
    title: 'Rack',
    attributes: z.strictObject({
      ...common,
      ...placed,
      role: text,
      serial: text,
      assetTag: text,
      facilityId: text.describe('What the operator of the site calls it.'),
      heightUnits: amount,
    }),
  },
  'netbox.cluster': {
    title: 'Cluster of virtual machines',
    attributes: z.strictObject({ ...common, type: text, group: text }),
  },
  'netbox.device': {
    title: 'Device',
    attributes: z.strictObject({
      ...common,
      ...placed,
      ...networked,
      manufacturer: text,
      model: text,
      assetTag: text,
      rack: text,
      position: amount.describe('The lowest unit of the rack it fills.'),
      face: text.describe('The face of the rack it is mounted on.'),
      virtualChassis: text,
    }),
  },
  'netbox.virtual-machine': {
    title: 'Virtual machine',
    attributes: z.strictObject({
      ...common,
      ...networked,
      site: text,
      vcpus: amount,
      memoryMegabytes: amount.describe('Memory in megabytes, as NetBox keeps it.'),
      diskMegabytes: amount.describe('Disk in megabytes; in gigabytes before NetBox 4.1.'),
    }),
  },
}
