import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { apiConformance } from '@throughline/plugin-kit/testing'
import { sampleSource } from '../src/index.ts'
import { ENV, SampleSourceSystem } from './system.ts'

// Every promise that a plugin makes, against Sample source in memory, over real HTTP on this machine.
const checks = apiConformance(sampleSource, {
  system: () => new SampleSourceSystem(),
  config: (url) => ({ url, token: 'env:SAMPLE_SOURCE_TOKEN', pageSize: 1 }),
  env: ENV,
  // What is read, as records: made by `npm run golden`, read by you, and the same ever since.
  golden: fileURLToPath(new URL('./things.golden.json', import.meta.url)),
})
for (const check of checks) test(check.name, check.run)
