import type { Plugin } from '@throughline/plugin-kit'
import { netbox } from '@throughline/plugin-netbox'
import { fixtures } from '../../../plugins/netbox/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

const ASSETS = [
  'dcim/sites/',
  'dcim/racks/',
  'dcim/devices/',
  'virtualization/clusters/',
  'virtualization/virtual-machines/',
]

worksAtWork(netbox as Plugin, fixtures, {
  counted: ({ lists }) => ({ assets: ASSETS.flatMap((list) => lists[list] ?? []).length }),
  news: 1,
})
