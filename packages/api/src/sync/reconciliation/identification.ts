import { canonicalIdentifier, type WrittenIdentifier } from '../records/canonical-identifier.ts'
import { type IdentifierFamily, identifierFamily } from '../records/identifier-families.ts'
import { isPlaceholderIdentifier } from './placeholder-identifiers.ts'

/** Something an asset can be told by, in canonical form. */
export interface Identifier {
  readonly kind: string
  readonly value: string
}

/** How identifiers of one kind are used. */
export interface IdentificationRule {
  readonly identifierKind: string
  /** Smaller is asked first; what has the same number is asked together. */
  readonly priority: number
  readonly enabled: boolean
  /** The same value in another environment tells of something else. */
  readonly scopedToEnvironment: boolean
}

/** A rule that somebody has set, for assets of a kind or, as `*`, for all. */
export interface OwnIdentificationRule extends IdentificationRule {
  readonly assetKind: string
}

interface BuiltInRule extends IdentificationRule {
  readonly identifierKind: IdentifierFamily
  /** An asset has one identifier of such a kind: two different ones are of two assets. */
  readonly single: boolean
}

/** What holds where nobody has set anything: what is burnt in before what is given, and that before what is named. */
export const BUILT_IN_RULES: readonly BuiltInRule[] = [
  builtIn('serial-number', 100, { single: true }),
  builtIn('cloud-resource-id', 200, { single: true }),
  builtIn('uid', 300, { single: true }),
  builtIn('imei', 350),
  builtIn('mac', 400),
  builtIn('fqdn', 500, { scopedToEnvironment: true }),
  builtIn('hostname', 600, { scopedToEnvironment: true }),
  builtIn('ip', 700, { scopedToEnvironment: true }),
]

/** For kinds that nobody has heard of: asked after those that are known. */
const OTHERS_PRIORITY = 800

function builtIn(
  identifierKind: IdentifierFamily,
  priority: number,
  more: Partial<BuiltInRule> = {},
): BuiltInRule {
  return { identifierKind, priority, enabled: true, scopedToEnvironment: false, single: false, ...more }
}

function builtInFor(identifierKind: string): BuiltInRule | undefined {
  const family = identifierFamily(identifierKind.toLowerCase())
  return BUILT_IN_RULES.find((rule) => rule.identifierKind === family)
}

/** The rules that are in force: what is set for a kind of asset, else what is set for all, else what is built in. */
export class IdentificationRules {
  readonly #own: ReadonlyMap<string, OwnIdentificationRule>

  constructor(own: readonly OwnIdentificationRule[]) {
    this.#own = new Map(own.map((rule) => [`${rule.assetKind} ${rule.identifierKind}`, rule]))
  }

  of(assetKind: string, identifierKind: string): IdentificationRule {
    return (
      this.#own.get(`${assetKind} ${identifierKind}`) ??
      this.#own.get(`* ${identifierKind}`) ??
      builtInRule(identifierKind)
    )
  }

  /** Whether an identifier can tell assets of a kind at all. */
  tells(assetKind: string, identifier: WrittenIdentifier): boolean {
    return this.of(assetKind, identifier.kind).enabled && !isPlaceholderIdentifier(identifier)
  }

  /** Those of these identifiers that can tell assets of a kind, in canonical form and each once. */
  telling(assetKind: string, identifiers: readonly WrittenIdentifier[]): Identifier[] {
    const telling = identifiers
      .filter((identifier) => this.tells(assetKind, identifier))
      .map((identifier) => ({ kind: identifier.kind, value: canonicalIdentifier(identifier) }))
    return [
      ...new Map(
        telling.map((identifier) => [`${identifier.kind} ${identifier.value}`, identifier]),
      ).values(),
    ]
  }
}

/** The rule for a kind of identifier where nobody has set one. */
export function builtInRule(identifierKind: string): IdentificationRule {
  const known = builtInFor(identifierKind)
  return {
    identifierKind,
    priority: known?.priority ?? OTHERS_PRIORITY,
    enabled: true,
    scopedToEnvironment: known?.scopedToEnvironment ?? false,
  }
}

/** An asset that holds an identifier, and the environment that was reported with it. */
export interface IdentifierMatch {
  readonly assetId: string
  readonly environment: string | null
  /** The source that reports it, by a record that is not missing; null if there is none. */
  readonly sourceId?: string | null
}

/** The fields of a record that identify it. */
export interface IdentifyingFields {
  readonly assetKind: string
  readonly environment: string | null
  readonly identifiers: readonly WrittenIdentifier[]
}

/** What else is known when a record is matched. */
export interface MatchContext {
  /** The assets that hold an identifier. */
  readonly holders: (identifier: Identifier) => readonly IdentifierMatch[]
  /** Whether another present record of the same source is of this asset: then this record is of another one. */
  readonly isOfAnother: (assetId: string) => boolean
  /** Whether another record of the same page has the identifier as well. */
  readonly isRepeated: (identifier: Identifier) => boolean
  /** The identifiers that records of the asset have. */
  readonly heldBy: (assetId: string) => readonly Identifier[]
}

/** The identifier that told an asset, and when it was asked. */
export interface MatchedBy extends Identifier {
  readonly priority: number
}

/** Which asset a record tells of. */
export type Match =
  /** By what the source called it before, where no identifier is named, else by that identifier. */
  | { readonly kind: 'KNOWN'; readonly assetId: string; readonly by: MatchedBy | null }
  | { readonly kind: 'NEW' }
  /** Several assets answer to the record's identifiers: nothing is changed until a person decides. */
  | {
      readonly kind: 'AMBIGUOUS'
      readonly assetIds: readonly string[]
      readonly met: readonly Identifier[]
    }

/**
 * Matches a record by its identifiers: those of the smallest priority that match any asset decide, all of them
 * together. The order in which a record lists them has no effect. An identifier that a source reports of two assets
 * matches none of them, and an asset that a stronger identifier contradicts is not matched by a weaker one.
 */
export function matchAsset(
  likeness: IdentifyingFields,
  rules: IdentificationRules,
  context: MatchContext,
): Match {
  const { assetKind, environment } = likeness
  const telling = rules.telling(assetKind, likeness.identifiers)
  const byPriority = Map.groupBy(telling, ({ kind }) => rules.of(assetKind, kind).priority)
  for (const [priority, identifiers] of [...byPriority].sort(([a], [b]) => a - b)) {
    const stronger = telling.filter(({ kind }) => rules.of(assetKind, kind).priority < priority)
    const found = identifiers.sort(byKindAndValue).map((identifier) => {
      const { scopedToEnvironment } = rules.of(assetKind, identifier.kind)
      const holders = context
        .holders(identifier)
        .filter((holder) => !scopedToEnvironment || holder.environment === environment)
      const shared =
        context.isRepeated(identifier) ||
        isOfSeveral(holders) ||
        holders.some(({ assetId }) => context.isOfAnother(assetId))
      const assetIds = shared
        ? []
        : holders
            .map(({ assetId }) => assetId)
            .filter((assetId) => contradictions(stronger, context.heldBy(assetId)).length === 0)
      return { identifier, assetIds }
    })
    const met = found.filter(({ assetIds }) => assetIds.length > 0).map(({ identifier }) => identifier)
    const [only, ...others] = new Set(found.flatMap(({ assetIds }) => assetIds))
    if (only === undefined) continue
    if (others.length > 0) return { kind: 'AMBIGUOUS', assetIds: [only, ...others].sort(), met }
    const [first] = met
    return { kind: 'KNOWN', assetId: only, by: first === undefined ? null : { ...first, priority } }
  }
  return { kind: 'NEW' }
}

/** Whether one source reports an identifier of several assets. */
function isOfSeveral(holders: readonly IdentifierMatch[]): boolean {
  const known = holders.filter(({ sourceId }) => typeof sourceId === 'string')
  return [...Map.groupBy(known, ({ sourceId }) => sourceId).values()].some(
    (ofSource) => new Set(ofSource.map(({ assetId }) => assetId)).size > 1,
  )
}

/**
 * The identifiers by which these two cannot be one asset: both have some of a kind of which an asset has one, and none
 * in common. Placeholders are to be left out before.
 */
export function contradictions(
  one: readonly Identifier[],
  other: readonly Identifier[],
): readonly Identifier[] {
  const kinds = new Set(one.map(({ kind }) => kind).filter((kind) => builtInFor(kind)?.single === true))
  return [...kinds].sort().flatMap((kind) => {
    const [here, there] = [one, other].map((all) => all.filter((identifier) => identifier.kind === kind))
    if (here === undefined || there === undefined || here.length === 0 || there.length === 0) return []
    const common = here.some(({ value }) => there.some((identifier) => identifier.value === value))
    return common ? [] : [...here, ...there].sort(byKindAndValue)
  })
}

/** The order of identifiers where they are shown or compared. */
export function byKindAndValue(a: Identifier, b: Identifier): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}
