import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readFiles } from '@throughline/plugin-kit'
import { conformance, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { backstage } from '../src/index.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const options = { extensions: ['.yaml', '.yml', '.json'] }

const system = (name: string, spec = '{ owner: team }') =>
  `apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: ${name} }\nspec: ${spec}\n`
const component = (spec: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: web\nspec:\n  type: service\n  lifecycle: production\n  owner: team\n${spec}`
const GOOD = system('shop')
const list = (...items: object[]) => JSON.stringify(items)
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'a' },
  spec: { owner: 'b' },
}

/** Each stands beside a file that is right, which must not be taken either. */
const broken: [string, string, string[]][] = [
  ['broken YAML', `${GOOD}---\nkind: [\n`, ['catalog-info.yaml, document 2, line 7', 'the indentation']],
  ['a key given twice', `${GOOD}kind: System\n`, ['catalog-info.yaml, document 1, line 5', 'given twice']],
  ['a text', 'words\n', ['document 1, line 1', 'this entity must be a mapping']],
  [
    'no kind',
    'apiVersion: backstage.io/v1alpha1\nmetadata: { name: a }\n',
    ['kind of this entity is missing'],
  ],
  [
    'no name',
    'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {}\n',
    ['line 3', 'metadata.name of this entity is missing'],
  ],
  ['no owner', system('a', '{}'), ['document 1, line 4', 'spec.owner of this entity is missing']],
  [
    'no content',
    'apiVersion: backstage.io/v1alpha1\nkind: Domain\nmetadata: { name: a }\n',
    ['spec of this entity is missing'],
  ],
  [
    'a name with a space',
    system('"a b"'),
    ['line 3', 'metadata.name of this entity must be 1 to 63 letters'],
  ],
  [
    'a label that is a number',
    component('').replace('name: web', 'name: web\n  labels: { version: 1 }'),
    ['line 5', 'metadata.labels.version', 'must be a text'],
  ],
  [
    'a list that is a text',
    component('  dependsOn: resource:db\n'),
    ['line 9', 'spec.dependsOn of this entity must be a list'],
  ],
  [
    'a reference without a kind',
    component('  dependsOn:\n    - resource:a\n    - db\n'),
    ['line 11', 'spec.dependsOn[1] of component:default/web names no kind', 'kind:name'],
  ],
  [
    'a reference with an empty part',
    component('  system: shop/\n'),
    ['line 9', 'spec.system of component:default/web is not a reference'],
  ],
  [
    'an owner with an empty part',
    system('a', '{ owner: "group:" }'),
    ['line 4', 'spec.owner of system:default/a is not a reference'],
  ],
  [
    'an entity given twice with other content',
    `${system('a')}---\n${system('A', '{ owner: other }')}`,
    ['document 2, line 6', 'system:default/a is given here', 'document 1, line 1'],
  ],
  ['a skeleton', system(`'\${{ values.name }}'`), ['line 3', 'skeleton of a Scaffolder template', 'exclude']],
  ['a NUL character', system('a', '{ owner: "a\\0b" }'), ['line 4', 'NUL character']],
  [
    'a broken item of a list',
    list(entity, { ...entity, metadata: { name: 'b' }, spec: {} }),
    ['document 1', 'spec.owner of entity 2 of the list is missing'],
  ],
  ['an item that is none', list(entity, [7]), ['entity 2 of the list must be a mapping']],
  ['truncated JSON', `[${JSON.stringify(entity)},\n`, ['document 1, line']],
]

describe('conformance', async () => {
  const dump = await readFile(fixture('entities.json'), 'utf8')
  const checks = conformance(backstage, {
    config: { environment: 'production' },
    canaries: ['canary-in-'],
    listings: [
      {
        name: 'a directory with a catalog in it',
        files: () => readFiles(fixture('shop'), options),
        golden: fixture('shop.golden.json'),
      },
      {
        name: 'what the API answers',
        files: () => readFiles(fixture('entities.json'), options),
        golden: fixture('entities.golden.json'),
      },
      {
        name: 'the same in pages, twice',
        files: () =>
          memoryFiles({ 'a.json': `{ "totalItems": 4, "pageInfo": {}, "items": ${dump} }`, 'b.json': dump }),
        golden: fixture('entities.golden.json'),
      },
    ],
    broken: [
      ...broken.map(([name, text, mentions]) => ({
        name,
        files: () => memoryFiles({ 'a/catalog-info.yaml': GOOD, 'b/catalog-info.yaml': text }),
        mentions: ['b/catalog-info.yaml', ...mentions],
      })),
      {
        name: 'Latin-1',
        files: () => memoryFiles({ 'catalog-info.yaml': Uint8Array.of(0xe9, 0x0a) }),
        mentions: ['catalog-info.yaml: is not UTF-8 text'],
      },
      {
        name: 'nothing',
        files: () => memoryFiles({ 'standard input': '' }),
        mentions: ['standard input: holds no entity'],
      },
      {
        name: 'a directory of other things',
        files: () => memoryFiles({ 'a.yaml': 'a: 1\n', 'b.json': '{' }),
        mentions: ['the input of 2 files: holds no entity', 'catalog-info.yaml'],
      },
      {
        name: 'a file alone that is no catalog',
        files: () => memoryFiles({ 'values.yaml': 'a: 1\n' }),
        mentions: ['values.yaml, document 1, line 1', 'apiVersion of this entity is missing'],
      },
      {
        name: 'a Location that leads to something else',
        files: () =>
          memoryFiles({
            'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: l }\nspec: { target: ./more.yaml }\n---\n${GOOD}`,
            'more.yaml': 'a: 1\n',
          }),
        mentions: ['more.yaml, document 1, line 1'],
      },
      {
        name: 'a Location whose target is no text',
        files: () =>
          memoryFiles({
            'catalog-info.yaml':
              'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: l }\nspec: { targets: [7] }\n',
          }),
        mentions: ['line 4', 'spec.targets[0] of this entity must be a text'],
      },
    ],
  })
  for (const check of checks) test(check.name, check.run)
})
