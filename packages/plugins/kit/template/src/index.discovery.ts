import { definePlugin } from '@throughline/plugin-kit'
import { check } from './check.ts'
import { type Config, config } from './config.ts'
import { assetKinds } from './map.discovery.ts'
import { things } from './streams.ts'

export const sampleSource = definePlugin<Config>({
  id: 'sample-source',
  title: 'Sample source',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config,
  hosts: ({ url }) => [new URL(url).host],
  limits: { requestsPerSecond: 5 },
  assetKinds,
  check,
  streams: [things],
})
