import {
  describeJsonPath,
  describePlace,
  InputError,
  type PluginContext,
  readOnce,
  type SourceFiles,
} from '@throughline/plugin-kit'
import type { TerraformConfig } from './config.ts'
import { parseState, type StateDocument } from './document.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import type { Instance } from './state.ts'

type Context = PluginContext<TerraformConfig>

/**
 * Everything the input says, read and checked to its end, once for all streams of a run.
 *
 * @throws InputError when any part of it is wrong; ConfigError when the run was given no files.
 */
export const readInventory = readOnce(read)

async function read(ctx: Context, files: SourceFiles): Promise<Inventory> {
  const documents: StateDocument[] = []
  const texts = new Set<string>()
  for await (const file of files) {
    ctx.signal.throwIfAborted()
    const text = await file.text()
    const document = parseState(file.path, text)
    if (texts.has(text)) continue
    texts.add(text)
    refuseSecondOfLineage(document, documents)
    documents.push(document)
  }
  const inventory = takeInventory(instancesOf(documents), ctx.config)
  ctx.log.info('Read Terraform states', {
    states: documents.map(({ file, state }) => ({ file, serial: state.history?.serial ?? null })),
    assets: inventory.resources.length,
    internal: inventory.internal,
    dataSources: inventory.dataSources,
    deposed: documents.reduce((sum, { state }) => sum + state.deposed, 0),
  })
  return inventory
}

function refuseSecondOfLineage(document: StateDocument, others: readonly StateDocument[]): void {
  const { history } = document.state
  if (history === null || history.lineage === '') return
  const other = others.find(({ state }) => state.history?.lineage === history.lineage)
  if (other === undefined) return
  const serial = other.state.history?.serial
  throw new InputError({
    file: document.file,
    problem:
      serial === history.serial
        ? `this state and the one in ${other.file} have the same lineage and serial ${serial}, but differ`
        : `this state has the serial ${history.serial}, and ${other.file} has the serial ${serial} of the same lineage`,
    hint: 'Keep the one that is current, and take the other out of the input.',
  })
}

/** The instances of all states; an address stands for one thing only. */
function instancesOf(documents: readonly StateDocument[]): Instance[] {
  const byAddress = new Map<string, { instance: Instance; document: StateDocument }>()
  for (const document of documents) {
    for (const instance of document.state.instances) {
      const known = byAddress.get(instance.address)
      if (known !== undefined) throw givenTwice({ instance, document }, known)
      byAddress.set(instance.address, { instance, document })
    }
  }
  return [...byAddress.values()].map(({ instance }) => instance)
}

interface Placed {
  readonly instance: Instance
  readonly document: StateDocument
}

function givenTwice(here: Placed, there: Placed): InputError {
  const other = `${describePlace(there.document.document.placeOf(there.instance.path))}, at ${describeJsonPath(there.instance.path)}`
  const apart = here.document !== there.document
  return new InputError({
    ...here.document.document.placeOf(here.instance.path),
    problem: `${here.instance.address} is given here, at ${describeJsonPath(here.instance.path)}, and in ${other}`,
    hint: apart
      ? 'Read states of different workspaces one by one, each as a source of its own with its own "workspace".'
      : 'The state is damaged; restore it from a backup.',
  })
}
