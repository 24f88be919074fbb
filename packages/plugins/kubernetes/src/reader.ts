import path from 'node:path'
import {
  ConfigError,
  type Http,
  InputError,
  inputErrorOf,
  type PluginContext,
  readOnce,
  type SourceFile,
  type SourceFiles,
} from '@throughline/plugin-kit'
import { type Document, readDocuments } from '@throughline/plugin-kit/yaml'
import { readCluster } from './cluster.ts'
import type { ApiConfig, KubernetesConfig } from './config.ts'
import { textAt } from './fields.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import { collectManifests, type Flaw } from './manifests.ts'
import { templateHint } from './template.ts'

type Context = PluginContext<KubernetesConfig>

/**
 * Everything the files or the API say, read to its end, once for all streams of a run: a listing of relations fits the
 * assets listed before. What cannot be used is a flaw and bars nothing else.
 *
 * @param until the moment the run began
 * @throws InputError when nothing of the files can be used; ConfigError when there is nothing to read.
 */
export async function readInventory(ctx: Context, until: Date): Promise<Inventory> {
  ctx.signal.throwIfAborted()
  const { api } = ctx.config
  if (ctx.files !== undefined) return inventoryOfFiles(ctx)
  if (api !== undefined) return inventoryOfCluster(ctx, api, until)
  throw new ConfigError(
    'The kubernetes plugin reads files or an API: name a file or a directory with manifests, - for a stream, or configure api',
  )
}

const inventoryOfFiles = readOnce(async (ctx: Context, files: SourceFiles) => {
  const all: SourceFile[] = []
  for await (const file of files) {
    ctx.signal.throwIfAborted()
    const isLeftOut = ctx.config.exclude.some((pattern) =>
      path.matchesGlob(path.normalize(file.path), pattern),
    )
    if (!isLeftOut && !/(?:^|[/\\])kustomization\.ya?ml$/i.test(file.path)) all.push(file)
  }
  const documents: Document[] = []
  const flaws: Flaw[] = []
  const foreign: string[] = []
  for (const file of all) {
    ctx.signal.throwIfAborted()
    const contents = await contentsOf(file)
    if (all.length > 1 && !contents.isManifest) foreign.push(file.path)
    else {
      documents.push(...contents.documents)
      flaws.push(...contents.flaws)
    }
  }
  if (foreign.length > 0) {
    ctx.log.warn('Files were passed over because they hold no Kubernetes manifest', {
      files: foreign.length,
      first: foreign.slice(0, 10),
    })
  }
  if (documents.length === 0 && flaws.length === 0) {
    throw new InputError({
      file: all.length === 1 ? all.map((file) => file.path).join() : `the input of ${all.length} files`,
      problem: 'holds no Kubernetes manifest at all',
      hint: 'Check that the command which wrote it succeeded; a cluster without objects still answers with an empty list.',
    })
  }
  return inventoryOf(ctx, documents, flaws)
})

interface FileContents {
  readonly documents: readonly Document[]
  readonly flaws: readonly Flaw[]
  /** Whether anything in it is an object of Kubernetes, or may be one. */
  readonly isManifest: boolean
}

async function contentsOf(file: SourceFile): Promise<FileContents> {
  const text = await file.text().catch(inputErrorOf)
  if (text instanceof InputError) return { documents: [], flaws: [{ error: text }], isManifest: true }
  const { documents, broken } = readDocuments(file.path, text, { hint: hintFor })
  const hidesNothing = templateHint(text) !== undefined
  return {
    documents,
    flaws: broken.map(({ error }) => ({ error, hidesNothing })),
    isManifest:
      documents.some(({ value }) => saysWhatItIs(value)) ||
      (broken.length > 0 && /^\s*["']?(?:apiVersion|kind)["']?\s*:/m.test(text)),
  }
}

function saysWhatItIs(value: unknown): boolean {
  return textAt(value, 'kind') !== undefined || textAt(value, 'apiVersion') !== undefined
}

function hintFor(text: string): string {
  return templateHint(text) ?? 'Correct it; nothing of the document was taken.'
}

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

function inventoryOf(
  ctx: Context,
  documents: readonly Document[],
  unreadable: readonly Flaw[] = [],
): Inventory {
  const manifests = collectManifests(documents, ctx.config.namespace)
  const flaws = [...unreadable, ...manifests.flaws]
  const [first] = flaws
  if (first !== undefined && manifests.kept.length === 0) throw first.error
  const inventory = takeInventory(manifests.kept, ctx.config, flaws)
  ctx.log.info('Read Kubernetes manifests', {
    documents: documents.length,
    assets: inventory.assets.length,
    skipped: manifests.skipped,
  })
  if (manifests.skippedWorkloads.length > 0) {
    ctx.log.warn('Kinds that run containers were passed over because this plugin does not know them', {
      kinds: manifests.skippedWorkloads,
    })
  }
  if (flaws.length > 0) {
    ctx.log.warn('Parts of the input cannot be used; what was read of them before stays', {
      parts: flaws.length,
      first: flaws.slice(0, 10).map(({ error }) => error.message),
    })
  }
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
