import { type AssetRecord, type JsonValue, type RelationRecord, relationId } from '@throughline/plugin-kit'
import type { Edge } from './edges.ts'

/** A row of assets as it is listed and stored: the cells that are wanted, by what they mean. */
export interface AssetFacts
  extends Pick<AssetRecord, 'externalId' | 'kind' | 'name' | 'environment' | 'url'> {
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
  readonly labels: Readonly<Record<string, string>>
  readonly attributes: Readonly<Record<string, JsonValue>>
}

/** What a row of assets means. Pure. */
export function mapAsset({ identifiers, labels, attributes, ...facts }: AssetFacts): AssetRecord {
  return {
    type: 'asset',
    ...facts,
    ...(identifiers.length === 0 ? {} : { identifiers: [...identifiers] }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
}

/** What a relation means. Pure. */
export function mapEdge({ kind, from, to, strength }: Edge): RelationRecord {
  return {
    type: 'relation',
    externalId: relationId(kind, from, to),
    kind,
    from,
    to,
    ...(strength === undefined ? {} : { strength }),
  }
}
