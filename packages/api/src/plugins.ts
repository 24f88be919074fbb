import type { Plugin } from '@throughline/plugin-kit'

/** How each built-in plugin is loaded, by its id: only the ones in use are. The only file that names them. */
const LOADERS: Readonly<Record<string, () => Promise<unknown>>> = {
  alertmanager: async () => (await import('@throughline/plugin-alertmanager')).alertmanager,
  backstage: async () => (await import('@throughline/plugin-backstage')).backstage,
  csv: async () => (await import('@throughline/plugin-csv')).csv,
  cyclonedx: async () => (await import('@throughline/plugin-cyclonedx')).cyclonedx,
  focus: async () => (await import('@throughline/plugin-focus')).focus,
  formbricks: async () => (await import('@throughline/plugin-formbricks')).formbricks,
  github: async () => (await import('@throughline/plugin-github')).github,
  gitlab: async () => (await import('@throughline/plugin-gitlab')).gitlab,
  jira: async () => (await import('@throughline/plugin-jira')).jira,
  kubernetes: async () => (await import('@throughline/plugin-kubernetes')).kubernetes,
  limesurvey: async () => (await import('@throughline/plugin-limesurvey')).limesurvey,
  netbox: async () => (await import('@throughline/plugin-netbox')).netbox,
  prometheus: async () => (await import('@throughline/plugin-prometheus')).prometheus,
  servicenow: async () => (await import('@throughline/plugin-servicenow')).servicenow,
  terraform: async () => (await import('@throughline/plugin-terraform')).terraform,
  typeform: async () => (await import('@throughline/plugin-typeform')).typeform,
}

/** The ids of the built-in plugins. */
export const PLUGIN_IDS: readonly string[] = Object.keys(LOADERS)

/** The built-in plugin of an id; undefined when there is none. */
export async function builtInPlugin(id: string): Promise<Plugin | undefined> {
  // Each has a configuration of its own; what holds one of any plugin does not know it.
  return Object.hasOwn(LOADERS, id) ? ((await LOADERS[id]?.()) as Plugin) : undefined
}

/** Sheets of the csv plugin, which people fill in. */
export async function sheets(): Promise<typeof import('@throughline/plugin-csv')> {
  return import('@throughline/plugin-csv')
}
