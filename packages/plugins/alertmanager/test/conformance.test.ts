import type { Plugin } from '@throughline/plugin-kit'
import { apiConformance } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { alertmanager } from '../src/index.ts'
import { fixtures } from './fixtures.ts'

describe('conformance', () => {
  for (const check of apiConformance(alertmanager as Plugin, fixtures)) test(check.name, check.run)
})
