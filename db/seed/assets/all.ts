import { data } from './data.ts'
import { hosts } from './hosts.ts'
import { kubernetes } from './kubernetes.ts'
import { machines } from './machines.ts'
import { network } from './network.ts'
import type { AssetSpec, RelationSpec } from './spec.ts'
import { stores } from './stores.ts'
import { subscriptionsAndCloud } from './subscriptions.ts'

const INVENTORIES = [network, hosts, machines, data, kubernetes, stores, subscriptionsAndCloud]

export const ASSETS: readonly AssetSpec[] = INVENTORIES.flatMap(({ assets }) => assets)
export const RELATIONS: readonly RelationSpec[] = INVENTORIES.flatMap(({ relations }) => relations)
