import type { ChangeType } from '@throughline/plugin-kit'
import { ruled } from '@throughline/plugin-kit/forges'
import type { Deployment, DeploymentStatus } from './answers.ts'
import type { GithubConfig } from './config.ts'

/** A deployment as it is stored, with its statuses and what the configuration says of it. */
export interface DeploymentFacts {
  readonly repository: string
  readonly deployment: Deployment
  readonly statuses: readonly DeploymentStatus[]
  /** When the earliest commit that it brings was written. */
  readonly firstCommitAt?: string
  readonly meaning: {
    readonly changeType: ChangeType
    readonly services?: readonly string[]
    readonly team?: string
  }
}

/** What the source calls a deployment, everywhere. */
export function deploymentId(repository: string, id: number): string {
  return `${repository}/deployments/${id}`
}

/** What is known of a deployment. Pure. */
export function deploymentFacts(
  config: GithubConfig,
  repository: string,
  deployment: Deployment,
  statuses: readonly DeploymentStatus[],
  firstCommitAt?: string,
): DeploymentFacts {
  const services = ruled(config.services, [repository])
  const team = ruled(config.teams, deployment.creator == null ? [] : [deployment.creator.login])
  return {
    repository,
    deployment,
    statuses,
    ...(firstCommitAt === undefined ? {} : { firstCommitAt }),
    meaning: {
      changeType: ruled(config.deployments.changeTypes, [deployment.environment]) ?? 'STANDARD',
      ...(services === undefined ? {} : { services }),
      ...(team === undefined ? {} : { team }),
    },
  }
}
