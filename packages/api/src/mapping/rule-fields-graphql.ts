import type { RowChanges } from '@throughline/db'
import { builder } from '../graph/builder.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { GlobalId } from '../graph/global-id.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { DependencyLevel } from '../services/mutations.ts'
import { type DependencyLevel as Level, strengthFrom } from '../services/strength.ts'
import { checkTemplate, type FilterInput, filterFrom } from './rule-input.ts'

const PATTERNS = 'At least one of these patterns must match, in which * stands for any characters.'

const ConditionInput = builder.inputType('MappingConditionInput', {
  description: 'A condition on a label or attribute: that it is there, or that it has one of some values.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Key of the label, or path of the attribute with dots.' }),
    values: t.stringList({ description: `${PATTERNS} Left out, any value will do.` }),
  }),
})

export const MappingFilterInput = builder.inputRef<FilterInput>('MappingFilterInput')
MappingFilterInput.implement({
  description:
    'Which assets a mapping rule matches: all conditions that are given must hold. Upper and lower case differ.',
  fields: (t) => ({
    kinds: t.stringList({ description: `Asset kind, for example kubernetes.*. ${PATTERNS}` }),
    names: t.stringList({ description: `Name. ${PATTERNS}` }),
    environments: t.stringList({ description: `Environment. ${PATTERNS}` }),
    namespaces: t.stringList({ description: `Attribute namespace. ${PATTERNS}` }),
    sources: t.stringList({ description: `Name of a source that reports the asset. ${PATTERNS}` }),
    ownerIds: t.idList({ description: 'The owning team is one of these.' }),
    labels: t.field({ type: [ConditionInput], description: 'Conditions on labels; all must hold.' }),
    attributes: t.field({ type: [ConditionInput], description: 'Conditions on attributes; all must hold.' }),
    not: t.field({ type: [MappingFilterInput], description: 'Leaves out assets that one of these matches.' }),
  }),
})

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]

/** What a rule does, as the inputs of mutations and of the preview have it. */
export function ruleFields(t: InputFields) {
  return {
    filter: t.field({
      type: MappingFilterInput,
      description: 'Which assets the rule matches. Left out or empty, it matches all.',
    }),
    service: t.field(nodeRef('Service', { description: 'The service. Give either service or serviceName.' })),
    serviceName: t.string({
      description:
        'Template of the name of the service: text with places in braces, for example {label:app.kubernetes.io/part-of|name}. A rule whose template gives no name does not match.',
    }),
    serviceNamespace: t.string({
      description:
        'Template of the namespace that tells services of the same name apart; "" if the name is unique by itself. Defaults to {attribute:namespace} if createService is true, else to "".',
    }),
    createService: t.boolean({
      description: 'Whether a service of the name is created if there is none. Defaults to false.',
    }),
    level: t.field({
      type: DependencyLevel,
      description: 'Dependency level of the links. Defaults to HARD.',
    }),
    strength: t.float({
      description: 'Dependency strength of the links, from 0 (none) to 1 (certain). Replaces level.',
    }),
    redundancyGroup: t.string({
      description:
        'Name of the redundancy group of the service that the links belong to; it is created if needed.',
    }),
    minAvailable: t.int({ description: 'Minimum number of available members of the group. Defaults to 1.' }),
  }
}

/** What a rule does, as a caller gives it. */
export interface RuleInput {
  readonly filter?: FilterInput | null | undefined
  readonly service?: GlobalId | null | undefined
  readonly serviceName?: string | null | undefined
  readonly serviceNamespace?: string | null | undefined
  readonly createService?: boolean | null | undefined
  readonly level?: Level | null | undefined
  readonly strength?: number | null | undefined
  readonly redundancyGroup?: string | null | undefined
  readonly minAvailable?: number | null | undefined
}

type RuleColumns = RowChanges<'mapping_rule'>

/**
 * The columns of what was given. A service that is named by its ID replaces a template, and the other way round.
 * @param isNew whether defaults stand in for what was left out
 * @throws InvalidInput
 */
export function ruleColumns(input: RuleInput, isNew: boolean): RuleColumns {
  const { filter, service, serviceName, createService, redundancyGroup, minAvailable } = input
  if (service != null && serviceName != null) {
    throw InvalidInput.at(['serviceName'], 'is given together with service; give one of the two')
  }
  if (serviceName != null) checkTemplate(serviceName, 'serviceName')
  if (input.serviceNamespace != null) checkTemplate(input.serviceNamespace, 'serviceNamespace')
  const namespace =
    input.serviceNamespace ?? (isNew && createService === true ? '{attribute:namespace}' : undefined)
  const strengthGiven = input.level !== undefined || input.strength !== undefined
  return {
    ...(filter === undefined
      ? {}
      : { filter: JSON.parse(JSON.stringify(filterFrom(filter ?? {}, ['filter']))) }),
    ...(service == null ? {} : { service_id: service.id, service_name: null, creates_service: false }),
    ...(serviceName == null ? {} : { service_name: serviceName, service_id: null }),
    ...(namespace === undefined ? {} : { service_namespace: namespace }),
    ...(createService == null ? {} : { creates_service: createService }),
    ...(strengthGiven ? { strength: strengthFrom(input) } : {}),
    ...(redundancyGroup === undefined ? {} : { group_name: redundancyGroup }),
    ...(minAvailable == null ? {} : { group_min_available: minAvailable }),
  }
}
