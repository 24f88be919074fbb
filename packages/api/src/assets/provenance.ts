import type { JsonValue } from '@throughline/db'
import { type Claim, type ClaimedValue, PERSON_PRECEDENCE } from './claims.ts'
import { explainOverride, type PrecedenceRule, PrecedenceRules, rankCandidates } from './precedence.ts'

/** What a claim asserts of one attribute, whether that is the effective value, and why. */
export interface AttributeProvenance {
  readonly attribute: string
  readonly value: JsonValue
  /** The name of the source. Null if the claim was made by a user. */
  readonly source: string | null
  /** External id of the record. Null if the claim was made by a user, or the record is not known. */
  readonly externalId: string | null
  readonly setAt: string
  /** When the source last confirmed it. Null for a user, whose claims need no confirmation. */
  readonly confirmedAt: string | null
  readonly isEffective: boolean
  readonly precedence: number
  readonly stale: boolean
  /** The rule that gives it its precedence. */
  readonly rule: string
  /** Null if the value is effective. */
  readonly overriddenReason: { readonly code: string; readonly text: string } | null
}

interface ClaimRow {
  readonly sourceId: string | null
  readonly source: string | null
  readonly precedence: number
  readonly stream: string | null
  readonly externalId: string | null
  readonly confirmedAt: string | null
  readonly attributes: Readonly<Record<string, ClaimedValue>>
}

interface ProvenanceRow {
  readonly kind: string
  readonly claims: readonly ClaimRow[]
  readonly rules: readonly PrecedenceRule[]
}

/** The claims on an asset, and the rules for those who make them, as JSON. */
export function provenanceSql(asset: string): string {
  const claim = `json_build_object('sourceId', c.source_id, 'source', s.name, 'precedence', coalesce(s.precedence, ${PERSON_PRECEDENCE}), 'stream', r.stream, 'externalId', r.external_id, 'confirmedAt', case when c.source_id is null then null else coalesce(r.last_seen_at, (select max(o.last_seen_at) from source_record o where o.source_id = c.source_id and o.asset_id = c.asset_id)) end, 'attributes', c.attributes)`
  const claims = `(select coalesce(json_agg(${claim}), '[]'::json) from asset_claim c left join source s on s.id = c.source_id left join lateral (select r.stream, r.external_id, r.last_seen_at from source_record r where r.id = c.record_id offset 0) r on true where c.asset_id = ${asset}."id")`
  const rule = `json_build_object('assetKind', p.asset_kind, 'attribute', p.attribute, 'sourceId', p.source_id, 'precedence', p.precedence, 'staleAfter', extract(epoch from p.stale_after)::float8)`
  const rules = `(select coalesce(json_agg(${rule}), '[]'::json) from precedence_rule p where p.asset_kind in ('*', ${asset}."kind"))`
  return `json_build_object('kind', ${asset}."kind", 'claims', ${claims}, 'rules', ${rules})`
}

/** The claims attribute by attribute, in the order of their names, the effective one first. */
export function provenanceFrom(json: unknown, now: Date): AttributeProvenance[] {
  const { kind, claims, rules } = json as ProvenanceRow
  const found = rankCandidates(claims.map(claimFrom), new PrecedenceRules(rules), kind, now)
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([attribute, candidates]) => {
      const [effective] = candidates
      return candidates.map((candidate) => ({
        attribute,
        value: candidate.said.value,
        setAt: candidate.said.setAt,
        source: candidate.claim.source,
        externalId: candidate.claim.record?.externalId ?? null,
        confirmedAt: candidate.claim.confirmedAt,
        isEffective: candidate === effective,
        precedence: candidate.standing.precedence,
        stale: candidate.stale,
        rule: candidate.standing.rule,
        overriddenReason:
          effective === undefined || candidate === effective ? null : explainOverride(candidate, effective),
      }))
    })
}

function claimFrom({ stream, externalId, confirmedAt, ...claim }: ClaimRow): Claim {
  return {
    ...claim,
    record: stream === null || externalId === null ? null : { stream, externalId },
    confirmedAt: confirmedAt === null ? null : new Date(confirmedAt).toISOString(),
  }
}
