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

/** Each stands beside a file that is right, which must not be taken either. */
const broken: [string, string, string[]][] = [
  [
    'broken YAML',
    `${GOOD}---\nkind: Pod\n  metadata: [\n`,
    ['b.yaml, document 2, line 5', 'Correct the file'],
  ],
  ['a key that is given twice', `${GOOD}kind: Pod\n`, ['b.yaml, document 1, line 4', 'a key is given twice']],
  ['a tab', `${GOOD}---\nkind: Pod\nmetadata:\n\tname: x\n`, ['b.yaml, document 2, line 7', 'a tab is used']],
  ['truncated JSON', '{"apiVersion": "v1",\n "kind": "List",\n "items": [', ['b.yaml, document 1, line 3']],
  ['an undefined alias', 'kind: *unknown\n', ['b.yaml, document 1, line 1', 'anchor is not defined']],
  ['a text', `${GOOD}---\njust words\n`, ['b.yaml, document 2, line 5', 'this is not a Kubernetes object']],
  ['a list', '- kind: Pod\n', ['b.yaml, document 1, line 1', 'this is not a Kubernetes object']],
  ['a values file', 'image: web:1\nreplicas: 2\n', ['b.yaml, document 1, line 1', 'this object has no kind']],
  [
    'an object without a name',
    'kind: Pod\nmetadata: {}\n',
    ['b.yaml, document 1, line 1', 'this Pod has no metadata.name'],
  ],
  ['a generated name', 'kind: Job\nmetadata: { generateName: x- }\n', ['kubectl get']],
  [
    'a name with a slash',
    'kind: Pod\nmetadata: { name: a/b }\n',
    ['the metadata.name of this Pod is not a name'],
  ],
  [
    'a namespace with a slash',
    'kind: Pod\nmetadata: { name: a, namespace: b/c }\n',
    ['metadata.namespace that is not'],
  ],
  [
    'a list with a broken item',
    'kind: List\nitems:\n  - kind: Pod\n    metadata: { name: a }\n  - kind: Pod\n    metadata: {}\n',
    ['b.yaml, document 1, line 5', 'this Pod has no metadata.name'],
  ],
  [
    'a template with directives',
    'kind: Pod\nmetadata:\n  name: web\n{{- if .Values.labels }}\n  labels: {}\n{{- end }}\n',
    ['b.yaml, document 1, line', 'helm template'],
  ],
  [
    'a template with a name in quotes',
    "kind: Pod\nmetadata: { name: '{{ .Release.Name }}' }\n",
    ['helm template'],
  ],
  [
    'an object given twice with other content',
    `${GOOD}---\n${deployment(1)}---\n${deployment(2)}`,
    ['b.yaml, document 3, line 10', 'shop/Deployment/web is given here', 'b.yaml, document 2, line 5'],
  ],
  [
    'a NUL character',
    'kind: Pod\nmetadata: { name: a, labels: { x: "\\0" } }\n',
    ['metadata.labels.x', 'NUL character'],
  ],
  ['not a number', 'kind: Pod\nmetadata: { name: a }\nspec: { x: .nan }\n', ['spec.x', 'is NaN']],
  [
    'multiplying aliases',
    aliases(12),
    ['b.yaml, document 1', 'aliases in it are resolved more than 100 times'],
  ],
  ['bottomless nesting', `a: ${'['.repeat(2000)}`, ['b.yaml', 'nested too deeply']],
  ['Latin-1', '', ['b.yaml: is not UTF-8 text']],
]

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
    broken: [
      ...broken.map(([name, text, mentions]) => ({
        name,
        files: () =>
          memoryFiles({ 'a.yaml': GOOD, 'b.yaml': name === 'Latin-1' ? Uint8Array.of(0xe9, 0x0a) : text }),
        mentions,
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
