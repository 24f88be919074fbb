import { configDefaults, defineConfig } from 'vitest/config'
import config, { SLOW } from './vitest.config.ts'

export default defineConfig({
  ...config,
  test: { ...config.test, include: SLOW, exclude: configDefaults.exclude },
})
