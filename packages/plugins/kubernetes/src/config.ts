import { secret } from '@throughline/plugin-kit'
import { z } from 'zod'
import { DEFAULT_KINDS, READ_KINDS } from './resources.ts'

const namespaceName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, { error: 'must be the name of a Kubernetes namespace' })

/** How a cluster's own API is asked. */
const apiSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .default('https://kubernetes.default.svc')
    .describe('Address of the API. Inside the cluster it is the default.'),
  token: secret()
    .exactOptional()
    .describe(
      'Token of a service account; inside the cluster file:/var/run/secrets/kubernetes.io/serviceaccount/token.',
    ),
  ca: secret()
    .exactOptional()
    .describe(
      'Certificate authority of the cluster, in PEM form, where the machine does not trust it; inside the cluster file:/var/run/secrets/kubernetes.io/serviceaccount/ca.crt.',
    ),
  namespaces: z
    .array(namespaceName)
    .min(1)
    .exactOptional()
    .describe('The only namespaces to read. Left out, the whole cluster is read.'),
  kinds: z
    .array(z.enum(READ_KINDS))
    .min(1)
    .default([...DEFAULT_KINDS])
    .describe('The kinds of objects to read. Without ConfigMap, calls that ConfigMaps name are not seen.'),
  pageSize: z.int().min(1).max(5000).default(500).describe('Objects to ask for at once.'),
})
export type ApiConfig = z.infer<typeof apiSchema>

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
  namespace: namespaceName
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
  exclude: z
    .array(z.string().min(1))
    .default([])
    .describe('Patterns of files to leave out, such as **/templates/**; they match whole paths.'),
  api: apiSchema.exactOptional().describe('The API of the cluster, which is read where no files are given.'),
})
export type KubernetesConfig = z.infer<typeof configSchema>
