import { z } from 'zod'

/** A name in Terraform's language: letters of any alphabet, digits, dashes, underscores. */
export const word = z.string().regex(/^[\p{L}\p{N}_-]{1,200}$/u, 'is not a name')
/** An address of a module, a provider or a resource. */
export const text = z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds characters that are not text')

/** One instance of a resource, whichever format it was read from. */
export interface Instance {
  readonly address: string
  /** The module instance it stands in; empty for the root module. */
  readonly module: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly provider: string
  readonly tainted: boolean
  readonly values: Readonly<Record<string, unknown>>
  /** The members of `values` that hold something sensitive, anywhere below them. */
  readonly sensitive: ReadonlySet<string>
  /** Addresses, without instance keys. */
  readonly dependencies: readonly string[]
  /** Where it stands in the document. */
  readonly path: readonly (string | number)[]
}

/** A state, whichever format it was read from. */
export interface State {
  /** Which history it belongs to and how far along it is; null where the format does not say. */
  readonly history: { readonly lineage: string; readonly serial: number } | null
  readonly instances: readonly Instance[]
  /** Objects that are about to be destroyed and have been replaced: left out. */
  readonly deposed: number
}
