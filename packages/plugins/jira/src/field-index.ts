import type { Field } from './client.ts'
import { folded } from './vocabulary.ts'

/** Finds fields of a site by the name people know them by, or by their id. Several may bear one name. */
export class FieldIndex {
  readonly #ids: ReadonlySet<string>
  readonly #byName = new Map<string, string[]>()

  constructor(fields: readonly Field[]) {
    this.#ids = new Set(fields.map(({ id }) => id))
    for (const { id, name } of fields) {
      const key = folded(name)
      this.#byName.set(key, [...(this.#byName.get(key) ?? []), id])
    }
  }

  /** None when the site has no such field. */
  idsOf(name: string): readonly string[] {
    return this.#ids.has(name) ? [name] : (this.#byName.get(folded(name)) ?? [])
  }
}
