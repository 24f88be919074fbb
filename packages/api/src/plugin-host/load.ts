import { type Plugin, PluginError } from '@throughline/plugin-kit'
import { describeReference, moduleOf, type PluginReference } from './reference.ts'

/**
 * The plugin that a reference names. Running this runs the plugin's module: an external one is loaded in a process
 * that may hang, crash or fill its memory without harm to anybody else.
 *
 * @throws PluginError when there is none, or it does not fit the contract.
 */
export async function loadPlugin(reference: PluginReference): Promise<Plugin> {
  if (reference.origin === 'built-in') {
    // Not loaded for an external plugin: the built-in plugins are large, and each run pays for what it loads.
    const { builtInPlugin } = await import('../plugins.ts')
    const plugin = await builtInPlugin(reference.id)
    if (plugin === undefined) throw new PluginError(`There is no plugin ${reference.id}`)
    return plugin
  }
  const module: unknown = await imported(reference)
  const found = Object.values(module ?? {}).filter(isPlugin)
  const [plugin, another] = [...new Set(found)]
  if (plugin === undefined) {
    throw new PluginError(`${describeReference(reference)} exports no plugin: export what definePlugin gives`)
  }
  if (another !== undefined) {
    throw new PluginError(
      `${describeReference(reference)} exports several plugins, ${plugin.id} and ${another.id}; export one from each module`,
    )
  }
  return plugin
}

async function imported({ specifier, directory }: Extract<PluginReference, { origin: 'external' }>) {
  const module = moduleOf(specifier, directory)
  try {
    return await import(module)
  } catch (cause) {
    if (cause instanceof PluginError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new PluginError(`The plugin ${specifier} threw when it was loaded: ${reason}`, { cause })
  }
}

/** What `definePlugin` gave, of whichever copy of the kit. */
function isPlugin(value: unknown): value is Plugin {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.isFrozen(value) &&
    ['id', 'apiRange', 'config', 'streams', 'configJsonSchema'].every((member) => member in value)
  )
}
