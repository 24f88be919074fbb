import {
  type ChangeOutcome,
  type ChangeRecord,
  type ChangeState,
  neutralRecord,
} from '@throughline/plugin-kit'
import type { DeploymentStatus } from './answers.ts'
import { type DeploymentFacts, deploymentId } from './deployment-facts.ts'

const MAX_ADDRESS = 2000

/** What a status means for the change. `inactive` says only that a later deployment took its place. */
const STATES: Readonly<Record<string, ChangeState>> = {
  queued: 'SCHEDULED',
  pending: 'SCHEDULED',
  waiting: 'AWAITING_APPROVAL',
  in_progress: 'IMPLEMENTING',
  success: 'CLOSED',
  failure: 'CLOSED',
  error: 'CLOSED',
  inactive: 'CLOSED',
}

const OUTCOMES: Readonly<Record<string, ChangeOutcome>> = {
  success: 'SUCCESSFUL',
  failure: 'FAILED',
  error: 'FAILED',
}

/** Where a deployment stands that has no status yet, as GitHub itself shows it. */
const WITHOUT_STATUS = 'pending'

/** Whether nothing more is to be expected of a deployment. Pure. */
export function hasEnded({ statuses }: Pick<DeploymentFacts, 'statuses'>): boolean {
  return stateOf(latestFirst(statuses)[0]) === 'CLOSED'
}

/** What a deployment means. Pure. */
export function mapDeployment(facts: DeploymentFacts): ChangeRecord {
  const { repository, deployment, meaning } = facts
  const statuses = latestFirst(facts.statuses)
  const state = stateOf(statuses[0])
  const ended = state === 'CLOSED' ? statuses.find((status) => status.state in OUTCOMES) : undefined
  const outcome = ended === undefined ? undefined : OUTCOMES[ended.state]
  return neutralRecord({
    type: 'change',
    externalId: deploymentId(repository, deployment.id),
    title: `${repository}: ${deployment.ref} to ${deployment.environment}`,
    description: deployment.description || undefined,
    changeType: meaning.changeType,
    state,
    sourceState: statuses[0]?.state ?? WITHOUT_STATUS,
    ...windowOf(facts, statuses, ended),
    firstCommitAt: facts.firstCommitAt,
    outcome,
    requester: deployment.creator?.login,
    implementingTeam: meaning.team,
    labels: labelsOf(facts),
    url: addressOf(statuses),
    services: meaning.services === undefined ? undefined : [...meaning.services],
  })
}

/** From the first sign of work to the status that says how it ended. */
function windowOf(
  { deployment }: DeploymentFacts,
  statuses: readonly DeploymentStatus[],
  ended: DeploymentStatus | undefined,
): { actualStart?: string; actualEnd?: string } {
  const began = statuses.findLast(({ state }) => state === 'in_progress')?.created_at
  if (ended === undefined) return began === undefined ? {} : { actualStart: began }
  const start = began ?? deployment.created_at
  return Date.parse(ended.created_at) < Date.parse(start)
    ? { actualStart: ended.created_at, actualEnd: ended.created_at }
    : { actualStart: start, actualEnd: ended.created_at }
}

function labelsOf({ deployment }: DeploymentFacts): Record<string, string | undefined> {
  const { environment, ref, sha, task, production_environment, transient_environment } = deployment
  return {
    environment,
    ref,
    sha,
    task: task ?? undefined,
    production: production_environment === true ? 'true' : undefined,
    transient: transient_environment === true ? 'true' : undefined,
  }
}

function stateOf(latest: DeploymentStatus | undefined): ChangeState {
  return STATES[latest?.state ?? WITHOUT_STATUS] ?? 'SCHEDULED'
}

function latestFirst(statuses: readonly DeploymentStatus[]): readonly DeploymentStatus[] {
  return statuses.toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at) || b.id - a.id)
}

/** Where the work can be looked at: the log of the latest status that names one. */
function addressOf(statuses: readonly DeploymentStatus[]): string | undefined {
  return statuses
    .flatMap(({ log_url, target_url }) => [log_url, target_url])
    .find(
      (address): address is string =>
        typeof address === 'string' &&
        address.length <= MAX_ADDRESS &&
        /^https?:/i.test(address) &&
        URL.canParse(address),
    )
}
