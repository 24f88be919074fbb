import { AGREEMENTS } from './agreement-entities.ts'
import { ALLOCATIONS } from './allocation-entities.ts'
import { COMMITMENTS } from './commitment-entities.ts'
import type { EntityCase } from './entity-case.ts'
import { MODEL } from './model-entities.ts'
import { PLAN } from './plan-entities.ts'
import { WORK } from './work-entities.ts'

/** Every type that has create, update and delete. */
export const ENTITIES: readonly EntityCase[] = [
  ...PLAN,
  ...MODEL,
  ...COMMITMENTS,
  ...WORK,
  ...AGREEMENTS,
  ...ALLOCATIONS,
]
