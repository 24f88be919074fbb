import { type AssetTraits, attributeTexts, labelTexts } from './traits.ts'

/** A place of an asset that filters and templates read. */
export interface Place {
  readonly of: 'kind' | 'name' | 'environment' | 'source' | 'owner' | 'label' | 'attribute'
  /** Key of the label or path of the attribute; empty for all others. */
  readonly key: string
}

/** A place as one text; equal exactly if the places are. */
export function placeText({ of, key }: Place): string {
  return `${of}:${key}`
}

/** The texts of one asset. Each place is read once, however many rules ask for it. */
export class AssetTexts {
  readonly #asset: AssetTraits
  readonly #known = new Map<string, readonly string[]>()

  constructor(asset: AssetTraits) {
    this.#asset = asset
  }

  /** The texts at a place. @param text the place as one text */
  at(place: Place, text = placeText(place)): readonly string[] {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const texts = textsAt(place, this.#asset)
    this.#known.set(text, texts)
    return texts
  }
}

function textsAt({ of, key }: Place, asset: AssetTraits): readonly string[] {
  switch (of) {
    case 'label':
      return labelTexts(asset.labels, key)
    case 'attribute':
      return attributeTexts(asset.attributes, key)
    case 'environment':
      return asset.environment === null ? [] : [asset.environment]
    case 'owner':
      return asset.ownerId === null ? [] : [asset.ownerId]
    case 'source':
      return asset.sources
    default:
      return [asset[of]]
  }
}
