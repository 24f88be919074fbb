import type { SourceFile } from '@throughline/plugin-kit'

/** Files that were delivered together: together they hold all charges of their billing periods. */
export interface Delivery {
  readonly name: string
  readonly files: readonly SourceFile[]
}

/** `part-00001`, `part_0_0001`, and a number of five digits at the end of a name. */
const PART = /part[-_.]?\d+(?:[-_]\d+)*|[-_]\d{5}(?=\.[^/]*$)/i

/**
 * The deliveries, the latest first: later in the order of their names, so that a name has its date or a number in it. Files
 * whose names differ in the number of their part only are one delivery.
 */
export function deliveriesOf(files: readonly SourceFile[]): readonly Delivery[] {
  const named = Map.groupBy(files, ({ path }) => path.replace(PART, ''))
  return [...named]
    .map(([name, parts]) => ({ name, files: parts.toSorted((a, b) => byName.compare(a.path, b.path)) }))
    .sort((a, b) => byName.compare(b.name, a.name) || (a.name < b.name ? 1 : -1))
}

const byName = new Intl.Collator('en', { numeric: true })
