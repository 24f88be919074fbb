import { type Delivery, InvalidRecordError, type Webhook } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { GitlabConfig } from './config.ts'
import { deployments } from './deployments.ts'
import { issues } from './issues.ts'
import { coveredScope } from './projects.ts'
import { time } from './time.ts'

/** Many kinds of event, of groups and of members above all, have no `object_kind` but an `event_name`. */
const kindSchema = z.object({ object_kind: z.string().nullish() })
const projectSchema = z.object({ project: z.object({ path_with_namespace: z.string() }) })

/** Which streams each kind of event concerns. Time that is spent changes its issue. */
const CONCERNS: Readonly<Record<string, readonly { readonly name: string }[]>> = {
  issue: [issues, time],
  work_item: [issues, time],
  deployment: [deployments],
}

/**
 * What comes has another shape than what is listed, so that the project is read again. Whatever else is sent, and what
 * concerns other projects, is passed over.
 */
export const webhook: Webhook<GitlabConfig> = {
  verify: [
    { scheme: 'standard-webhooks', secret: 'webhook.signingToken' },
    { scheme: 'token', secret: 'webhook.token', header: 'X-Gitlab-Token' },
  ],
  deliveryId: 'Idempotency-Key',
  async receive({ config }, delivery) {
    const kind = read(kindSchema, delivery).object_kind ?? ''
    const concerned = Object.hasOwn(CONCERNS, kind) ? CONCERNS[kind] : undefined
    if (concerned === undefined) return {}
    const scope = coveredScope(config, read(projectSchema, delivery).project.path_with_namespace)
    if (scope === undefined) return {}
    const streams = concerned.filter((stream) => stream !== time || config.timeTracking === 'entries')
    return { refetch: streams.map(({ name }) => ({ stream: name, scope })) }
  },
}

function read<Event>(schema: z.ZodType<Event>, delivery: Delivery): Event {
  const result = schema.safeParse(delivery.json())
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.map(String).join('.') ?? ''
  throw new InvalidRecordError(
    `The delivery is not what GitLab sends: ${where} is missing or of another kind`,
  )
}
