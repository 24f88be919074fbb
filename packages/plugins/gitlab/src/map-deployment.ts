import { type ChangeOutcome, type ChangeRecord, type ChangeState, truncate } from '@throughline/plugin-kit'
import { type DeploymentFacts, deploymentId } from './deployment-facts.ts'

const MAX = { title: 300, label: 1000, url: 2000 }

const STATES: Readonly<Record<string, ChangeState>> = {
  created: 'SCHEDULED',
  blocked: 'AWAITING_APPROVAL',
  running: 'IMPLEMENTING',
  success: 'CLOSED',
  failed: 'CLOSED',
  canceled: 'CANCELLED',
  skipped: 'CANCELLED',
}

const OUTCOMES: Readonly<Record<string, ChangeOutcome>> = { success: 'SUCCESSFUL', failed: 'FAILED' }

/** What a deployment means. Pure. */
export function mapDeployment(facts: DeploymentFacts): ChangeRecord {
  const { project, deployment, meaning } = facts
  const { ref, sha, status, environment, user } = deployment
  const outcome = OUTCOMES[status]
  const { services, team } = meaning
  const url = addressOf(facts)
  return {
    type: 'change',
    externalId: deploymentId(project, deployment.id),
    title: truncate(`${project}: ${ref}${environment == null ? '' : ` to ${environment.name}`}`, MAX.title),
    changeType: meaning.changeType,
    state: STATES[status] ?? 'SCHEDULED',
    sourceState: truncate(status, 200),
    ...windowOf(facts),
    ...(outcome === undefined ? {} : { outcome }),
    ...(user == null ? {} : { requester: user.username }),
    ...(team === undefined ? {} : { implementingTeam: team }),
    labels: {
      ...(environment == null ? {} : { environment: truncate(environment.name, MAX.label) }),
      ...(environment?.tier == null ? {} : { tier: truncate(environment.tier, MAX.label) }),
      ref: truncate(ref, MAX.label),
      sha,
    },
    ...(url === undefined ? {} : { url }),
    ...(services === undefined ? {} : { services: services.slice(0, 100) }),
  }
}

/** What the job says; a deployment that was reported from outside has none. */
function windowOf({ deployment }: DeploymentFacts): { actualStart?: string; actualEnd?: string } {
  const { status, deployable, created_at, updated_at } = deployment
  if (status !== 'running' && !(status in OUTCOMES)) return {}
  const start = deployable?.started_at ?? created_at
  if (status === 'running') return { actualStart: start }
  const end = deployable?.finished_at ?? updated_at
  return Date.parse(end) < Date.parse(start)
    ? { actualStart: end, actualEnd: end }
    : { actualStart: start, actualEnd: end }
}

function addressOf({ deployment }: DeploymentFacts): string | undefined {
  const address = deployment.deployable?.pipeline?.web_url
  const usable =
    address != null && address.length <= MAX.url && /^https?:/i.test(address) && URL.canParse(address)
  return usable ? address : undefined
}
