/** What rules read of an asset. */
export interface AssetTraits {
  readonly kind: string
  readonly name: string
  readonly environment: string | null
  readonly lifecycle: 'PLANNED' | 'LIVE' | 'RETIRED'
  /** UUID of the owning team. */
  readonly ownerId: string | null
  readonly labels: Readonly<Record<string, unknown>>
  readonly attributes: Readonly<Record<string, unknown>>
  /** Names of the sources that report it. */
  readonly sources: readonly string[]
}

/**
 * The texts of an attribute: of a list all of its items, none of an object. Dots in the path lead into objects, unless
 * an attribute has the path as its name.
 */
export function attributeTexts(
  attributes: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] {
  if (Object.hasOwn(attributes, path)) return textsOf(attributes[path])
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const inner = Object.hasOwn(attributes, path.slice(0, dot)) ? attributes[path.slice(0, dot)] : undefined
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) continue
    const found = attributeTexts(inner as Readonly<Record<string, unknown>>, path.slice(dot + 1))
    if (found.length > 0) return found
  }
  return []
}

/** The text of a label, or none. */
export function labelTexts(labels: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  return Object.hasOwn(labels, key) ? textsOf(labels[key]) : []
}

function textsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  const texts = items.flatMap((item) => {
    if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean') return []
    const text = String(item).replace(/\s+/g, ' ').trim()
    return text === '' ? [] : [text]
  })
  return [...new Set(texts)]
}
