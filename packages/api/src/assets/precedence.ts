import type { JsonValue } from '@throughline/db'
import { type Claim, type ClaimedValue, PERSON_PRECEDENCE } from './claims.ts'

/** Whose word counts for an attribute, where the precedence of the source does not say it. */
export interface PrecedenceRule {
  /** `*`: any kind. */
  readonly assetKind: string
  /** A place such as `attributes.os`; `attributes.*` is all below it, `*` is all there is. */
  readonly attribute: string
  readonly sourceId: string
  /** Smaller wins. */
  readonly precedence: number
  /** How long a word counts without being said again, in seconds; null: for ever. */
  readonly staleAfter: number | null
}

/** Where a claim stands for one attribute, and which rule says so. */
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

/** One voice for one attribute. */
export interface Candidate {
  readonly claim: Claim
  readonly said: ClaimedValue
  readonly standing: EffectivePrecedence
  /** It has not been said again for longer than it counts. */
  readonly stale: boolean
}

/**
 * Who says what of each attribute, the winner first: what is not stale before what is, then the smaller precedence.
 * Where that is equal, the name of the source and then of the record decides, so that nothing depends on who came
 * first. A value that everybody has let go stale stays, as there is no better one.
 */
export function rankCandidates(
  claims: readonly Claim[],
  rules: PrecedenceRules,
  kind: string,
  now: Date,
): ReadonlyMap<string, readonly Candidate[]> {
  const rankCandidates = new Map<string, Candidate[]>()
  for (const claim of claims) {
    for (const [attribute, said] of Object.entries(claim.attributes)) {
      // What an asset is must not depend on rules for what it is.
      const standing = rules.standing(attribute === 'kind' ? '*' : kind, attribute, claim)
      const contender = { claim, said, standing, stale: isStale(claim, standing, now) }
      const others = rankCandidates.get(attribute)
      if (others === undefined) rankCandidates.set(attribute, [contender])
      else others.push(contender)
    }
  }
  for (const contenders of rankCandidates.values()) if (contenders.length > 1) contenders.sort(byStanding)
  return rankCandidates
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

/** Why one contender stands behind another, as a code and in words. */
export function whyBehind(loser: Candidate, winner: Candidate): { code: string; text: string } {
  if (loser.stale && !winner.stale) {
    const since = `it was last said at ${loser.claim.confirmedAt}`
    return { code: 'STALE', text: `${since}, and ${loser.standing.rule}` }
  }
  if (loser.standing.precedence !== winner.standing.precedence) {
    return {
      code: 'LOWER_PRECEDENCE',
      text: `${loser.standing.rule}, and ${winner.standing.rule}`,
    }
  }
  return {
    code: 'TIE_BREAK',
    text: `both have the precedence ${loser.standing.precedence}, and ${named(winner.claim)} comes before ${named(loser.claim)} by name`,
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
  const [winner] = rankCandidates(said, rules, '*', now).get('kind') ?? []
  return typeof winner?.said.value === 'string' ? winner.said.value : undefined
}

/**
 * The value of each attribute that wins.
 * @param kind the kind of the asset, for rules that are for one kind
 */
export function winningValues(
  claims: readonly Claim[],
  rules: PrecedenceRules,
  kind: string,
  now: Date,
): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    [...rankCandidates(claims, rules, kind, now)].flatMap(([attribute, [winner]]) =>
      winner === undefined ? [] : [[attribute, winner.said.value]],
    ),
  )
}
