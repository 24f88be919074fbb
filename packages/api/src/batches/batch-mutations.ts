const ENTITIES = [
  'Team',
  'Person',
  'Objective',
  'KeyResult',
  'Process',
  'Service',
  'Allocation',
  'RedundancyGroup',
  'Asset',
  'MappingRule',
].flatMap((type) => [`create${type}`, `update${type}`, `delete${type}`])

/** The mutations that `applyMutations` takes: those that write the model. */
export const BATCH_MUTATIONS: ReadonlySet<string> = new Set([
  ...ENTITIES,
  'linkPersonToTeam',
  'unlinkPersonFromTeam',
  'linkServiceToObjective',
  'unlinkServiceFromObjective',
  'linkServiceToService',
  'unlinkServiceFromService',
  'linkAssetsToService',
  'unlinkAssetsFromService',
  'linkAssets',
  'unlinkAssets',
  'linkProcess',
  'unlinkProcess',
  'linkProcessToObjective',
  'linkProcessToService',
  'addExternalReference',
  'removeExternalReference',
  'enableMappingRule',
  'moveMappingRule',
  'updateSettings',
])

/** The type that a mutation creates, e.g. `Team` of `createTeam`. */
export function createdType(name: string): string | undefined {
  return name.startsWith('create') ? name.slice('create'.length) : undefined
}
