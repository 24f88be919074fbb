import { anyPattern } from './pattern.ts'
import { type AssetTexts, type Place, placeText } from './places.ts'

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

/** That a text at a place matches one of these patterns. */
export interface PlaceCondition {
  readonly place: Place
  readonly patterns: readonly string[]
}

type AssetTest = (texts: AssetTexts) => boolean

/** What a filter asks of places, apart from `not`: all of it must hold. The conditions that few assets meet come first. */
export function conditionsOf(filter: MappingFilter): readonly PlaceCondition[] {
  const conditions: PlaceCondition[] = []
  const on = (place: Place, patterns: readonly string[] | undefined) => {
    if (patterns !== undefined) conditions.push({ place, patterns })
  }
  for (const { key, values } of filter.labels ?? []) on({ of: 'label', key }, values ?? ['*'])
  for (const { key, values } of filter.attributes ?? []) on({ of: 'attribute', key }, values ?? ['*'])
  on({ of: 'name', key: '' }, filter.names)
  on({ of: 'attribute', key: 'namespace' }, filter.namespaces)
  on({ of: 'owner', key: '' }, filter.owners)
  on({ of: 'kind', key: '' }, filter.kinds)
  on({ of: 'environment', key: '' }, filter.environments)
  on({ of: 'source', key: '' }, filter.sources)
  return conditions
}

/** The test that a filter stands for. One that asks for nothing matches every asset. */
export function filterTest(filter: MappingFilter): AssetTest {
  const tests: AssetTest[] = conditionsOf(filter).map(({ place, patterns }) => {
    const text = placeText(place)
    const matches = anyPattern(patterns)
    return (texts) => texts.at(place, text).some(matches)
  })
  for (const inner of filter.not ?? []) {
    const excludes = filterTest(inner)
    tests.push((texts) => !excludes(texts))
  }
  return (texts) => tests.every((test) => test(texts))
}
