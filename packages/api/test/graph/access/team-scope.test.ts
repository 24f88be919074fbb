import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { denial } from '../../../src/access/authorise.ts'
import { TEAM_MUTATIONS, TEAM_OF } from '../../../src/access/team-scope.ts'
import { fieldPlan } from '../../../src/graph/declaration.ts'
import { nodeTypes } from '../../../src/graph/node-type.ts'
import { schema } from '../../../src/schema.ts'

const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {})

/** Mutations that take a role of the whole organisation, and are meant to. */
const ORGANISATION = [
  ...['Person', 'ServiceAccount', 'Team'].flatMap((type) => [
    `create${type}`,
    `update${type}`,
    `delete${type}`,
  ]),
  ...['grantRole', 'revokeRole', 'updateSettings'],
  ...['createSource', 'updateSource', 'deleteSource', 'pauseSource', 'resumeSource', 'testSource'],
  ...[
    'syncSource',
    'cancelSyncRun',
    'retryDelivery',
    'ingestAssets',
    'ingestRecords',
    'recordSamples',
    'recordResponses',
    'setSurveyInvitations',
  ],
  ...['createCampaign', 'addCampaignLinks', 'closeCampaign'],
  ...['setPrecedenceRules', 'setIdentificationRules', 'mergeAssets', 'unmergeAssets', 'dismissDuplicate'],
  ...['create', 'update', 'enable', 'move', 'delete'].map((verb) => `${verb}MappingRule`),
  ...['create', 'update', 'delete', 'link', 'unlink'].map((verb) => `${verb}ChangeWindow`),
  'addMappingRuleSet',
  ...['Agreement', 'Allocation', 'Expectation'].flatMap((type) => [
    `create${type}`,
    `update${type}`,
    `delete${type}`,
  ]),
  ...['propose', 'revise', 'acknowledge', 'reject', 'withdraw'].map((verb) => `${verb}AgreementVersion`),
  'endAgreement',
  ...['createTicketInSource', 'commentOnTicket', 'sendSurvey', 'linkAlert', 'unlinkAlert'],
]

describe('the table', () => {
  it('says whose team counts for every type and every table of links', () => {
    const links = Object.values(schema.getTypeMap()).flatMap((type) =>
      'getFields' in type && 'getInterfaces' in type
        ? Object.values(type.getFields()).flatMap((field) => {
            const plan = fieldPlan(field as never)
            return plan?.kind === 'connection' && plan.link.kind === 'through' ? plan.link.table : []
          })
        : [],
    )
    const tables = new Set([...[...nodeTypes.values()].map(({ table }) => table), ...links])
    expect(Object.keys(TEAM_OF).sort()).toEqual([...tables].sort())
  })

  it('has every mutation, or it is one of the whole organisation', () => {
    expect([...TEAM_MUTATIONS, ...ORGANISATION].sort()).toEqual(mutations.toSorted())
  })
})

describe('a role of a team', () => {
  it.each(ORGANISATION)('does not call %s', (name) => {
    const roles = ['EDITOR', 'APPROVER', 'CONNECTOR', 'ADMIN'] as const
    const grants = roles.map((role) => ({ role, team: '01920000-0000-7000-8000-000000000000' }))
    const refused = denial(schema, parse(`mutation { ${name} { __typename } }`), {
      id: 'test',
      name: 'token:test',
      roles,
      grants,
    })
    expect(refused?.message).toContain('takes a role of the whole organisation')
  })
})
