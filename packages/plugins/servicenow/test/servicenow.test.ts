import type { Plugin } from '@throughline/plugin-kit'
import { apiConformance } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { servicenow } from '../src/index.ts'
import { fixtures } from './fixtures.ts'

describe('the promises of the contract', () => {
  for (const check of apiConformance(servicenow as Plugin, fixtures)) test(check.name, check.run)
})
