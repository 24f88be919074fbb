import { alertmanager } from '@throughline/plugin-alertmanager'
import { backstage } from '@throughline/plugin-backstage'
import { csv } from '@throughline/plugin-csv'
import { cyclonedx } from '@throughline/plugin-cyclonedx'
import { formbricks } from '@throughline/plugin-formbricks'
import { github } from '@throughline/plugin-github'
import { gitlab } from '@throughline/plugin-gitlab'
import { jira } from '@throughline/plugin-jira'
import type { Plugin } from '@throughline/plugin-kit'
import { kubernetes } from '@throughline/plugin-kubernetes'
import { limesurvey } from '@throughline/plugin-limesurvey'
import { netbox } from '@throughline/plugin-netbox'
import { prometheus } from '@throughline/plugin-prometheus'
import { servicenow } from '@throughline/plugin-servicenow'
import { terraform } from '@throughline/plugin-terraform'
import { typeform } from '@throughline/plugin-typeform'

export { SHEETS, sheetTemplate } from '@throughline/plugin-csv'

/** Every built-in plugin, by its id. The only file that names them. */
export const plugins: ReadonlyMap<string, Plugin> = new Map<string, Plugin>(
  [
    alertmanager as Plugin,
    backstage as Plugin,
    csv as Plugin,
    cyclonedx as Plugin,
    formbricks as Plugin,
    github as Plugin,
    gitlab as Plugin,
    jira as Plugin,
    kubernetes as Plugin,
    limesurvey as Plugin,
    netbox as Plugin,
    prometheus as Plugin,
    servicenow as Plugin,
    terraform as Plugin,
    typeform as Plugin,
  ].map((plugin) => [plugin.id, plugin]),
)
