import { writeFile } from 'node:fs/promises'
import { manifestOf, PluginError } from '@throughline/plugin-kit'
import { builtInPlugin, PLUGIN_IDS } from './plugins.ts'

/** The manifests of the built-in plugins, as a server reads them without loading one: `node print-manifests.ts <file>`. */
const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('name the file to write, e.g. packages/api/src/plugin-manifests.json')
const manifests = await Promise.all(
  PLUGIN_IDS.map(async (id) => {
    const plugin = await builtInPlugin(id)
    if (plugin === undefined) throw new PluginError(`There is no plugin ${id}`)
    return manifestOf(plugin)
  }),
)
// A line each: a change shows the plugins that it is about.
const lines = manifests.map((manifest) => JSON.stringify(manifest))
await writeFile(file, `[\n${lines.join(',\n')}\n]\n`)
process.stdout.write(`wrote ${file}\n`)
