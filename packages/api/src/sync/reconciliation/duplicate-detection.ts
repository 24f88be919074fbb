import { byKindAndValue, type IdentificationRules, type Identifier } from './identification.ts'

/** Something that several assets answer to; with the environment, where it is good within one alone. */
export interface SharedIdentifier extends Identifier {
  readonly environment?: string
}

/** An identifier as an asset has it. */
export interface HeldIdentifier extends Identifier {
  readonly assetId: string
  readonly assetKind: string
  readonly environment: string | null
}

/** Assets that answer to the same identifiers, and may be one and the same. */
export interface DuplicateGroup {
  /** In order. */
  readonly assetIds: readonly string[]
  readonly identifiers: readonly SharedIdentifier[]
}

/**
 * Which assets have identifiers in common that tell assets of their kinds. It follows from what the assets hold
 * alone: the order in which they came to hold it says nothing.
 */
export function findDuplicateGroups(
  held: readonly HeldIdentifier[],
  rules: IdentificationRules,
): DuplicateGroup[] {
  const telling = held.filter(({ assetKind, ...identifier }) => rules.tells(assetKind, identifier))
  const shared = Map.groupBy(telling, (each) => {
    const { scopedToEnvironment } = rules.of(each.assetKind, each.kind)
    return JSON.stringify([each.kind, each.value, scopedToEnvironment ? each.environment : undefined])
  })
  const found = new Map<string, { assetIds: readonly string[]; identifiers: SharedIdentifier[] }>()
  for (const holders of shared.values()) {
    const [first] = holders
    const assetIds = [...new Set(holders.map(({ assetId }) => assetId))].sort()
    if (first === undefined || assetIds.length < 2) continue
    const { scopedToEnvironment } = rules.of(first.assetKind, first.kind)
    const identifier = {
      kind: first.kind,
      value: first.value,
      ...(scopedToEnvironment && first.environment !== null ? { environment: first.environment } : {}),
    }
    const key = assetKey(assetIds)
    const known = found.get(key)
    if (known === undefined) found.set(key, { assetIds, identifiers: [identifier] })
    else known.identifiers.push(identifier)
  }
  return [...found.values()].map(({ assetIds, identifiers }) => ({
    assetIds,
    identifiers: inOrder(identifiers),
  }))
}

/** Identifiers in order, each once. */
export function inOrder(identifiers: readonly SharedIdentifier[]): SharedIdentifier[] {
  const each = new Map(
    identifiers.map((identifier) => [
      JSON.stringify([identifier.kind, identifier.value, identifier.environment]),
      identifier,
    ]),
  )
  return [...each.values()].sort(
    (a, b) => byKindAndValue(a, b) || ((a.environment ?? '') < (b.environment ?? '') ? -1 : 1),
  )
}

/** What a set of assets goes by, whatever order they are named in. */
export function assetKey(assetIds: readonly string[]): string {
  return [...assetIds].sort().join(' ')
}

/** Why a record that several assets answer to cannot be used, and what to do. */
export function ambiguousMatchMessage(
  record: { readonly assetIds: readonly string[]; readonly met: readonly Identifier[] },
  dismissed: boolean,
): string {
  const met = record.met.map(({ kind, value }) => `${kind} ${value}`).join(', ')
  const assets = `${record.assetIds.length} assets (${record.assetIds.join(', ')})`
  return dismissed
    ? `Its identifiers (${met}) belong to ${assets} that were found to be different; nothing was changed. Remove the wrong identifier at its source, and sync again.`
    : `Its identifiers (${met}) belong to ${assets}; nothing was changed. Merge them or dismiss the duplicate task; the record is taken in as soon as they are merged.`
}
