import { readFile } from 'node:fs/promises'
import graphqlPlugin from '@graphql-eslint/eslint-plugin'
import { Linter } from 'eslint'
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'

const FILE = new URL('../../packages/sdk/schema.graphql', import.meta.url)

/** Objects that are values, not entities: a part of something that has an id. */
const VALUES = {
  types: [
    'Alignment',
    'AlignmentAmount',
    'AlignmentCell',
    'AlignmentDelivery',
    'AlignmentEntry',
    'AlignmentFlow',
    'AlignmentPerceptionGap',
    'AlignmentPeriod',
    'AlignmentPoint',
    'AlignmentProgress',
    'AlignmentRow',
    'AlignmentSatisfaction',
    'AssetKind',
    'AttributePreview',
    'AttributeProvenance',
    'AttributeClaim',
    'BatchEffect',
    'BatchResult',
    'ChangeWindowOccurrence',
    'CostSum',
    'Criticality',
    'CriticalityChange',
    'CriticalityThresholds',
    'Explanation',
    'ExplanationInput',
    'DownNode',
    'FatalFailure',
    'Feasibility',
    'FeasibilityChange',
    'FeasibilityNotCounted',
    'FeasibilityPart',
    'Gap',
    'GapChange',
    'GapCount',
    'GroupAtRisk',
    'EffectiveIdentificationRule',
    'ModelHealth',
    'ModelRepair',
    'ModelRepairNode',
    'ModelStageHealth',
    'Impact',
    'ImpactSimulation',
    'IngestPreview',
    'IngestRecordResult',
    'IngestResult',
    'OverriddenReason',
    'Limits',
    'MappingPreview',
    'MappingProgress',
    'MappingRuleSet',
    'MappingSample',
    'MetricSample',
    'Money',
    'NodeChange',
    'ObjectiveAtRisk',
    'OpenSloDocument',
    'OpenSloNote',
    'PartAtRisk',
    'TeamRole',
    'OrganisationSettings',
    'PageInfo',
    'PathStep',
    'PathVia',
    'Plugin',
    'PluginStream',
    'Progress',
    'PromiseChain',
    'PromiseLink',
    'QuestionScale',
    'Reason',
    'ResponseResult',
    'RetentionPeriods',
    'SampleResult',
    'SearchHit',
    'SearchMatch',
    'SeriesPoint',
    'SharedIdentifier',
    'SloBurnAlert',
    'SloStatus',
    'SourceCheck',
    'SurveyQuestion',
    'SurveyScore',
    'Maturity',
    'MaturityCriterion',
    'MaturityPractice',
    'CampaignLink',
    'CampaignTeam',
    'ScoreBound',
    'ScoreChange',
    'ScoreInterval',
    'SyncCounts',
    'SyncProgress',
    'Viewer',
    'WeakestLink',
    'BadEpisode',
    'BudgetCause',
    'BudgetCausePeriod',
    'BudgetCauses',
    'PossibleBudgetCause',
    'SloHistoryPoint',
  ],
  suffixes: ['Connection', 'Edge', 'Payload', 'Error'],
}

/** The presets as they are, but for what they cannot know of this schema. */
const RULES: Linter.RulesRecord = {
  ...ruleSet('schema-recommended'),
  ...ruleSet('schema-relay'),
  '@graphql-eslint/strict-id-in-types': ['error', { exceptions: VALUES }],
  // Lists of values and of texts are whole by nature; lists of entities are connections, see the test below.
  '@graphql-eslint/relay-edge-types': [
    'error',
    { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
  ],
}

function ruleSet(name: 'schema-recommended' | 'schema-relay'): Linter.RulesRecord {
  return { ...graphqlPlugin.configs[`flat/${name}`].rules } as Linter.RulesRecord
}

function lint(schema: string): string[] {
  const messages = new Linter().verify(
    schema,
    {
      files: ['**/*.graphql'],
      plugins: { '@graphql-eslint': { rules: graphqlPlugin.rules } as never },
      languageOptions: {
        parser: { ...graphqlPlugin.parser } as never,
        parserOptions: { graphQLConfig: { schema } },
      },
      rules: RULES,
    },
    'schema.graphql',
  )
  return messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`)
}

let text: string
beforeAll(async () => {
  text = await readFile(FILE, 'utf8')
})

describe('the schema', () => {
  it('follows the Relay and the recommended rules', () => {
    expect(lint(text)).toEqual([])
  })

  it('would be caught breaking them', () => {
    const broken = text
      .replace('type PageInfo {', 'type PageInfo {\n  getNext: Boolean\n')
      .replace(/^type Query \{/m, 'type Query {\n  getTeams: [Team!]!\n')
      .replace(/^enum TeamKind \{/m, 'enum TeamKindEnum {\n  business\n}\n\nenum TeamKind {')
    expect(lint(broken).map((message) => message.split(' ')[1])).toEqual(
      expect.arrayContaining(['@graphql-eslint/naming-convention:', '@graphql-eslint/no-unreachable-types:']),
    )
  })

  it('describes every type, field, argument and enum value', () => {
    expect(undescribed(buildSchema(text).getTypeMap())).toEqual([])
  })

  it('would notice a missing description', () => {
    const bare = buildSchema('type Query { "said" a("said" x: Int, y: Int): E } enum E { "said" A B }')
    expect(undescribed(bare.getTypeMap())).toEqual(['Query', 'Query.a(y)', 'E', 'E.B'])
  })

  it('lists entities in connections only', () => {
    const schema = buildSchema(text)
    const node = schema.getType('Node')
    const lists = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => /^\[/.test(String(field.type)))
          .filter((field) => {
            const item = schema.getType(String(field.type).replace(/[[\]!]/g, ''))
            return isObjectType(item) && isInterfaceType(node) && item.getInterfaces().includes(node)
          })
          .filter(() => !type.name.endsWith('Connection'))
          .map((field) => `${type.name}.${field.name}`),
      )
    expect(lists).toEqual([])
  })
})

function undescribed(types: Readonly<Record<string, GraphQLNamedType>>): string[] {
  const missing: string[] = []
  const check = (where: string, description: string | null | undefined) => {
    if (!description?.trim()) missing.push(where)
  }
  for (const type of Object.values(types)) {
    if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name))
      continue
    check(type.name, type.description)
    if (isEnumType(type)) {
      for (const value of type.getValues()) check(`${type.name}.${value.name}`, value.description)
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        check(`${type.name}.${field.name}`, field.description)
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field.description)
        for (const arg of field.args) check(`${type.name}.${field.name}(${arg.name})`, arg.description)
      }
    }
  }
  return missing
}
