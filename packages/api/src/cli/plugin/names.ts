import { UsageError } from '../exit.ts'

/** How a new plugin is called where. */
export interface PluginNames {
  /** `acme-tracker` */
  readonly id: string
  /** `acmeTracker`: what the module exports. */
  readonly variable: string
  /** `AcmeTracker` */
  readonly type: string
  /** `ACME_TRACKER` */
  readonly constant: string
  /** `Acme tracker` */
  readonly title: string
}

/** Words that cannot be the name of what a module of the template exports: of the language, and its own. */
const TAKEN: ReadonlySet<string> = new Set(
  `await break case catch check class config const continue debugger default definePlugin delete do else enum export
  extends false finally for function if implements import in instanceof interface let map new null package private
  protected public return static super switch test things this throw true try typeof var void while with yield`.split(
    /\s+/,
  ),
)

/** @throws UsageError when it is no id of a plugin. */
export function namesFor(id: string): PluginNames {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) || id.length > 50) {
    throw new UsageError(
      `"${id}" is no id of a plugin: write lower-case words joined by -, at most 50 characters, such as acme-tracker.`,
    )
  }
  const words = id.split('-')
  const type = words.map(capitalised).join('')
  const variable = type.charAt(0).toLowerCase() + type.slice(1)
  return {
    id,
    variable: TAKEN.has(variable) ? `${variable}Plugin` : variable,
    type,
    constant: words.join('_').toUpperCase(),
    title: capitalised(words.join(' ')),
  }
}

/** The template with the plugin's names in the place of its own. */
export function named(text: string, names: PluginNames): string {
  return text
    .replaceAll('sample-source', names.id)
    .replaceAll('sampleSource', names.variable)
    .replaceAll('SampleSource', names.type)
    .replaceAll('SAMPLE_SOURCE', names.constant)
    .replaceAll('Sample source', names.title)
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
