/** Something an asset can be told by. */
export interface Identifier {
  readonly kind: string
  readonly value: string
}

const JUNK: ReadonlySet<string> = new Set([
  'default string',
  'to be filled by o.e.m.',
  'system serial number',
  'not specified',
  'not available',
  'not applicable',
  'none',
  'null',
  'unknown',
  'n/a',
  'na',
  'localhost',
  'localhost.localdomain',
  '127.0.0.1',
  '::1',
])

/** Values that makers and installers leave behind everywhere: two assets with one of these have nothing in common. */
export function isJunk({ value }: Identifier): boolean {
  const plain = value.trim().toLowerCase()
  if (JUNK.has(plain)) return true
  const marks = plain.replace(/[\s:.-]/g, '')
  return marks.length < 2 || /^(0+|f+|x+|1234567890*)$/.test(marks)
}

/** Which asset a record tells of. */
export type Match =
  | { readonly kind: 'KNOWN'; readonly assetId: string }
  | { readonly kind: 'NEW' }
  /** Several assets answer to the record's identifiers: nothing is changed until a person decides. */
  | { readonly kind: 'AMBIGUOUS'; readonly assetIds: readonly string[] }

/**
 * First by what this source said before, then by identifiers, in the order in which the record gives them: the
 * first identifier that any asset answers to decides.
 * @param byIdentifier the assets that answer to an identifier
 */
export function matchAsset(
  known: string | null | undefined,
  identifiers: readonly Identifier[],
  byIdentifier: (identifier: Identifier) => readonly string[],
): Match {
  if (known !== null && known !== undefined) return { kind: 'KNOWN', assetId: known }
  for (const identifier of identifiers) {
    if (isJunk(identifier)) continue
    const [only, ...others] = new Set(byIdentifier(identifier))
    if (only === undefined) continue
    return others.length === 0
      ? { kind: 'KNOWN', assetId: only }
      : { kind: 'AMBIGUOUS', assetIds: [only, ...others].sort() }
  }
  return { kind: 'NEW' }
}
