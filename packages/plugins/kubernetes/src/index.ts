import { definePlugin } from '@throughline/plugin-kit'
import { ASSET_KINDS } from './attributes.ts'
import { check } from './check.ts'
import { configSchema, type KubernetesConfig } from './config.ts'
import { assets, relations } from './streams.ts'

/** Reads Kubernetes manifests, what `kubectl get` writes, and the API of a cluster. */
export const kubernetes = definePlugin<KubernetesConfig>({
  id: 'kubernetes',
  title: 'Kubernetes',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ api }) => (api === undefined ? [] : [new URL(api.url).host]),
  input: { extensions: ['.yaml', '.yml', '.json'] },
  assetKinds: ASSET_KINDS,
  check,
  streams: [assets, relations],
})
