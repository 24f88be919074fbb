import {
  type Delivery,
  InvalidRecordError,
  type PluginContext,
  type Reception,
  type Webhook,
} from '@throughline/plugin-kit'
import { z } from 'zod'
import { issueSchema } from './answers.ts'
import type { GithubConfig } from './config.ts'
import { deployments } from './deployments.ts'
import { type IssueFacts, issueFacts } from './issue-facts.ts'
import { issues } from './issues.ts'
import { coveredScope } from './repositories.ts'

const repository = z.object({ full_name: z.string() })
const issueAction = z.object({
  action: z.string(),
  repository,
  issue: z.object({ pull_request: z.object({}).nullish() }).nullish(),
})
const issueEvent = z.object({ action: z.string(), issue: issueSchema, repository })
const repositoryEvent = z.object({ repository })
const renameEvent = z.object({
  action: z.literal('renamed'),
  repository,
  changes: z.object({ repository: z.object({ name: z.object({ from: z.string() }) }) }),
})

/** What changes nothing that is read of an issue. Some of these come without half of the issue. */
const OF_NO_ACCOUNT: ReadonlySet<string> = new Set(['pinned', 'unpinned', 'locked', 'unlocked'])

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
  async receive(ctx, delivery) {
    const { config } = ctx
    switch (delivery.headers['x-github-event']) {
      case 'issues':
        return issueReception(config, delivery)
      case 'deployment':
      case 'deployment_status': {
        const scope = coveredScope(config, read(repositoryEvent, delivery).repository.full_name)
        return scope === undefined ? {} : { refetch: [{ stream: deployments.name, scope }] }
      }
      case 'repository':
        warnOfRename(ctx, delivery)
        return {}
      default:
        return {}
    }
  },
}

/** A renamed repository of an owner is listed under its new name from then on, with tickets of new ids. */
function warnOfRename({ config, log }: PluginContext<GithubConfig>, delivery: Delivery): void {
  const event = renameEvent.safeParse(payloadOf(delivery))
  if (!event.success || coveredScope(config, event.data.repository.full_name) === undefined) return
  log.warn('A repository was renamed: set formerNames, so that its tickets and changes keep their ids', {
    repository: event.data.repository.full_name,
    formerName: event.data.changes.repository.name.from,
  })
}

function issueReception(config: GithubConfig, delivery: Delivery): Reception {
  const { action, issue, repository } = read(issueAction, delivery)
  const scope = coveredScope(config, repository.full_name)
  // To GitHub, a pull request is an issue, too; here it is none, however it is told of.
  if (scope === undefined || OF_NO_ACCOUNT.has(action) || issue?.pull_request != null) return {}
  const event = read(issueEvent, delivery)
  const gone = GONE[event.action]
  const facts = issueFacts(config, scope, event.issue)
  return {
    upsert: [{ stream: issues.name, scope, raw: [gone === undefined ? facts : { ...facts, gone }] }],
  }
}

function read<Event>(schema: z.ZodType<Event>, delivery: Delivery): Event {
  const result = schema.safeParse(payloadOf(delivery))
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.map(String).join('.') ?? ''
  throw new InvalidRecordError(
    `The delivery is not what GitHub sends: ${where} is missing or of another kind`,
  )
}

/** The payload as JSON, also where the webhook was left at GitHub's first choice, which is a form. */
function payloadOf(delivery: Delivery): unknown {
  if (!/^application\/x-www-form-urlencoded\b/i.test(delivery.headers['content-type'] ?? '')) {
    return delivery.json()
  }
  try {
    return JSON.parse(new URLSearchParams(delivery.text()).get('payload') ?? '')
  } catch (cause) {
    throw new InvalidRecordError(
      'The form that was delivered holds no JSON as its payload: set the content type of the webhook to application/json',
      { cause },
    )
  }
}
