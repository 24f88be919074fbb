import { anyPattern } from './pattern.ts'
import { type AssetTraits, attributeTexts, labelTexts } from './traits.ts'

/** A condition on a label or an attribute: that it is there, or that one of its texts matches a pattern. */
export interface MappingCondition {
  readonly key: string
  readonly values?: readonly string[]
}

/** Which assets a rule matches: all that is given must hold. Texts are patterns; see pattern.ts. */
export interface MappingFilter {
  readonly kinds?: readonly string[]
  readonly names?: readonly string[]
  readonly environments?: readonly string[]
  /** Patterns of the attribute `namespace`. */
  readonly namespaces?: readonly string[]
  readonly sources?: readonly string[]
  /** UUIDs of teams. */
  readonly owners?: readonly string[]
  readonly labels?: readonly MappingCondition[]
  readonly attributes?: readonly MappingCondition[]
  /** Leaves out assets that one of these matches. */
  readonly not?: readonly MappingFilter[]
}

type AssetTest = (asset: AssetTraits) => boolean

/** The test that a filter stands for. One that asks for nothing matches every asset. */
export function filterTest(filter: MappingFilter): AssetTest {
  const tests: AssetTest[] = []
  const on = (
    patterns: readonly string[] | undefined,
    textsOf: (asset: AssetTraits) => readonly string[],
  ) => {
    if (patterns === undefined) return
    const matches = anyPattern(patterns)
    tests.push((asset) => textsOf(asset).some(matches))
  }
  on(filter.kinds, ({ kind }) => [kind])
  on(filter.names, ({ name }) => [name])
  on(filter.environments, ({ environment }) => (environment === null ? [] : [environment]))
  on(filter.namespaces, ({ attributes }) => attributeTexts(attributes, 'namespace'))
  on(filter.sources, ({ sources }) => sources)
  if (filter.owners !== undefined) {
    const owners = new Set(filter.owners)
    tests.push(({ ownerId }) => ownerId !== null && owners.has(ownerId))
  }
  for (const { key, values } of filter.labels ?? []) {
    on(values ?? ['*'], ({ labels }) => labelTexts(labels, key))
  }
  for (const { key, values } of filter.attributes ?? []) {
    on(values ?? ['*'], ({ attributes }) => attributeTexts(attributes, key))
  }
  for (const inner of filter.not ?? []) {
    const excludes = filterTest(inner)
    tests.push((asset) => !excludes(asset))
  }
  return (asset) => tests.every((test) => test(asset))
}
