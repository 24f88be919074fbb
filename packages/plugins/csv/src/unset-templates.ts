import type { InputProblem } from '@throughline/plugin-kit'
import type { Layout } from './layouts.ts'
import { TEMPLATE_HEADERS } from './templates.ts'

/**
 * What to say of a table that is nothing described, and looks like a sheet made from a template that is not set;
 * undefined if it comes at least as near to a table that is described.
 */
export function unsetTemplate(
  header: readonly string[],
  layouts: readonly Layout[],
): Pick<InputProblem, 'problem' | 'hint'> | undefined {
  const shared = (columns: readonly string[]) => columns.filter((column) => header.includes(column)).length
  const described = Math.max(0, ...layouts.map(({ wanted }) => shared(wanted.map(({ column }) => column))))
  const [best] = Object.entries(TEMPLATE_HEADERS)
    .filter(([kind]) => layouts.every((layout) => layout.kind !== kind))
    .map(([kind, columns]) => ({ kind, shared: shared(columns), lacks: columns.length - shared(columns) }))
    .filter((one) => one.shared > described && one.lacks <= one.shared)
    .toSorted((a, b) => a.lacks - b.lacks || b.shared - a.shared)
  if (best === undefined) return undefined
  const { kind, lacks } = best
  return {
    problem: `${lacks === 0 ? 'has the columns' : 'has most columns'} of the template of ${kind}, and the setting ${kind} is missing`,
    hint: `Set ${kind} to template, on the command line with --set ${kind}=template; sheets=template reads all templates.`,
  }
}
