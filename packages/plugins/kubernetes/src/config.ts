import { z } from 'zod'

/** How a cluster's manifests are read. */
export const configSchema = z.strictObject({
  cluster: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/, {
      error: 'must be letters, digits, dots, colons, underscores and dashes, at most 100',
    })
    .default('default')
    .describe(
      'Name of the cluster. It is the first part of every external id, so keep it once it is chosen.',
    ),
  namespace: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, { error: 'must be the name of a Kubernetes namespace' })
    .default('default')
    .describe('Namespace of manifests that name none, as with kubectl apply --namespace.'),
  environment: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .describe('Environment of everything in the cluster. Left out, it is read from labels.'),
  clusterDomain: z
    .string()
    .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, { error: 'must be a lower-case DNS domain' })
    .default('cluster.local')
    .describe('DNS domain of the cluster, the end of a fully qualified service address.'),
})
export type KubernetesConfig = z.infer<typeof configSchema>
