import type { Context } from '../graph/context.ts'

/** The day a request asks about when it names none: today, in UTC. */
export function today(context: Context): string {
  return context.clock().toISOString().slice(0, 10)
}
