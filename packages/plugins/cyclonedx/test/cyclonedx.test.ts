import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readFiles } from '@throughline/plugin-kit'
import { conformance, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { cyclonedx } from '../src/index.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const options = { extensions: ['.json'] }

const SHOP = { type: 'application', name: 'shop', 'bom-ref': 'root' }
const bom = (members: object) =>
  JSON.stringify(
    { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component: SHOP }, ...members },
    null,
    1,
  )
const library = (members: object = {}) => ({ type: 'library', name: 'a', ...members })
const SERIAL = 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79'
const GOOD = bom({ metadata: { component: { type: 'application', name: 'good' } }, serialNumber: SERIAL })

/** Each stands beside a bill of materials that is right, which must not be taken either: it may be about anything. */
const broken: [string, string, string[]][] = [
  ['an empty file', ' ', ['b.json: is empty']],
  ['a document that is cut off', '{\n"bomFormat": "canary-in-', ['b.json, line 2', 'is not valid JSON']],
  ['XML', '<?xml version="1.0"?><bom canary-in-xml=""/>', ['this is XML', '--output-format json']],
  ['SPDX', '{"spdxVersion": "SPDX-2.3"}', ['this is an SPDX document']],
  ['another JSON file', '{"name": "canary-in-name"}', ['this is no CycloneDX document']],
  ['a list', '[]', ['this is no CycloneDX document']],
  ['an old version', bom({ specVersion: '1.3' }), ['line 3', 'none of 1.4, 1.5, 1.6, 1.7']],
  ['a version to come', bom({ specVersion: '2.0' }), ['none of 1.4, 1.5, 1.6, 1.7']],
  ['a version that is a number', bom({ specVersion: 1.6 }), ['none of 1.4, 1.5, 1.6, 1.7']],
  ['no subject', bom({ metadata: {} }), ['there is no metadata.component', '--set subject=']],
  [
    'a subject that cannot be an id',
    bom({ metadata: { component: { type: 'application', name: 'a#b' } } }),
    ['the name of metadata.component cannot stand', '--set subject='],
  ],
  [
    'another document about the same subject',
    bom({ metadata: { component: { type: 'application', name: 'good' } } }),
    ['b.json', 'a.json are about the same subject', 'with different serial numbers or none'],
  ],
  [
    'another document of the same serial number and version',
    bom({ metadata: { component: { type: 'library', name: 'good' } }, serialNumber: SERIAL }),
    ['with the same serial number and version, but differ'],
  ],
  ['deep nesting', `{"a": ${'['.repeat(500)}${']'.repeat(500)}}`, ['nested deeper']],
]

interface Flawed {
  readonly name: string
  readonly text: string
  readonly rejects?: Readonly<Record<string, readonly string[]>>
  readonly takes?: readonly string[]
  readonly partial?: readonly string[]
}

const TWICE = 'bom-ref-given-twice'

/** What of each document must be taken, and what not. */
const flawed: Flawed[] = [
  {
    name: 'a component without a name',
    text: bom({ components: [library(), { type: 'library', version: 'canary-in-version' }] }),
    rejects: { 'b.json, components[1].name': ['b.json, line', 'components[1].name must be a text'] },
    partial: ['assets', 'relations'],
  },
  {
    name: 'a blank name, with a package URL',
    text: bom({ components: [library(), { type: 'library', name: ' ', purl: 'pkg:npm/b@1' }] }),
    rejects: { 'shop#pkg:npm/b@1': ['components[1].name is empty'] },
    partial: ['relations'],
  },
  {
    name: 'a nested component that is none',
    text: bom({ components: [library({ components: [7] })] }),
    rejects: { 'b.json, components[0].components[0]': ['b.json, line'] },
    partial: ['assets', 'relations'],
  },
  {
    name: 'a NUL in a version',
    text: bom({ components: [library(), library({ name: 'b', version: 'canary-in-\0' })] }),
    rejects: { 'b.json, components[1]': ['components[1] cannot be stored: its version contains a NUL'] },
    partial: ['assets', 'relations'],
  },
  {
    name: 'a licence that SPDX does not know, and an expression beside one',
    text: bom({
      components: [library({ licenses: [{ license: { id: 'Own' }, expression: 'MIT OR Own' }] })],
    }),
  },
  {
    name: 'a time without a zone',
    text: bom({ metadata: { component: SHOP, timestamp: '2030-01-01T12:00:00' }, components: [library()] }),
  },
  {
    name: 'a dependency named twice',
    text: bom({
      components: [library({ 'bom-ref': 'a' })],
      dependencies: [
        { ref: 'root', dependsOn: ['a', 'a'] },
        { ref: 'root', dependsOn: ['a'] },
        { ref: 'a', dependsOn: 'canary-in-list' },
      ],
    }),
    takes: ['DEPENDS_ON shop > shop#library:a'],
  },
  {
    name: 'members that do not exist, or are of another type',
    text: bom({
      serialNumber: 'none',
      version: 'canary-in-version',
      components: [
        library({ licence: 'canary-in-licence', group: 7, hashes: [{ alg: 'MD5' }], licenses: 'x' }),
      ],
      services: [{ name: 's', endpoints: [7], authenticated: 'yes' }],
    }),
    takes: ['shop#service:s'],
  },
  {
    name: 'a type of a later version',
    text: bom({ specVersion: '1.4', components: [library(), { type: 'data', name: 'd' }] }),
    takes: ['shop#data:d'],
  },
  { name: 'the same component twice', text: bom({ components: [library(), library()] }) },
  {
    name: 'a bom-ref given twice',
    text: bom({
      components: [library({ 'bom-ref': TWICE }), library({ name: 'c', 'bom-ref': 'c' })],
      services: [{ name: 's', 'bom-ref': TWICE }],
      dependencies: [{ ref: TWICE, dependsOn: ['c'] }],
    }),
    takes: ['shop#service:s', 'shop#library:c'],
    partial: ['relations'],
  },
]

describe('conformance', async () => {
  const shop = await readFile(fixture('boms/shop.cdx.json'), 'utf8')
  const older = shop.replace('"version": 3,', '"version": 2,').replace('"vitest"', '"older"')
  const checks = conformance(cyclonedx, {
    config: {},
    canaries: ['canary-in-'],
    removals: [
      {
        name: 'a component',
        before: () => memoryFiles({ 'a.json': GOOD, 'b.json': bom({ components: [library()] }) }),
        after: () => memoryFiles({ 'a.json': GOOD, 'b.json': bom({}) }),
        gone: ['shop#library:a', 'DEPENDS_ON shop > shop#library:a'],
      },
    ],
    listings: [
      {
        name: 'a directory of two',
        files: () => readFiles(fixture('boms'), options),
        golden: fixture('boms.golden.json'),
      },
      {
        name: 'one',
        files: () => readFiles(fixture('boms/shop.cdx.json'), options),
        golden: fixture('shop.golden.json'),
      },
      {
        name: 'one twice, and its last version',
        files: () => memoryFiles({ 'a.json': older, 'b.json': shop, 'c.json': shop }),
        golden: fixture('shop.golden.json'),
      },
    ],
    broken: broken.map(([name, text, mentions]) => ({
      name,
      files: () => memoryFiles({ 'a.json': GOOD, 'b.json': text }),
      mentions,
    })),
    flawed: flawed.map(({ name, text, rejects = {}, takes = [], partial = [] }) => ({
      name,
      files: () => memoryFiles({ 'a.json': GOOD, 'b.json': text }),
      rejects,
      takes: ['good', 'shop', 'shop#library:a', ...takes],
      partial,
    })),
  })
  for (const check of checks) test(check.name, check.run)
})
