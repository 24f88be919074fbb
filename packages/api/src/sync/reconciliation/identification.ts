import { isPlaceholderIdentifier } from './placeholder-identifiers.ts'

/** Something an asset can be told by. */
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

/** What holds where nobody has set anything: what is burnt in before what is given, and that before what is named. */
export const BUILT_IN_RULES: readonly (IdentificationRule & { readonly matches: RegExp })[] = [
  builtIn('serial-number', 100, /^(.*[._-])?serial([._-]?(number|no))?$/),
  builtIn(
    'cloud-resource-id',
    200,
    /^(.*[._-])?(cloud[._-])?(resource|instance)[._-]id$|^(.*[._-])?(arn|self-link|provider-id)$/,
  ),
  builtIn('uid', 300, /^(.*[._-])?(uid|uuid|guid)$/),
  builtIn('imei', 350, /^(.*[._-])?imei$/),
  builtIn('mac', 400, /^(.*[._-])?mac([._-]?address)?$/),
  { ...builtIn('fqdn', 500, /^(.*[._-])?(fqdn|dns[._-]name)$/), scopedToEnvironment: true },
  { ...builtIn('hostname', 600, /^(.*[._-])?(host[._-]?name|netbios[._-]name)$/), scopedToEnvironment: true },
  { ...builtIn('ip', 700, /^(.*[._-])?ip([._-]?address)?$/), scopedToEnvironment: true },
]

/** For kinds that nobody has heard of: asked after those that are known. */
const OTHERS_PRIORITY = 800

function builtIn(identifierKind: string, priority: number, matches: RegExp) {
  return { identifierKind, priority, enabled: true, scopedToEnvironment: false, matches }
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
  tells(assetKind: string, identifier: Identifier): boolean {
    return this.of(assetKind, identifier.kind).enabled && !isPlaceholderIdentifier(identifier)
  }
}

/** The rule for a kind of identifier where nobody has set one. */
export function builtInRule(identifierKind: string): IdentificationRule {
  const known = BUILT_IN_RULES.find(({ matches }) => matches.test(identifierKind))
  return {
    identifierKind,
    priority: known?.priority ?? OTHERS_PRIORITY,
    enabled: true,
    scopedToEnvironment: known?.scopedToEnvironment ?? false,
  }
}

/** An asset that answers to an identifier, and the environment that was told with it. */
export interface IdentifierMatch {
  readonly assetId: string
  readonly environment: string | null
}

/** What of a record says who it is. */
export interface IdentifyingFields {
  readonly assetKind: string
  readonly environment: string | null
  readonly identifiers: readonly Identifier[]
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
 * First by what this source said before, then by identifiers: those of the smallest priority that any asset answers
 * to decide, all of them together. The order in which a record lists them says nothing.
 * @param byIdentifier the assets that answer to an identifier
 */
export function matchAsset(
  known: string | null | undefined,
  likeness: IdentifyingFields,
  rules: IdentificationRules,
  byIdentifier: (identifier: Identifier) => readonly IdentifierMatch[],
): Match {
  if (known !== null && known !== undefined) return { kind: 'KNOWN', assetId: known, by: null }
  const { assetKind, environment } = likeness
  const telling = likeness.identifiers.filter((identifier) => rules.tells(assetKind, identifier))
  const byPriority = Map.groupBy(telling, ({ kind }) => rules.of(assetKind, kind).priority)
  for (const [priority, identifiers] of [...byPriority].sort(([a], [b]) => a - b)) {
    const found = identifiers.sort(byKindAndValue).map((identifier) => {
      const { scopedToEnvironment } = rules.of(assetKind, identifier.kind)
      const answers = byIdentifier(identifier).filter(
        (answer) => !scopedToEnvironment || answer.environment === environment,
      )
      return { identifier, assetIds: answers.map(({ assetId }) => assetId) }
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

/** The order of identifiers where they are shown or compared. */
export function byKindAndValue(a: Identifier, b: Identifier): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}
