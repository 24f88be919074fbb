import {
  describeJsonPath,
  describePlace,
  InputError,
  inputErrorOf,
  orInputError,
  type PluginContext,
  readOnce,
  type SourceFiles,
} from '@throughline/plugin-kit'
import type { TerraformConfig } from './config.ts'
import { parseState, type StateDocument } from './document.ts'
import { type Flaw, type Inventory, takeInventory } from './inventory.ts'
import { latestOfLineages } from './lineage.ts'
import type { Instance } from './state.ts'

type Context = PluginContext<TerraformConfig>

/**
 * Everything the input says, read and checked to its end, once for all streams of a run. A state that cannot be used is
 * a flaw and bars no other.
 *
 * @throws InputError when no state can be used, or two give one address; ConfigError when the run was given no files.
 */
export const readInventory = readOnce(read)

async function read(ctx: Context, files: SourceFiles): Promise<Inventory> {
  const read: StateDocument[] = []
  const unreadable: Flaw[] = []
  const texts = new Set<string>()
  for await (const file of files) {
    ctx.signal.throwIfAborted()
    const text = await file.text().catch(inputErrorOf)
    const document = text instanceof InputError ? text : orInputError(() => readState(file.path, text))
    if (document instanceof InputError) unreadable.push({ file: file.path, error: document })
    else if (!texts.has(document.text)) {
      texts.add(document.text)
      read.push(document)
    }
  }
  const { documents, outdated } = latestOfLineages(read)
  const flaws = [...unreadable, ...outdated]
  const [first] = flaws
  if (first !== undefined && documents.length === 0) throw first.error
  const inventory = takeInventory(instancesOf(documents), ctx.config, flaws)
  ctx.log.info('Read Terraform states', {
    states: documents.map(({ file, state }) => ({ file, serial: state.history?.serial ?? null })),
    assets: inventory.resources.length,
    internal: inventory.internal,
    dataSources: inventory.dataSources,
    deposed: documents.reduce((sum, { state }) => sum + state.deposed, 0),
  })
  if (flaws.length > 0) {
    ctx.log.warn('States cannot be used; what was read of them before stays', {
      states: flaws.length,
      first: flaws.slice(0, 10).map(({ error }) => error.message),
    })
  }
  return inventory
}

/** One state, in which an address stands for one thing only. @throws InputError */
function readState(file: string, text: string): StateDocument {
  const document = parseState(file, text)
  instancesOf([document])
  return document
}

/** The instances of all states; an address stands for one thing only. @throws InputError */
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
