import { ConfigError, InputError, type PluginContext, type SourceFiles } from '@throughline/plugin-kit'
import { type Document, parseDocuments } from '@throughline/plugin-kit/yaml'
import type { KubernetesConfig } from './config.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import { collectManifests } from './manifests.ts'
import { templateHint } from './template.ts'

type Context = PluginContext<KubernetesConfig>

/** The input of a run, read once for all streams of it: a listing of relations fits the assets listed before. */
const readings = new WeakMap<SourceFiles, { config: KubernetesConfig; inventory: Promise<Inventory> }>()

/**
 * Everything the input says, read and checked to its end.
 *
 * @throws InputError when any part of it is wrong; ConfigError when the run was given no files.
 */
export async function readInventory(ctx: Context): Promise<Inventory> {
  ctx.signal.throwIfAborted()
  const { files } = ctx
  if (files === undefined) {
    throw new ConfigError(
      'The kubernetes connector reads files: name a file or a directory with manifests, or - for a stream',
    )
  }
  const known = readings.get(files)
  if (known?.config === ctx.config) return known.inventory
  const inventory = read(ctx, files)
  readings.set(files, { config: ctx.config, inventory })
  // A reading that was stopped or failed is no answer for the next one. The caller gets the error itself.
  inventory.catch(() => readings.delete(files))
  return inventory
}

async function read(ctx: Context, files: SourceFiles): Promise<Inventory> {
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
  const manifests = collectManifests(documents, ctx.config.namespace)
  const inventory = takeInventory(manifests.kept, ctx.config)
  ctx.log.info('Read Kubernetes manifests', {
    files: paths.length,
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
