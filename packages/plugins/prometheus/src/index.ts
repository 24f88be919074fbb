import { definePlugin } from '@throughline/plugin-kit'
import { check } from './check.ts'
import { configSchema, type PrometheusConfig } from './config.ts'
import { samples, targets } from './streams.ts'
import { ASSET_KINDS } from './target.ts'

/** Reads samples and scrape targets from Prometheus and what speaks its API. */
export const prometheus = definePlugin<PrometheusConfig>({
  id: 'prometheus',
  title: 'Prometheus',
  kind: 'monitoring',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  limits: { deadline: 150_000 },
  assetKinds: ASSET_KINDS,
  check,
  streams: [targets, samples],
})
