import type { JsonValue } from '@throughline/db'
import { type Claim, type ClaimedValue, PERSON_PRECEDENCE } from './claims.ts'

/** The precedence of a source for an attribute, in place of the precedence of the source itself. */
export interface PrecedenceRule {
  /** `*`: any kind. */
  readonly assetKind: string
  /** A place such as `attributes.os`; `attributes.*` is all below it, `*` is all there is. */
  readonly attribute: string
  readonly sourceId: string
  /** The smaller number comes first. */
  readonly precedence: number
  /** Seconds after which a claim that is not confirmed is stale. Null: never. */
  readonly staleAfter: number | null
}

/** The precedence of a claim for one attribute, and the rule that sets it. */
export interface EffectivePrecedence {
  readonly precedence: number
  readonly staleAfter: number | null
  /** The rule in words that a person can look up. */
  readonly rule: string
}

const OF_A_PERSON: EffectivePrecedence = {
  precedence: PERSON_PRECEDENCE,
  staleAfter: null,
  rule: 'a person comes before every source',
}

/** The rules that are in force. */
export class PrecedenceRules {
  readonly #rules: ReadonlyMap<string, readonly PrecedenceRule[]>
  readonly #standings = new Map<string, EffectivePrecedence>()

  constructor(rules: readonly PrecedenceRule[]) {
    this.#rules = Map.groupBy(rules, ({ sourceId }) => sourceId)
  }

  /**
   * An attribute rule stands over a source rule, and that over the precedence of the source: of the rules that fit,
   * the one that names the attribute most exactly counts, and of those the one that names the kind.
   * @param kind the kind of the asset; `*` leaves rules for one kind out
   */
  standing(kind: string, attribute: string, claim: Omit<Claim, 'attributes'>): EffectivePrecedence {
    if (claim.sourceId === null) return OF_A_PERSON
    const key = `${claim.sourceId}\0${kind}\0${attribute}\0${claim.precedence}`
    const known = this.#standings.get(key)
    if (known !== undefined) return known
    const standing = this.#decide(kind, attribute, claim)
    this.#standings.set(key, standing)
    return standing
  }

  #decide(kind: string, attribute: string, claim: Omit<Claim, 'attributes'>): EffectivePrecedence {
    const name = claim.source ?? claim.sourceId
    const fitting = (this.#rules.get(claim.sourceId ?? '') ?? [])
      .filter((rule) => rule.assetKind === '*' || rule.assetKind === kind)
      .filter((rule) => covers(rule.attribute, attribute))
      .sort(
        (a, b) => exactness(b) - exactness(a) || Number(a.assetKind === '*') - Number(b.assetKind === '*'),
      )
    const [rule] = fitting
    if (rule === undefined) {
      const words = `the source ${name} has the precedence ${claim.precedence}`
      return { precedence: claim.precedence, staleAfter: null, rule: words }
    }
    const where = `${rule.attribute === '*' ? 'all' : rule.attribute} of ${rule.assetKind === '*' ? 'any kind' : rule.assetKind}`
    const stale = rule.staleAfter === null ? '' : `, stale after ${duration(rule.staleAfter)}`
    return {
      precedence: rule.precedence,
      staleAfter: rule.staleAfter,
      rule: `the rule for ${where} gives ${name} the precedence ${rule.precedence}${stale}`,
    }
  }
}

function covers(pattern: string, attribute: string): boolean {
  return (
    pattern === attribute ||
    pattern === '*' ||
    (pattern.endsWith('.*') && attribute.startsWith(pattern.slice(0, -1)))
  )
}

/** How exactly a rule names its attribute: the whole place, then the longest beginning, then everything. */
function exactness({ attribute }: PrecedenceRule): number {
  return attribute.endsWith('*') ? attribute.length : Number.MAX_SAFE_INTEGER
}

function duration(seconds: number): string {
  const [count, unit] =
    seconds % 86_400 === 0
      ? [seconds / 86_400, 'day']
      : seconds % 3600 === 0
        ? [seconds / 3600, 'hour']
        : [seconds, 'second']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** What one claim asserts of one attribute, with its precedence. */
export interface Candidate {
  readonly claim: Claim
  readonly said: ClaimedValue
  readonly standing: EffectivePrecedence
  /** Not confirmed within `staleAfter`. */
  readonly stale: boolean
}

/**
 * The candidates of each attribute, the effective one first: claims that are not stale before those that are, then
 * the smaller precedence. Where that is equal, the name of the source and then of the record decides, so the order of
 * arrival has no influence. If all claims are stale, the first of them is effective all the same.
 */
export function rankCandidates(
  claims: readonly Claim[],
  rules: PrecedenceRules,
  kind: string,
  now: Date,
): ReadonlyMap<string, readonly Candidate[]> {
  const ranked = new Map<string, Candidate[]>()
  for (const claim of claims) {
    for (const [attribute, said] of Object.entries(claim.attributes)) {
      // What an asset is must not depend on rules for what it is.
      const standing = rules.standing(attribute === 'kind' ? '*' : kind, attribute, claim)
      const candidate = { claim, said, standing, stale: isStale(claim, standing, now) }
      const others = ranked.get(attribute)
      if (others === undefined) ranked.set(attribute, [candidate])
      else others.push(candidate)
    }
  }
  for (const candidates of ranked.values()) if (candidates.length > 1) candidates.sort(byStanding)
  return ranked
}

function isStale({ confirmedAt }: Claim, { staleAfter }: EffectivePrecedence, now: Date): boolean {
  if (staleAfter === null || confirmedAt === null) return false
  return now.getTime() - Date.parse(confirmedAt) > staleAfter * 1000
}

function byStanding(a: Candidate, b: Candidate): number {
  return (
    Number(a.stale) - Number(b.stale) ||
    a.standing.precedence - b.standing.precedence ||
    compare(a.claim.source ?? '', b.claim.source ?? '') ||
    compare(a.claim.record?.externalId ?? '', b.claim.record?.externalId ?? '') ||
    compare(a.claim.record?.stream ?? '', b.claim.record?.stream ?? '')
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Why a candidate is overridden by the effective one, as a code and in words. */
export function explainOverride(overridden: Candidate, effective: Candidate): { code: string; text: string } {
  if (overridden.stale && !effective.stale) {
    const since = `it was last said at ${overridden.claim.confirmedAt}`
    return { code: 'STALE', text: `${since}, and ${overridden.standing.rule}` }
  }
  if (overridden.standing.precedence !== effective.standing.precedence) {
    return {
      code: 'LOWER_PRECEDENCE',
      text: `${overridden.standing.rule}, and ${effective.standing.rule}`,
    }
  }
  return {
    code: 'TIE_BREAK',
    text: `both have the precedence ${overridden.standing.precedence}, and ${named(effective.claim)} comes before ${named(overridden.claim)} by name`,
  }
}

function named({ source, record }: Claim): string {
  return [source ?? 'a person', record?.externalId].filter((part) => part !== undefined).join(' ')
}

/** What an asset is, according to the claims on it. */
export function kindOf(claims: readonly Claim[], rules: PrecedenceRules, now: Date): string | undefined {
  const said = claims.flatMap((claim) => {
    const { kind } = claim.attributes
    return kind === undefined ? [] : [{ ...claim, attributes: { kind } }]
  })
  const [effective] = rankCandidates(said, rules, '*', now).get('kind') ?? []
  return typeof effective?.said.value === 'string' ? effective.said.value : undefined
}

/**
 * The effective value of each attribute.
 * @param kind the kind of the asset, for rules that are for one kind
 */
export function effectiveValues(
  claims: readonly Claim[],
  rules: PrecedenceRules,
  kind: string,
  now: Date,
): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    [...rankCandidates(claims, rules, kind, now)].flatMap(([attribute, [effective]]) =>
      effective === undefined ? [] : [[attribute, effective.said.value]],
    ),
  )
}
