import {
  type ChangeOutcome,
  type ChangeRecord,
  type ChangeState,
  neutralRecord,
} from '@throughline/plugin-kit'
import { type DeploymentFacts, deploymentId } from './deployment-facts.ts'

const MAX_ADDRESS = 2000

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
  return neutralRecord({
    type: 'change',
    externalId: deploymentId(project, deployment.id),
    title: `${project}: ${ref}${environment == null ? '' : ` to ${environment.name}`}`,
    changeType: meaning.changeType,
    state: STATES[status] ?? 'SCHEDULED',
    sourceState: status,
    ...windowOf(facts),
    firstCommitAt: facts.firstCommitAt,
    outcome: OUTCOMES[status],
    requester: user?.username,
    implementingTeam: meaning.team,
    labels: { environment: environment?.name, tier: environment?.tier ?? undefined, ref, sha },
    url: addressOf(facts),
    services: meaning.services === undefined ? undefined : [...meaning.services],
  })
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
    address != null && address.length <= MAX_ADDRESS && /^https?:/i.test(address) && URL.canParse(address)
  return usable ? address : undefined
}
