import { apiConformance } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { gitlab } from '../src/index.ts'
import { fixtures } from './fixtures.ts'

describe('conformance', () => {
  for (const check of apiConformance(gitlab, fixtures)) test(check.name, check.run)
})
