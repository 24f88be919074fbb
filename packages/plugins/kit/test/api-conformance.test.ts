import { apiConformance } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { trackerFixtures } from './tracker/fixtures.ts'
import { tracker } from './tracker/plugin.ts'

describe('a plugin that keeps its promises', () => {
  for (const check of apiConformance(tracker, trackerFixtures)) test(check.name, check.run)
})
