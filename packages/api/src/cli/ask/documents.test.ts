import { readFileSync } from 'node:fs'
import { buildSchema, isEnumType, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { APPLY } from '../openslo/apply.ts'
import { EXPORT } from '../openslo/export.ts'
import { ALIGNMENT } from './alignment.ts'
import { ALIGNMENT_GROUPINGS, ALIGNMENT_MEASURES } from './alignment-options.ts'
import { createAskProgram } from './commands.ts'
import { candidatesQuery } from './find-node.ts'
import { GAP_KINDS } from './gap-kinds.ts'
import { GAPS } from './gaps.ts'
import { HEALTH } from './health.ts'
import { IMPACT } from './impact.ts'
import { MAPPING } from './mapping.ts'
import { NODE_TYPES, searchType } from './node-types.ts'
import { SHOWN, showQuery } from './node-views.ts'
import { PROMISE_LINKS } from './promise-links.ts'
import { PROMISES } from './promises.ts'
import { SEARCH } from './search.ts'
import { SLOS } from './slo-list.ts'
import { SLO, SPENT_BY } from './slo-show.ts'
import { ADD, CREATE } from './survey-invite.ts'

const schema = buildSchema(readFileSync(new URL('../../../../sdk/schema.graphql', import.meta.url), 'utf8'))

test.each<readonly [string, string]>([
  ['find by name', candidatesQuery('Shop', NODE_TYPES)],
  ['find by reference', candidatesQuery('cmdb:7', NODE_TYPES)],
  ['alignment', ALIGNMENT],
  ['gaps', GAPS],
  ['health', HEALTH],
  ['impact', IMPACT],
  ['mapping', MAPPING],
  ['promises', PROMISES],
  ['search', SEARCH],
  ['slo list', SLOS],
  ['slo show', SLO],
  ['slo show, its causes', SPENT_BY],
  ['survey invite', CREATE],
  ['survey invite --campaign', ADD],
  ['openslo apply', APPLY],
  ['openslo export', EXPORT],
  ...[...Object.keys(SHOWN), 'AuditEvent'].map((type) => [`show ${type}`, showQuery(type)] as const),
])('the document of %s is valid', (_what, document) => {
  expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([])
})

test('the choices of --type, --kind, --broken, --by and --measure are those of the API', () => {
  expect(ALIGNMENT_GROUPINGS.map((what) => what.toUpperCase()).sort()).toEqual(membersOf('AlignmentGrouping'))
  expect(ALIGNMENT_MEASURES.map((what) => what.toUpperCase()).sort()).toEqual(membersOf('AlignmentMeasure'))
  expect(NODE_TYPES.map(searchType)).toEqual(membersOf('SearchType'))
  expect(GAP_KINDS.map((kind) => kind.replaceAll('-', '_').toUpperCase()).sort()).toEqual(
    membersOf('GapKind'),
  )
  expect(PROMISE_LINKS.map((link) => link.toUpperCase()).sort()).toEqual(membersOf('PromiseLinkName'))
})

function membersOf(name: string): readonly string[] {
  const type = schema.getType(name)
  return isEnumType(type) ? type.getValues().map((member) => member.name) : []
}

test.each([
  [['gaps', '--min-weight', '1.1'], '--min-weight 1.1: a number from 0 to 1'],
  [['health', '--fail-below', '80%'], '--fail-below 80%: a number from 0 to 1'],
  [['gaps', '--kind', 'nonsense'], '--kind nonsense: Allowed choices are agreement-not-acknowledged, '],
  [['promises', '--broken', 'nonsense'], '--broken nonsense: Allowed choices are expected, '],
  [['gaps', '--first', '0'], '--first 0: a whole number from 1'],
  [['search', 'x', '--first', '51'], '--first 51: a whole number from 1 to 50'],
  [['show', 'x', '--type', 'thing'], '--type thing: Allowed choices are alert, '],
  [['survey', 'invite', 's', '--team', 'Stores'], '--team Stores: a team and a number from 1 to 100000'],
  [['survey', 'invite', 's'], 'There would be no link: add --team or --recipients.'],
  [['survey', 'invite', '--team', 'Stores=4'], 'Name a survey for a new campaign, or the campaign'],
  [['impact', 'x', '--on', 'tomorrow'], '--on tomorrow: a day as YYYY-MM-DD'],
])('%j is refused before anything is asked', async (args, message) => {
  const program = createAskProgram(
    () => {
      throw new Error('it began')
    },
    () => undefined,
  )
  await expect(program.parseAsync(args, { from: 'user' })).rejects.toThrow(message)
})
