import type { JsonValue } from '@throughline/db'
import { byPrecedence, PERSON_PRECEDENCE } from './claims.ts'

/** What a source says of one attribute, and whether the asset shows it. */
export interface AttributeProvenance {
  readonly attribute: string
  readonly value: JsonValue
  /** The source's name; null is a person. */
  readonly source: string | null
  readonly setAt: string
  readonly wins: boolean
}

interface ClaimRow {
  readonly sourceId: string | null
  readonly source: string | null
  readonly precedence: number
  readonly attributes: Readonly<Record<string, { readonly value: JsonValue; readonly setAt: string }>>
}

/** The claims on an asset as JSON. */
export function provenanceSql(asset: string): string {
  return `(select coalesce(json_agg(json_build_object('sourceId', c.source_id, 'source', s.name, 'precedence', coalesce(s.precedence, ${PERSON_PRECEDENCE}), 'attributes', c.attributes)), '[]'::json) from asset_claim c left join source s on s.id = c.source_id where c.asset_id = ${asset}."id")`
}

/** The claims attribute by attribute, in the order of their names, the winner first. */
export function provenanceFrom(json: unknown): AttributeProvenance[] {
  const claims = [...(json as readonly ClaimRow[])].sort(byPrecedence)
  const attributes = [...new Set(claims.flatMap((claim) => Object.keys(claim.attributes)))].sort()
  return attributes.flatMap((attribute) =>
    claims
      .flatMap(({ source, attributes: said }) => {
        const claimed = Object.hasOwn(said, attribute) ? said[attribute] : undefined
        return claimed === undefined ? [] : [{ attribute, source, ...claimed }]
      })
      .map((claimed, index) => ({ ...claimed, wins: index === 0 })),
  )
}
