import { type Delivery, InvalidRecordError, type Reception, type Webhook } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { Context } from './call.ts'
import { issue as fetchIssue, worklogs } from './client.ts'
import type { JiraConfig } from './config.ts'
import { onTickets } from './effort-pages.ts'
import { readingOf } from './issue-reading.ts'
import { WORKLOGS } from './streams.ts'
import { isAmong } from './vocabulary.ts'
import { worklogFacts } from './worklog-reading.ts'

const payloadSchema = z.object({
  webhookEvent: z.string(),
  issue: z.object({ id: z.string(), key: z.string().optional() }).optional(),
  worklog: z.object({ id: z.string() }).optional(),
})
type Payload = z.infer<typeof payloadSchema>

/**
 * Issues and work logs are read anew when one of them changed: what a delivery holds is an older form of them, and
 * deliveries overtake each other.
 */
export const webhook: Webhook<JiraConfig> = {
  verify: {
    scheme: 'hmac',
    secret: 'webhookSecret',
    algorithm: 'sha256',
    header: 'X-Hub-Signature',
    encoding: 'hex',
    prefix: 'sha256=',
  },
  deliveryId: 'X-Atlassian-Webhook-Identifier',
  async receive(ctx, delivery) {
    const payload = payloadOf(delivery)
    switch (payload.webhookEvent) {
      case 'jira:issue_created':
      case 'jira:issue_updated':
        return issueChanged(ctx, payload)
      case 'jira:issue_deleted':
        return issueDeleted(ctx, payload)
      case 'worklog_created':
      case 'worklog_updated':
        return worklogChanged(ctx, payload)
      case 'worklog_deleted':
        return ctx.config.worklogs ? { refetch: [{ stream: 'efforts', scope: WORKLOGS.id }] } : {}
      default:
        return {}
    }
  },
}

function payloadOf(delivery: Delivery): Payload {
  const result = payloadSchema.safeParse(delivery.json())
  if (result.success) return result.data
  throw new InvalidRecordError('The delivery is none of Jira: it does not name an event')
}

async function issueChanged(ctx: Context, { issue: changed }: Payload): Promise<Reception> {
  if (changed === undefined) throw new InvalidRecordError('The delivery of Jira does not name its issue')
  const reading = await readingOf(ctx)
  const now = await fetchIssue(ctx, changed.id, reading.fields)
  // Deleted, or hidden from the account: the next deletion check retires it.
  if (now === undefined) return {}
  const facts = reading.facts(now)
  const { projects, leaveOut } = ctx.config
  if (projects?.includes(facts.project) === false || isAmong(facts.issueType, leaveOut)) return {}
  return {
    upsert: [{ stream: facts.change === null ? 'tickets' : 'changes', scope: facts.project, raw: [facts] }],
  }
}

function issueDeleted({ config }: Context, { issue: gone }: Payload): Reception {
  const project = gone?.key?.slice(0, gone.key.lastIndexOf('-'))
  if (project !== undefined && config.projects?.includes(project) === false) return {}
  const scope = project === undefined ? {} : { scope: project }
  return {
    refetch: [
      { stream: 'tickets', ...scope },
      { stream: 'changes', ...scope },
    ],
  }
}

async function worklogChanged(ctx: Context, { worklog }: Payload): Promise<Reception> {
  if (!ctx.config.worklogs) return {}
  const id = Number(worklog?.id)
  if (!Number.isSafeInteger(id))
    throw new InvalidRecordError('The delivery of Jira does not name its work log')
  const raw = (await onTickets(ctx, await worklogs(ctx, [id]))).map(worklogFacts)
  return raw.length === 0 ? {} : { upsert: [{ stream: 'efforts', scope: WORKLOGS.id, raw }] }
}
