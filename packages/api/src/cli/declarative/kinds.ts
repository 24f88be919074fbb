import type { KindName, KindSpec } from './kind.ts'
import { asset } from './kinds/asset.ts'
import { mappingRule } from './kinds/mapping-rule.ts'
import { objective } from './kinds/objective.ts'
import { person } from './kinds/person.ts'
import { process } from './kinds/process.ts'
import { service } from './kinds/service.ts'
import { source } from './kinds/source.ts'
import { team } from './kinds/team.ts'

/** All kinds of declared objects, in the order in which they are written. */
export const KINDS: Readonly<Record<KindName, KindSpec>> = {
  teams: team,
  people: person,
  objectives: objective,
  services: service,
  processes: process,
  assets: asset,
  mappingRules: mappingRule,
  sources: source,
}
