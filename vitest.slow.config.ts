import { configDefaults, defineConfig } from 'vitest/config'
import config, { SLOW } from './vitest.config.ts'

export default defineConfig({
  ...config,
  // One after the other: many of them start processes of their own, and wait for what takes its time.
  test: { ...config.test, include: SLOW, exclude: configDefaults.exclude, maxWorkers: 1 },
})
