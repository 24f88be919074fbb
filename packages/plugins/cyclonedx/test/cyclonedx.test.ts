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

/** Each stands beside a bill of materials that is right, which must not be taken either. */
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
  [
    'a component without a name',
    bom({ components: [library(), { type: 'library', version: 'canary-in-version' }] }),
    ['b.json, line 17', 'no valid CycloneDX 1.6: components[1] must have', "'name'"],
  ],
  [
    'a licence that SPDX does not know',
    bom({ components: [library({ licenses: [{ license: { id: 'canary-in-licence' } }] })] }),
    ['components[0].licenses[0].license.id must be equal to one of the allowed values'],
  ],
  [
    'a member that does not exist',
    bom({ components: [library({ licence: 'canary-in-licence' })] }),
    ['components[0] must NOT have additional properties: licence'],
  ],
  [
    'a type of a later version',
    bom({ specVersion: '1.4', components: [{ type: 'data', name: 'a' }] }),
    ['1.4: components[0].type'],
  ],
  [
    'a serial number that is none',
    bom({ serialNumber: 'canary-in-serial' }),
    ['serialNumber must match pattern'],
  ],
  [
    'the same component twice',
    bom({
      components: [library({ name: 'b' }), { type: 'library', name: 'b' }, { name: 'b', type: 'library' }],
    }),
    ['b.json, line 12', 'components must NOT have the same item twice'],
  ],
  ['a blank name', bom({ components: [library({ name: ' ' })] }), ['components[0].name is empty']],
  ['no subject', bom({ metadata: {} }), ['there is no metadata.component', '--set subject=']],
  [
    'a subject that cannot be an id',
    bom({ metadata: { component: { type: 'application', name: 'a#b' } } }),
    ['the name of metadata.component cannot stand', '--set subject='],
  ],
  [
    'a bom-ref given twice',
    bom({
      components: [library({ 'bom-ref': 'canary-in-ref' })],
      services: [{ name: 'b', 'bom-ref': 'canary-in-ref' }],
    }),
    ['b.json, line', 'services[0] has the same bom-ref as components[0] in b.json, line 13'],
  ],
  [
    'a bom-ref given twice, deeply',
    bom({ components: [library({ components: [library({ 'bom-ref': 'root' })] })] }),
    ['components[0].components[0] has the same bom-ref as metadata.component'],
  ],
  [
    'a bom-ref given twice, where one of the two is left out',
    bom({ components: [library({ 'bom-ref': 'root', scope: 'excluded' })] }),
    ['components[0] has the same bom-ref as metadata.component'],
  ],
  [
    'a NUL in a version',
    bom({ components: [library({ version: 'canary-in-\0' })] }),
    ['components[0] cannot be stored: its version contains a NUL character'],
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

describe('conformance', async () => {
  const shop = await readFile(fixture('boms/shop.cdx.json'), 'utf8')
  const older = shop.replace('"version": 3,', '"version": 2,').replace('"vitest"', '"older"')
  const checks = conformance(cyclonedx, {
    config: {},
    canaries: ['canary-in-'],
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
  })
  for (const check of checks) test(check.name, check.run)
})
