import type { ChangeType } from '@throughline/plugin-kit'
import { ruled } from '@throughline/plugin-kit/forges'
import type { Deployment } from './answers.ts'
import type { GitlabConfig } from './config.ts'

/** A deployment as it is stored, with what the configuration says of it. */
export interface DeploymentFacts {
  readonly project: string
  readonly deployment: Deployment
  /** When the earliest commit that it brings was written. */
  readonly firstCommitAt?: string
  readonly meaning: {
    readonly changeType: ChangeType
    readonly services?: readonly string[]
    readonly team?: string
  }
}

/** What the source calls a deployment, everywhere. */
export function deploymentId(project: string, id: number): string {
  return `${project}/deployments/${id}`
}

/** What is known of a deployment. Pure. */
export function deploymentFacts(
  config: GitlabConfig,
  project: string,
  deployment: Deployment,
  firstCommitAt?: string,
): DeploymentFacts {
  const services = ruled(config.services, [project])
  const team = ruled(config.teams, deployment.user == null ? [] : [deployment.user.username])
  const environments = deployment.environment == null ? [] : [deployment.environment.name]
  return {
    project,
    deployment,
    ...(firstCommitAt === undefined ? {} : { firstCommitAt }),
    meaning: {
      changeType: ruled(config.deployments.changeTypes, environments) ?? 'STANDARD',
      ...(services === undefined ? {} : { services }),
      ...(team === undefined ? {} : { team }),
    },
  }
}
