import { apiConformance } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { github } from '../src/index.ts'
import { fixtures } from './fixtures.ts'

describe('conformance', () => {
  for (const check of apiConformance(github, fixtures)) test(check.name, check.run)
})
