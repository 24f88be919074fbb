import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readFiles } from '@throughline/plugin-kit'
import { conformance, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { kubernetes } from '../src/index.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const options = { extensions: ['.yaml', '.yml', '.json'] }

const GOOD = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n'
const deployment = (replicas: number) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { replicas: ${replicas} }\n`

interface Flawed {
  readonly name: string
  readonly text: string
  /** Keys of the dead letters, with what their messages mention. */
  readonly rejects: Readonly<Record<string, readonly string[]>>
  /** Whether other objects may be lost with it: then no listing is whole. */
  readonly partial?: readonly string[]
}

const NONE = ['assets', 'relations']
const B = 'b.yaml, document 1'

/** Each stands beside a file that is right, which is taken all the same. */
const flawed: Flawed[] = [
  {
    name: 'broken YAML',
    text: `${GOOD}---\nkind: Pod\n  metadata: [\n`,
    rejects: { 'b.yaml, document 2': ['b.yaml, document 2, line 5', 'Correct it'] },
    partial: NONE,
  },
  {
    name: 'a key that is given twice',
    text: `${deployment(1)}kind: Pod\n`,
    rejects: { [B]: ['b.yaml, document 1, line 5', 'a key is given twice'] },
    partial: NONE,
  },
  {
    name: 'a tab',
    text: `${GOOD}---\nkind: Pod\nmetadata:\n\tname: x\n`,
    rejects: { 'b.yaml, document 2': ['b.yaml, document 2, line 7', 'a tab is used'] },
    partial: NONE,
  },
  {
    name: 'truncated JSON',
    text: '{"apiVersion": "v1",\n "kind": "List",\n "items": [',
    rejects: { [B]: ['b.yaml, document 1, line 3'] },
    partial: NONE,
  },
  {
    name: 'an undefined alias',
    text: 'kind: *unknown\n',
    rejects: { [B]: ['b.yaml, document 1, line 1', 'anchor is not defined'] },
    partial: NONE,
  },
  {
    name: 'a text',
    text: `${GOOD}---\njust words\n`,
    rejects: { 'b.yaml, document 2': ['b.yaml, document 2, line 5', 'this is not a Kubernetes object'] },
    partial: NONE,
  },
  {
    name: 'an object without a name',
    text: 'kind: Pod\nmetadata: {}\n',
    rejects: { [B]: ['b.yaml, document 1, line 1', 'this Pod has no metadata.name'] },
    partial: NONE,
  },
  {
    name: 'a generated name',
    text: 'kind: Job\nmetadata: { generateName: x- }\n',
    rejects: { [B]: ['kubectl get'] },
  },
  {
    name: 'a name with a slash',
    text: 'kind: Pod\nmetadata: { name: a/b }\n',
    rejects: { [B]: ['the metadata.name of this Pod is not a name'] },
    partial: NONE,
  },
  {
    name: 'a namespace with a slash',
    text: 'kind: Pod\nmetadata: { name: a, namespace: b/c }\n',
    rejects: { [B]: ['metadata.namespace that is not'] },
    partial: NONE,
  },
  {
    name: 'a list with a broken item',
    text: 'kind: List\nitems:\n  - kind: Pod\n    metadata: { name: a }\n  - kind: Pod\n    metadata: {}\n',
    rejects: { [B]: ['b.yaml, document 1, line 5', 'item 2 of the list: this Pod has no metadata.name'] },
    partial: NONE,
  },
  {
    name: 'a dump in JSON with a broken item',
    text: '{"kind": "List", "items": [\n{"kind": "Pod",\n "metadata": {"name": "a"}},\n{"kind": "Pod"}]}',
    rejects: { [B]: ['b.yaml, document 1, line 4', 'item 2 of the list'] },
    partial: NONE,
  },
  {
    name: 'a template with directives',
    text: 'kind: Pod\nmetadata:\n  name: web\n{{- if .Values.labels }}\n  labels: {}\n{{- end }}\n',
    rejects: { [B]: ['b.yaml, document 1, line', 'helm template'] },
  },
  {
    name: 'a template with a name in quotes',
    text: "kind: Pod\nmetadata: { name: '{{ .Release.Name }}' }\n",
    rejects: { [B]: ['helm template'] },
  },
  {
    name: 'a template with an image in quotes',
    text: `${deployment(1)}  template: { spec: { containers: [{ name: web, image: "{{ .Values.image }}" }] } }\n`.replace(
      'spec: { replicas: 1 }',
      'spec:',
    ),
    rejects: { 'main/shop/Deployment/web': ['the Deployment web was not rendered', 'helm template'] },
  },
  {
    name: 'an object given twice with other content',
    text: `${GOOD}---\n${deployment(1)}---\n${deployment(2)}`,
    rejects: {
      'main/shop/Deployment/web': [
        'b.yaml, document 3, line 10',
        'shop/Deployment/web is given here',
        'b.yaml, document 2, line 5',
      ],
    },
    partial: ['relations'],
  },
  {
    name: 'a NUL character',
    text: 'kind: Pod\nmetadata: { name: a, labels: { x: "\\0" } }\n',
    rejects: { 'main/default/Pod/a': ['metadata.labels.x', 'NUL character'] },
    partial: ['relations'],
  },
  {
    name: 'not a number',
    text: 'kind: Pod\nmetadata: { name: a }\nspec: { x: .nan }\n',
    rejects: { 'main/default/Pod/a': ['spec.x', 'is NaN'] },
    partial: ['relations'],
  },
  {
    name: 'multiplying aliases',
    text: aliases(12),
    rejects: { [B]: ['b.yaml, document 1', 'aliases in it are resolved more than 100 times'] },
    partial: NONE,
  },
]

/** Files of other things, which stand in many a directory. */
const foreign: Readonly<Record<string, string>> = {
  'a values file': 'image: web:1\nreplicas: 2\n',
  'a list': '- kind: Pod\n',
  'a text': 'just words\n',
  'bottomless nesting': `a: ${'['.repeat(2000)}`,
  'a template of something else': 'a: {{ b }}\n\t[',
}

/** Lists of lists of aliases: ten to the power of `levels` texts when they are resolved. */
function aliases(levels: number): string {
  const level = (n: number) => `l${n}: &l${n} [${Array.from({ length: 10 }, () => `*l${n - 1}`).join(', ')}]`
  const lists = Array.from({ length: levels }, (_, index) => level(index + 1))
  return ['kind: Pod', 'l0: &l0 canary-in-an-alias', ...lists].join('\n')
}

describe('conformance', async () => {
  const dump = await readFile(fixture('dump.json'), 'utf8')
  const checks = conformance(kubernetes, {
    config: { cluster: 'main' },
    canaries: ['canary-in-'],
    removals: [
      {
        name: 'an object of a file',
        before: () => memoryFiles({ 'a.yaml': `${GOOD}---\n${deployment(1)}` }),
        after: () => memoryFiles({ 'a.yaml': GOOD }),
        gone: ['main/shop/Deployment/web', 'CONTAINS main/_/Namespace/shop > main/shop/Deployment/web'],
      },
    ],
    listings: [
      {
        name: 'a directory of manifests',
        files: () => readFiles(fixture('shop'), options),
        golden: fixture('shop.golden.json'),
      },
      {
        name: 'a dump of a cluster',
        files: () => readFiles(fixture('dump.json'), options),
        golden: fixture('dump.golden.json'),
      },
      {
        name: 'the dump twice',
        files: () => memoryFiles({ 'a.json': dump, 'b.json': dump }),
        golden: fixture('dump.golden.json'),
      },
    ],
    flawed: [
      ...flawed.map(({ name, text, rejects, partial = [] }) => ({
        name,
        files: () => memoryFiles({ 'a.yaml': GOOD, 'b.yaml': text }),
        rejects,
        takes: ['main/_/Namespace/shop'],
        partial,
      })),
      {
        name: 'Latin-1',
        files: () => memoryFiles({ 'a.yaml': GOOD, 'b.yaml': Uint8Array.of(0xe9, 0x0a) }),
        rejects: { 'b.yaml': ['is not UTF-8 text'] },
        takes: ['main/_/Namespace/shop'],
        partial: NONE,
      },
      ...Object.entries(foreign).map(([name, text]) => ({
        name: `${name} beside manifests`,
        files: () => memoryFiles({ 'a.yaml': GOOD, 'b.yaml': text }),
        rejects: {},
        takes: ['main/_/Namespace/shop'],
      })),
    ],
    broken: [
      ...Object.entries(foreign).map(([name, text]) => ({
        name: `${name} alone`,
        files: () => memoryFiles({ 'b.yaml': text }),
        mentions: ['b.yaml'],
      })),
      {
        name: 'nothing',
        files: () => memoryFiles({ 'standard input': '' }),
        mentions: ['holds no Kubernetes manifest'],
      },
      {
        name: 'a path that is missing',
        files: () => readFiles('/no/such/path', options),
        mentions: ['/no/such/path: does not exist'],
      },
    ],
  })
  for (const check of checks) test(check.name, check.run)
})
