import { fileURLToPath } from 'node:url'
import { readFiles } from '@throughline/plugin-kit'
import { conformance, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { terraform } from '../src/index.ts'
import { fixture, shop } from './fixtures.ts'

const options = { extensions: ['.tfstate', '.tfstate.json'] }

const state = (members: object) =>
  JSON.stringify({ version: 4, serial: 1, lineage: 'a', resources: [], ...members }, null, 1)
const vpc = (members: object) => ({
  mode: 'managed',
  type: 'aws_vpc',
  name: 'x',
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: [{}],
  ...members,
})
const BOTH = ['assets', 'relations']
const GOOD = state({ lineage: 'good', resources: [vpc({ name: 'good' })] })

/** Each is refused where it is the whole input, and rejected where another state can be used. */
const broken: [string, string, string[]][] = [
  ['an empty file', '', ['b.tfstate: is empty']],
  [
    'a state that is cut off',
    '{\n"version": 4, "x": "canary-in-',
    ['b.tfstate, line 2', 'is not valid JSON'],
  ],
  ['text', 'canary-in-text', ['b.tfstate, line 1, column 1', 'is not valid JSON']],
  ['another JSON file', '{"canary-in-a": 1}', ['this is not a Terraform state', 'terraform state pull']],
  ['a list', '[]', ['this is not a Terraform state']],
  ['version 3', '{"version": 3, "modules": []}', ['Terraform 0.11', 'Upgrade it']],
  ['version 5', state({ version: 5 }), ['the version of this state is not 4']],
  [
    'an encrypted state',
    '{"meta": {}, "encrypted_data": "canary-in-ciphertext", "encryption_version": "v0"}',
    ['this state is encrypted', 'tofu state pull'],
  ],
  ['a plan', '{"format_version": "1.2", "planned_values": {}}', ['this is a plan']],
  [
    'another format of show',
    '{"format_version": "2.0"}',
    ['format_version is not what', 'beginning with 1. Write the state with "terraform state pull", and'],
  ],
  ['no serial', state({ serial: undefined }), ['line 1', 'serial is not what a state holds there']],
  [
    'a resource without a type',
    state({ resources: [vpc({}), vpc({ type: undefined })] }),
    ['b.tfstate, line', 'resources[1].type is not what'],
  ],
  [
    'a NUL in a name',
    state({ resources: [vpc({ name: 'canary-in-\0' })] }),
    ['resources[0].name is not what a state holds there: is not a name'],
  ],
  ['an unknown mode', state({ resources: [vpc({ mode: 'canary-in-mode' })] }), ['resources[0].mode']],
  [
    'marks of what is sensitive that cannot be read',
    state({ resources: [vpc({ instances: [{ sensitive_attributes: [[{ type: 'canary-in-step' }]] }] })] }),
    ['resources[0].instances[0].sensitive_attributes[0][0]'],
  ],
  [
    'an address given twice',
    state({ resources: [vpc({}), vpc({ instances: [{}] })] }),
    ['aws_vpc.x is given here, at resources[1].instances[0], and in b.tfstate, line', 'The state is damaged'],
  ],
  ['deep nesting', `{"version": ${'['.repeat(500)}${']'.repeat(500)}}`, ['nested deeper']],
]

describe('conformance', () => {
  const checks = conformance(terraform, {
    config: { workspace: 'shop' },
    canaries: ['canary-in-'],
    removals: [
      {
        name: 'a resource',
        before: () =>
          memoryFiles({
            'a.tfstate': state({
              resources: [vpc({}), vpc({ type: 'aws_subnet', instances: [{ dependencies: ['aws_vpc.x'] }] })],
            }),
          }),
        after: () => memoryFiles({ 'a.tfstate': state({ serial: 2, resources: [vpc({})] }) }),
        gone: ['shop/aws_subnet.x', 'DEPENDS_ON shop/aws_subnet.x > shop/aws_vpc.x'],
      },
    ],
    listings: [
      {
        name: 'a state',
        files: () => readFiles(fixture('shop.tfstate'), options),
        golden: fixture('shop.golden.json'),
      },
      {
        name: 'the output of terraform show',
        files: () => readFiles(fixture('shown.tfstate.json'), options),
        golden: fixture('shown.golden.json'),
      },
      { name: 'a directory with both', files: () => readFiles(fixture(''), options) },
      {
        name: 'a state twice',
        files: () => memoryFiles({ 'a.tfstate': shop, 'b.tfstate': shop }),
        golden: fixture('shop.golden.json'),
      },
    ],
    flawed: [
      ...broken.map(([name, text, mentions]) => ({
        name: `${name} beside a state that can be used`,
        files: () => memoryFiles({ 'a.tfstate': GOOD, 'b.tfstate': text }),
        rejects: { 'state b.tfstate': mentions },
        takes: ['shop/aws_vpc.good'],
        partial: BOTH,
      })),
      {
        name: 'a file that is no text',
        files: () => memoryFiles({ 'a.tfstate': Uint8Array.of(0xe9, 0x0a), 'b.tfstate': GOOD }),
        rejects: { 'state a.tfstate': ['is not UTF-8 text'] },
        takes: ['shop/aws_vpc.good'],
        partial: BOTH,
      },
      ...['a', 'c'].map((older) => ({
        name: `an older state of the same lineage, read ${older === 'a' ? 'first' : 'last'}`,
        files: () =>
          memoryFiles({ [`${older}.tfstate`]: state({ lineage: 'good', serial: 0 }), 'b.tfstate': GOOD }),
        rejects: {
          [`state ${older}.tfstate`]: [
            `${older}.tfstate: this state has the serial 0`,
            'b.tfstate has the serial 1',
            'take the other out',
          ],
        },
        takes: ['shop/aws_vpc.good'],
        partial: BOTH,
      })),
    ],
    broken: [
      ...broken.map(([name, text, mentions]) => ({
        name,
        files: () => memoryFiles({ 'b.tfstate': text }),
        mentions,
      })),
      {
        name: 'an address of another state',
        files: () =>
          memoryFiles({ 'a.tfstate': GOOD, 'b.tfstate': state({ resources: [vpc({ name: 'good' })] }) }),
        mentions: ['aws_vpc.good is given here', 'a.tfstate, line', 'its own "workspace"'],
      },
      {
        name: 'two states of one lineage and serial that differ',
        files: () => memoryFiles({ 'a.tfstate': GOOD, 'b.tfstate': state({ lineage: 'good' }) }),
        mentions: ['a.tfstate: this state and the one in b.tfstate have the same lineage', 'but differ'],
      },
      {
        name: 'a directory without states',
        files: () => readFiles(fileURLToPath(new URL('.', import.meta.url)), options),
        mentions: ['.tfstate'],
      },
    ],
  })
  for (const check of checks) test(check.name, check.run)
})
