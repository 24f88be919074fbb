import type { Example } from './example.ts'
import { carrying } from './examples/carrying.ts'
import { planning } from './examples/planning.ts'
import { running } from './examples/running.ts'

/**
 * What GraphiQL offers, in the order of its menu; the first is what a newcomer sees. All of them run against the
 * demo organisation on any day.
 */
export const examples: readonly Example[] = [...carrying, ...planning, ...running]
