import { z } from 'zod'
import type { Report } from './messages.ts'

const schema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('heartbeat'), moved: z.boolean() }),
  z.object({
    kind: z.literal('log'),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    message: z.string(),
    fields: z.record(z.string(), z.unknown()),
  }),
  // What the result of a task is, its caller checks.
  z.object({ kind: z.literal('result'), result: z.custom<Extract<Report, { kind: 'result' }>['result']>() }),
  z.object({
    kind: z.literal('failure'),
    failure: z.object({ code: z.string(), message: z.string(), retryAfter: z.number().optional() }),
  }),
])

/** Returns undefined for a message that is no report: a plugin can send what it likes from its process. */
export function readReport(message: unknown): Report | undefined {
  return schema.safeParse(message).data
}
