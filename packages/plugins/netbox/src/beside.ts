import type { PluginContext } from '@throughline/plugin-kit'
import { type NetboxObject, objectsOf } from './client.ts'
import type { NetboxConfig } from './config.ts'
import { type Beside, primaryAddress } from './facts.ts'
import type { ObjectKind } from './kinds.ts'

type Context = PluginContext<NetboxConfig>

/** Where the interfaces of a kind of object are listed. */
const INTERFACES: Partial<Record<ObjectKind, { path: string; filter: string; owner: string }>> = {
  device: { path: 'dcim/interfaces/', filter: 'device_id', owner: 'device' },
  'virtual-machine': {
    path: 'virtualization/interfaces/',
    filter: 'virtual_machine_id',
    owner: 'virtual_machine',
  },
}

/** Looks up, for a page of objects, what NetBox keeps in other lists: DNS names of addresses, MAC addresses. */
export async function besideThem(
  ctx: Context,
  kind: ObjectKind,
  objects: readonly NetboxObject[],
): Promise<(object: NetboxObject) => Beside> {
  const dnsNames = await dnsNamesOf(ctx, objects)
  const macAddresses = await macAddressesOf(ctx, kind, objects)
  return (object) => {
    const address = primaryAddress(object)
    return {
      dnsName: address === undefined ? undefined : (address.dnsName ?? dnsNames.get(address.id)) || undefined,
      macAddresses: macAddresses.get(object.id) ?? [],
    }
  }
}

/** The DNS names of primary addresses, by address; asked for where the objects do not say them themselves. */
async function dnsNamesOf(ctx: Context, objects: readonly NetboxObject[]): Promise<Map<number, string>> {
  const unsaid = objects.flatMap((object) => {
    const address = primaryAddress(object)
    return address === undefined || address.dnsName !== undefined ? [] : [address.id]
  })
  const addresses = await objectsOf(ctx, 'ipam/ip-addresses/', 'id', unsaid, ['id', 'dns_name'])
  return new Map(
    addresses.flatMap(({ id, dns_name: name }) =>
      typeof name === 'string' && name !== '' ? [[id, name]] : [],
    ),
  )
}

async function macAddressesOf(
  ctx: Context,
  kind: ObjectKind,
  objects: readonly NetboxObject[],
): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>()
  const where = INTERFACES[kind]
  if (!ctx.config.macAddresses || where === undefined) return found
  const ids = objects.map(({ id }) => id)
  const fields = ['id', 'mac_address', where.owner]
  for (const face of await objectsOf(ctx, where.path, where.filter, ids, fields)) {
    const owner = face[where.owner]
    if (typeof face.mac_address !== 'string' || typeof owner !== 'object' || owner === null) continue
    if (!('id' in owner) || typeof owner.id !== 'number') continue
    const known = found.get(owner.id) ?? []
    const address = face.mac_address.toLowerCase()
    if (!known.includes(address)) found.set(owner.id, [...known, address])
  }
  return found
}
