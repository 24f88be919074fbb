import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFiles } from './check.ts'
import { jsonSchema } from './file-schema.ts'
import { inOrder, placeText } from './problems.ts'

function problems(text: string): string[] {
  return inOrder(checkFiles([{ file: 'a.yaml', text }]).problems).map(
    ({ place, message }) => `${placeText(place)}: ${message}`,
  )
}

test('every problem is told with its place and what to do', () => {
  const text = `teams:
  - { name: Shop, kind: It }
  - name: Web
    costCentre: 4100
    ownr: IT
objectives:
  - title: Grow
    startsOn: 2026-02-30
    weight: -1
    services:
      - { service: Shop, shar: 0.5 }
      - { service: Shop, share: 50% }
  - description: no title
assets:
  - { name: db, kind: database, costPerMonth: 41.5 }
---
services:
  - name: Shop
    dependsOn: [{ service: A, asset: b }, { strength: 1 }]
mappings: []
mappingRules:
  - { name: R, serviceName: x, filter: { not: [{ not: [{ kind: [a] }] }] } }
`
  expect(problems(text)).toEqual([
    'a.yaml:2:25: kind: invalid option: expected one of "BUSINESS"|"IT", not "It"',
    'a.yaml:4:17: costCentre: must be a text; put it in quotes, not 4100',
    'a.yaml:5:5: unknown key "ownr"; known here: name, id, kind, parent, costCentre, contact, labels, references',
    'a.yaml:8:15: startsOn: invalid ISO date, not "2026-02-30"',
    'a.yaml:9:13: weight: too small: expected number to be >=0, not -1',
    'a.yaml:11:26: unknown key "shar"; did you mean "share"?',
    'a.yaml:12:33: share: invalid input: expected number, received string, not "50%"',
    'a.yaml:13:5: title is missing',
    'a.yaml:15:47: costPerMonth: must be a text; put it in quotes, not 41.5',
    'a.yaml:19:17: dependsOn: must have either service or asset, not {"service":"A","asset":"b"}',
    'a.yaml:19:43: dependsOn: must have either service or asset, not {"strength":1}',
    'a.yaml:20:1: unknown key "mappings"; known here: settings, teams, people, objectives, services, processes, assets, mappingRules, sources',
    'a.yaml:22:58: unknown key "kind"; did you mean "kinds"?',
  ])
})

test('a file that does not parse is told with its place', () => {
  expect(problems('teams:\n  - name: "Shop\n')).toEqual([expect.stringMatching(/^a\.yaml:3:1: /)])
  expect(problems('teams:\n  - name: A\n    name: B\n')).toEqual([
    expect.stringMatching(/^a\.yaml:3:5: .*unique/),
  ])
  expect(problems('a: &a [*a]\n')).not.toEqual([])
})

test('the JSON Schema describes every list and field', () => {
  const schema = JSON.stringify(jsonSchema())
  for (const text of ['"teams"', '"minAvailable"', '"additionalProperties":false', 'What is to be reached.'])
    expect(schema).toContain(text)
})

test('the files that the documentation shows have no problem', () => {
  const page = readFileSync(new URL('../../../docs/declarative-files.md', import.meta.url), 'utf8')
  const shown = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  const objects = shown.flatMap((text) => checkFiles([{ file: 'shown.yaml', text }]).objects)
  expect(objects.map(({ kind }) => kind)).toEqual([
    ...['teams', 'teams', 'people', 'objectives', 'services', 'services', 'assets', 'assets', 'assets'],
    ...['mappingRules', 'mappingRules', 'services'],
  ])
  expect(shown.flatMap(problems)).toEqual([])
})
