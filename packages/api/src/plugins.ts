import { backstage } from '@throughline/plugin-backstage'
import { csv } from '@throughline/plugin-csv'
import { cyclonedx } from '@throughline/plugin-cyclonedx'
import type { Plugin } from '@throughline/plugin-kit'
import { kubernetes } from '@throughline/plugin-kubernetes'
import { terraform } from '@throughline/plugin-terraform'

/** Every plugin of this house, by its id. The only file that names them. */
export const plugins: ReadonlyMap<string, Plugin> = new Map<string, Plugin>(
  [backstage as Plugin, csv as Plugin, cyclonedx as Plugin, kubernetes as Plugin, terraform as Plugin].map(
    (plugin) => [plugin.id, plugin],
  ),
)
