import { ENTITIES } from './entities.ts'
import type { Neighbours } from './entity-case.ts'

/** What an input can refer to: what is there, an id of each type whose row is gone, an asset that is another by now. */
export interface Rows {
  readonly to: Neighbours
  readonly gone: Readonly<Record<string, string>>
  readonly merged: string
}

/** A mutation that breaks a constraint. */
export type Breach = (rows: Rows) => { readonly mutation: string; readonly input: object }

/** What a mutation says of an ID of which the row is gone. */
export const GONE = /^No \w+ has the id \S+; it may have been deleted\.$/

export const long = (length: number) => 'x'.repeat(length + 1)

/** Creates one entity: the least there is to say, and this. */
export const creating =
  (type: string, given: (rows: Rows) => object): Breach =>
  (rows) => {
    const entity = ENTITIES.find((known) => known.type === type)
    if (entity === undefined) throw new Error(`${type} is no entity`)
    return { mutation: `create${type}`, input: { ...entity.least(rows.to, 8), ...given(rows) } }
  }
