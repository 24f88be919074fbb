import { type CheckReport, checkByTrying, type PluginContext } from '@throughline/plugin-kit'
import { tryList } from './client.ts'
import type { NetboxConfig } from './config.ts'
import { LISTINGS, type ObjectKind } from './kinds.ts'

const CAPABILITIES: Readonly<Record<ObjectKind, string>> = {
  site: 'read sites',
  rack: 'read racks',
  cluster: 'read clusters',
  device: 'read devices',
  'virtual-machine': 'read virtual machines',
}

/** Tries every list that will be read, one by one. */
export async function check(ctx: PluginContext<NetboxConfig>): Promise<CheckReport[]> {
  const { read, macAddresses } = ctx.config
  const lists = read.map((kind): [string, string] => [CAPABILITIES[kind], LISTINGS[kind].path])
  const networked = read.includes('device') || read.includes('virtual-machine')
  if (networked) lists.push(['read DNS names of addresses', 'ipam/ip-addresses/'])
  if (macAddresses && read.includes('device')) lists.push(['read interfaces of devices', 'dcim/interfaces/'])
  if (macAddresses && read.includes('virtual-machine')) {
    lists.push(['read interfaces of virtual machines', 'virtualization/interfaces/'])
  }
  const reports: CheckReport[] = []
  for (const [capability, path] of lists) {
    reports.push(
      ...(await checkByTrying(capability, async () =>
        (await tryList(ctx, path)) === 0 ? 'Nothing there that the token may see.' : 'The token may read it.',
      )),
    )
  }
  return reports
}
