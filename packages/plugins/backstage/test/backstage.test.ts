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

interface Flawed {
  readonly name: string
  readonly text: string
  /** Keys of the dead letters, with what their messages mention. */
  readonly rejects: Readonly<Record<string, readonly string[]>>
  /** Whether other entities may be lost with it. */
  readonly hides?: boolean
}

const B = 'b/catalog-info.yaml'
/** The listings that lack what an entity says that cannot be used. */
const LACKING = ['people', 'teams', 'relations', 'services']

/** Each stands beside a file that is right, which is taken all the same. */
const flawed: Flawed[] = [
  {
    name: 'broken YAML',
    text: `${system('a')}---\nkind: [\n`,
    rejects: { [`${B}, document 2`]: ['document 2, line 7', 'the indentation'] },
    hides: true,
  },
  {
    name: 'a key given twice',
    text: `${system('a')}kind: System\n`,
    rejects: { 'system:default/a': ['document 1, line 5', 'given twice'] },
    hides: true,
  },
  {
    name: 'a text',
    text: 'words\n',
    rejects: { [`${B}, document 1`]: ['document 1, line 1', 'this entity must be a mapping'] },
    hides: true,
  },
  {
    name: 'no kind',
    text: 'apiVersion: backstage.io/v1alpha1\nmetadata: { name: a }\n',
    rejects: { [`${B}, document 1`]: ['kind of this entity is missing'] },
    hides: true,
  },
  {
    name: 'no name',
    text: 'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {}\n',
    rejects: { [`${B}, document 1`]: ['line 3', 'metadata.name of this entity is missing'] },
    hides: true,
  },
  {
    name: 'a name with a space',
    text: system('"a b"'),
    rejects: { 'system:default/a b': ['line 3', 'metadata.name of this entity must be 1 to 63 letters'] },
  },
  {
    name: 'a list that is a text',
    text: component('  dependsOn: resource:db\n'),
    rejects: { 'component:default/web': ['line 9', 'spec.dependsOn of this entity must be a list'] },
  },
  {
    name: 'an owner that is a list',
    text: component('').replace('owner: team', 'owner: [team]'),
    rejects: { 'component:default/web': ['line 8', 'spec.owner of this entity must be a text'] },
  },
  {
    name: 'a reference without a kind',
    text: component('  dependsOn:\n    - resource:a\n    - db\n'),
    rejects: { 'component:default/web': ['line 11', 'spec.dependsOn[1]', 'names no kind', 'kind:name'] },
  },
  {
    name: 'a reference with an empty part',
    text: component('  system: shop/\n'),
    rejects: { 'component:default/web': ['line 9', 'spec.system of component:default/web is not a ref'] },
  },
  {
    name: 'an owner with an empty part',
    text: system('a', '{ owner: "group:" }'),
    rejects: { 'system:default/a': ['line 4', 'spec.owner of system:default/a is not a reference'] },
  },
  {
    name: 'an entity given twice with other content',
    text: `${system('a')}---\n${system('A', '{ owner: other }')}`,
    rejects: {
      'system:default/a': ['document 2, line 6', 'system:default/a is given here', 'document 1, line 1'],
    },
  },
  {
    name: 'a skeleton',
    text: system(`'\${{ values.name }}'`),
    rejects: {
      'system:default/${{ values.name }}': ['line 3', 'skeleton of a Scaffolder template', 'exclude'],
    },
  },
  {
    name: 'a NUL character',
    text: system('a', '{ owner: "a\\0b" }'),
    rejects: { 'system:default/a': ['line 4', 'NUL character'] },
  },
  {
    name: 'a broken item of a list',
    text: list(entity, { ...entity, metadata: { name: 'b' }, spec: { owner: 7 } }),
    rejects: {
      'system:default/b': ['document 1, line', 'spec.owner of entity 2 of the list must be a text'],
    },
  },
  {
    name: 'an item that is none',
    text: list(entity, [7]),
    rejects: { [`${B}, document 1`]: ['entity 2 of the list must be a mapping'] },
    hides: true,
  },
  {
    name: 'truncated JSON',
    text: `[${JSON.stringify(entity)},\n`,
    rejects: { [`${B}, document 1`]: ['document 1, line'] },
    hides: true,
  },
]

describe('conformance', async () => {
  const dump = await readFile(fixture('entities.json'), 'utf8')
  const checks = conformance(backstage, {
    config: { environment: 'production' },
    canaries: ['canary-in-'],
    removals: [
      {
        name: 'an entity of a file',
        before: () => memoryFiles({ [B]: `${component('  system: shop\n')}---\n${GOOD}` }),
        after: () => memoryFiles({ [B]: GOOD }),
        gone: ['component:default/web', 'DEPENDS_ON system:default/shop > component:default/web'],
      },
      {
        name: 'a file',
        before: () => memoryFiles({ 'a/catalog-info.yaml': GOOD, [B]: component('') }),
        after: () => memoryFiles({ 'a/catalog-info.yaml': GOOD }),
        gone: ['component:default/web'],
      },
    ],
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
          memoryFiles({ 'a.json': `{ "totalItems": 6, "pageInfo": {}, "items": ${dump} }`, 'b.json': dump }),
        golden: fixture('entities.golden.json'),
      },
    ],
    broken: [
      ...flawed
        .filter(({ text }) => !text.includes('---') && !text.startsWith('['))
        .map(({ name, text, rejects }) => ({
          name: `${name}, and nothing else`,
          files: () => memoryFiles({ [B]: text }),
          mentions: [B, ...Object.values(rejects).flat()],
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
    ],
    flawed: [
      ...flawed.map(({ name, text, rejects, hides = false }) => ({
        name,
        files: () => memoryFiles({ 'a/catalog-info.yaml': GOOD, [B]: text }),
        rejects: Object.fromEntries(
          Object.entries(rejects).map(([key, mentions]) => [key, [B, ...mentions]]),
        ),
        takes: ['system:default/shop'],
        partial: hides ? ['people', 'teams', 'assets', 'relations', 'services'] : LACKING,
      })),
      {
        name: 'a file in another encoding',
        files: () => memoryFiles({ 'a/catalog-info.yaml': GOOD, [B]: Uint8Array.of(0xe9, 0x0a) }),
        rejects: { [B]: ['is not UTF-8 text'] },
        takes: ['system:default/shop'],
        partial: ['people', 'teams', 'assets', 'relations', 'services'],
      },
      {
        name: 'a Location that leads to something else',
        files: () =>
          memoryFiles({
            'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: l }\nspec: { target: ./more.yaml }\n---\n${GOOD}`,
            'more.yaml': 'a: 1\n',
          }),
        rejects: { 'more.yaml, document 1': ['more.yaml, document 1, line 1'] },
        takes: ['system:default/shop'],
        partial: ['people', 'teams', 'assets', 'relations', 'services'],
      },
      {
        name: 'a Location whose target is no text',
        files: () =>
          memoryFiles({
            'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: l }\nspec: { targets: [7] }\n---\n${GOOD}`,
          }),
        rejects: {
          'catalog-info.yaml, document 1': ['line 4', 'spec.targets[0] of this entity must be a text'],
        },
        takes: ['system:default/shop'],
        partial: ['people', 'teams', 'assets', 'relations', 'services'],
      },
    ],
  })
  for (const check of checks) test(check.name, check.run)
})
