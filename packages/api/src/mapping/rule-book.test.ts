import { expect, test } from 'vitest'
import { filterTest, type MappingFilter } from './filter.ts'
import { patternTest } from './pattern.ts'
import { AssetTexts } from './places.ts'
import { RuleBook, type StoredRule } from './rule-book.ts'
import { parseTemplate, render, TemplateError } from './template.ts'
import type { AssetTraits } from './traits.ts'

const thing: AssetTraits = {
  kind: 'kubernetes.deployment',
  name: 'web',
  environment: 'production',
  lifecycle: 'LIVE',
  ownerId: 't-1',
  labels: { 'app.kubernetes.io/part-of': 'store', empty: ' ' },
  attributes: {
    namespace: 'shop',
    'a.b': 'dotted',
    deep: { er: 'found' },
    many: ['x', 'y', 'x'],
    system: 'system:default/till',
    urn: 'urn:cart',
  },
  sources: ['cluster'],
}

test.each([
  ['web', 'web', true],
  ['web', 'website', false],
  ['kube-*', 'kube-system', true],
  ['*a*a', 'a', false],
  ['*a*a', 'banana', true],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'acb', false],
  ['*', '', true],
  ['ab*bc', 'abc', false],
])('the pattern %s matches %s: %s', (pattern, text, matches) => {
  expect(patternTest(pattern)(text)).toBe(matches)
})

test.each<[MappingFilter, boolean]>([
  [{}, true],
  [{ kinds: ['kubernetes.*'], namespaces: ['shop'] }, true],
  [{ kinds: ['kubernetes.*'], namespaces: ['shop-*'] }, false],
  [{ labels: [{ key: 'app.kubernetes.io/part-of' }] }, true],
  [{ labels: [{ key: 'empty' }] }, false],
  [{ attributes: [{ key: 'deep.er', values: ['f*'] }, { key: 'a.b' }] }, true],
  [{ attributes: [{ key: 'many', values: ['y'] }] }, true],
  [{ owners: ['t-2'] }, false],
  [{ sources: ['clu*'], environments: ['production'], names: ['w*'], owners: ['t-1'] }, true],
  [{ not: [{ namespaces: ['kube-*'] }, { names: ['web'] }] }, false],
  [{ not: [{ namespaces: ['kube-*'] }] }, true],
  [{ attributes: [{ key: 'many', values: ['z'] }] }, false],
])('the filter %j matches: %s', (filter, matches) => {
  expect(filterTest(filter)(new AssetTexts(thing))).toBe(matches)
})

test.each([
  ['{label:app.kubernetes.io/part-of}', ['store']],
  ['{label:none|label:empty|attribute:namespace|name}', ['shop']],
  ['{name} in {attribute:namespace}', ['web in shop']],
  ['{name} of {label:none}', []],
  ['{attribute:many}', ['x', 'y']],
  ['{tail:attribute:system}', ['till']],
  ['{tail:attribute:urn}', ['cart']],
  ['{attribute:many|name}s and {kind}', ['xs and kubernetes.deployment', 'ys and kubernetes.deployment']],
  ['fixed', ['fixed']],
])('the template %s gives %j', (template, names) => {
  expect(render(parseTemplate(template), new AssetTexts(thing))).toEqual(names)
})

test('a text of any length has a tail', () => {
  const long = new AssetTexts({
    ...thing,
    attributes: { path: `${'a'.repeat(200_000)}/end`, open: `${'a'.repeat(200_000)}/` },
  })
  expect(render(parseTemplate('{tail:attribute:path}'), long)).toEqual(['end'])
  expect(render(parseTemplate('{tail:attribute:open|name}'), long)).toEqual(['web'])
})

test('a pattern of many parts tries none of them twice', () => {
  expect(patternTest(`${'a*'.repeat(140)}b*b`)(`${'a'.repeat(100_000)}b`)).toBe(false)
})

test.each(['{owner}', '{name', 'name}', '{}', '{label:}'])('the template %s is refused', (template) => {
  expect(() => parseTemplate(template)).toThrow(TemplateError)
})

const stored = (number: number, more: Partial<StoredRule>): StoredRule => ({
  versionId: String(number),
  number,
  ruleVersion: 1,
  filter: {},
  serviceId: null,
  serviceName: '{name}',
  serviceNamespace: '',
  createsService: true,
  strength: 1,
  groupName: null,
  groupMinAvailable: 1,
  ...more,
})

test('the first rule that matches and gives a name decides; a retired asset belongs to nothing', () => {
  const book = new RuleBook([
    stored(1, { filter: { kinds: ['server.*'] } }),
    stored(2, { serviceName: '{label:none}' }),
    stored(3, { serviceNamespace: '{attribute:namespace}' }),
    stored(4, { serviceName: null, serviceId: 's' }),
  ])
  expect(book.decide(thing)).toMatchObject({
    rule: { number: 3 },
    keys: [{ name: 'web', namespace: 'shop' }],
  })
  expect(book.decide({ ...thing, ownerId: null })?.rule.number).toBe(3)
  expect(book.decide({ ...thing, lifecycle: 'RETIRED' })).toBeUndefined()
  expect(new RuleBook([]).decide(thing)).toBeUndefined()
})

test('a rule decides only if all of its filter holds', () => {
  const book = new RuleBook([
    stored(1, { filter: { names: ['web'], kinds: ['server'] } }),
    stored(2, { filter: { owners: ['t-1'] } }),
    stored(3, {}),
  ])
  expect(book.decide(thing)?.rule.number).toBe(2)
  expect(book.decide({ ...thing, ownerId: null })?.rule.number).toBe(3)
})

test('several namespaces are none, and two names that are the same are one', () => {
  const book = new RuleBook([
    stored(1, { serviceName: '{attribute:twice}{attribute:many}', serviceNamespace: '{attribute:many}' }),
  ])
  const attributes = { many: ['x', 'ax'], twice: ['ba', 'b'] }
  expect(book.decide({ ...thing, attributes })?.keys).toEqual([
    { name: 'bax', namespace: '' },
    { name: 'baax', namespace: '' },
    { name: 'bx', namespace: '' },
  ])
})
