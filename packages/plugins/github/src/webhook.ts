import { type Delivery, InvalidRecordError, type Reception, type Webhook } from '@throughline/plugin-kit'
import { z } from 'zod'
import { issueSchema } from './answers.ts'
import type { GithubConfig } from './config.ts'
import { deployments } from './deployments.ts'
import { type IssueFacts, issueFacts } from './issue-facts.ts'
import { issues } from './issues.ts'
import { coveredScope } from './repositories.ts'

const repository = z.object({ full_name: z.string() })
const issueEvent = z.object({ action: z.string(), issue: issueSchema, repository })
const repositoryEvent = z.object({ repository })

/** After these, GitHub lists the issue no longer, so that nothing but this event tells of it. */
const GONE: Readonly<Record<string, IssueFacts['gone']>> = { deleted: 'deleted', transferred: 'transferred' }

/**
 * An issue comes whole and is stored as it came. Of a deployment only the new status comes, so that its repository is
 * read again. Whatever else is sent, and what concerns other repositories, is passed over.
 */
export const webhook: Webhook<GithubConfig> = {
  verify: {
    scheme: 'hmac',
    secret: 'webhook.secret',
    algorithm: 'sha256',
    header: 'X-Hub-Signature-256',
    encoding: 'hex',
    prefix: 'sha256=',
  },
  deliveryId: 'X-GitHub-Delivery',
  async receive({ config }, delivery) {
    switch (delivery.headers['x-github-event']) {
      case 'issues':
        return issueReception(config, delivery)
      case 'deployment':
      case 'deployment_status': {
        const scope = coveredScope(config, read(repositoryEvent, delivery).repository.full_name)
        return scope === undefined ? {} : { refetch: [{ stream: deployments.name, scope }] }
      }
      default:
        return {}
    }
  },
}

function issueReception(config: GithubConfig, delivery: Delivery): Reception {
  const event = read(issueEvent, delivery)
  const scope = coveredScope(config, event.repository.full_name)
  if (scope === undefined) return {}
  const gone = GONE[event.action]
  const facts = issueFacts(config, scope, event.issue)
  return {
    upsert: [{ stream: issues.name, scope, raw: [gone === undefined ? facts : { ...facts, gone }] }],
  }
}

function read<Event>(schema: z.ZodType<Event>, delivery: Delivery): Event {
  const result = schema.safeParse(delivery.json())
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.map(String).join('.') ?? ''
  throw new InvalidRecordError(
    `The delivery is not what GitHub sends: ${where} is missing or of another kind`,
  )
}
