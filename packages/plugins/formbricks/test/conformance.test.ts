import type { Plugin } from '@throughline/plugin-kit'
import { apiConformance } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { formbricks } from '../src/index.ts'
import { fixtures } from './fixtures.ts'

describe('conformance', () => {
  for (const check of apiConformance(formbricks as Plugin, fixtures)) test(check.name, check.run)
})
