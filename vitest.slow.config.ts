import { configDefaults, defineConfig } from 'vitest/config'
import config, { IN_FULL, SLOW } from './vitest.config.ts'

export default defineConfig({
  ...config,
  // One after the other: many of them start processes of their own, and wait for what takes its time.
  test: {
    ...config.test,
    include: [...SLOW, ...IN_FULL],
    exclude: configDefaults.exclude,
    env: { THROUGHLINE_TEST_RUNS: 'full' },
    maxWorkers: 1,
    // They end processes, fill memory and wait: none is to meet what another left.
    isolate: true,
  },
})
