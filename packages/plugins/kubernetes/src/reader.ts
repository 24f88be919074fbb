import {
  ConfigError,
  type Http,
  InputError,
  type PluginContext,
  readOnce,
  type SourceFiles,
} from '@throughline/plugin-kit'
import { type Document, parseDocuments } from '@throughline/plugin-kit/yaml'
import { readCluster } from './cluster.ts'
import type { ApiConfig, KubernetesConfig } from './config.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import { collectManifests } from './manifests.ts'
import { templateHint } from './template.ts'

type Context = PluginContext<KubernetesConfig>

/**
 * Everything the files or the API say, read and checked to its end, once for all streams of a run: a listing of
 * relations fits the assets listed before.
 *
 * @param until the moment the run began
 * @throws InputError when any part of a file is wrong; ConfigError when there is nothing to read.
 */
export async function readInventory(ctx: Context, until: Date): Promise<Inventory> {
  ctx.signal.throwIfAborted()
  const { api } = ctx.config
  if (ctx.files !== undefined) return inventoryOfFiles(ctx)
  if (api !== undefined) return inventoryOfCluster(ctx, api, until)
  throw new ConfigError(
    'The kubernetes connector reads files or an API: name a file or a directory with manifests, - for a stream, or configure api',
  )
}

const inventoryOfFiles = readOnce(async (ctx: Context, files: SourceFiles) => {
  const documents: Document[] = []
  const paths: string[] = []
  for await (const file of files) {
    ctx.signal.throwIfAborted()
    paths.push(file.path)
    if (/(?:^|[/\\])kustomization\.ya?ml$/i.test(file.path)) continue
    const parsed = parseDocuments(file.path, await file.text(), { hint: templateHint })
    for (const document of parsed) documents.push(document)
  }
  if (documents.length === 0) {
    throw new InputError({
      file: paths.length === 1 ? paths.join() : `the input of ${paths.length} files`,
      problem: 'holds no Kubernetes manifest at all',
      hint: 'Check that the command which wrote it succeeded; a cluster without objects still answers with an empty list.',
    })
  }
  return inventoryOf(ctx, documents)
})

interface ClusterReading {
  readonly config: KubernetesConfig
  readonly until: number
  readonly inventory: Promise<Inventory>
}

/** What was read last through a way out. Another run begins at another moment and reads anew. */
const readings = new WeakMap<Http, ClusterReading>()

async function inventoryOfCluster(ctx: Context, api: ApiConfig, until: Date): Promise<Inventory> {
  const { http, config } = ctx
  const known = readings.get(http)
  if (known?.config === config && known.until === until.getTime()) return known.inventory
  const inventory = readCluster(ctx, api).then((documents) => inventoryOf(ctx, documents))
  readings.set(http, { config, until: until.getTime(), inventory })
  // The caller gets the error itself.
  inventory.catch(() => readings.delete(http))
  return inventory
}

function inventoryOf(ctx: Context, documents: readonly Document[]): Inventory {
  const manifests = collectManifests(documents, ctx.config.namespace)
  const inventory = takeInventory(manifests.kept, ctx.config)
  ctx.log.info('Read Kubernetes manifests', {
    documents: documents.length,
    assets: inventory.assets.length,
    skipped: manifests.skipped,
  })
  if (inventory.orphans > 0) {
    ctx.log.warn(
      'Pods, ReplicaSets or Jobs were left out because the workload they belong to is not in the input',
      {
        leftOut: inventory.orphans,
        hint: 'List the workloads too: kubectl get deployments,statefulsets,daemonsets,cronjobs,jobs,…',
      },
    )
  }
  return inventory
}
