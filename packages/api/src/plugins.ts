import type { Plugin } from '@throughline/plugin-kit'
import { kubernetes } from '@throughline/plugin-kubernetes'

/** Every plugin of this house, by its id. The only file that names them. */
export const plugins: ReadonlyMap<string, Plugin> = new Map<string, Plugin>(
  [kubernetes as Plugin].map((plugin) => [plugin.id, plugin]),
)
