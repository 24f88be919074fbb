import type { DeclaredReference } from './kind.ts'
import { KINDS } from './kinds.ts'
import type { EntryChange, Phases, PlacedStep } from './planned.ts'
import type { Item } from './resolve.ts'

/** Adds the declared references that are missing, and the mark of what these files create. */
export function planReferences(item: Item, owner: string, mark: string, phases: Phases): EntryChange[] {
  const { declared, existing } = item
  if (!KINDS[declared.kind].referable) return []
  const place = declared.placeOf([])
  const add = ({ source, id: externalId, url }: DeclaredReference): PlacedStep => {
    const input = { node: { id: owner }, source, externalId, ...(url === undefined ? {} : { url }) }
    return { step: { name: 'addExternalReference', input }, place }
  }
  const missing = (declared.fields.references ?? []).filter(
    (one) => existing?.references.some(({ source, id }) => source === one.source && id === one.id) !== true,
  )
  phases.references.push(...missing.map(add))
  const changes = missing.map(
    ({ source, id }): EntryChange => ({
      list: 'references',
      action: 'add',
      label: `${source}: ${id}`,
      fields: [],
    }),
  )
  return [...changes, ...planMark(item, mark, phases, add)]
}

/** What is created gets its mark with it; a mark follows the ID that the files have for the object. */
function planMark(
  { declared, existing, fileId }: Item,
  mark: string,
  phases: Phases,
  add: (reference: DeclaredReference) => PlacedStep,
): EntryChange[] {
  const id = `${declared.kind}/${fileId}`
  const step: PlacedStep = { ...add({ source: mark, id }), joined: true }
  if (existing === undefined) {
    phases.create.push(step)
    return []
  }
  const marks = existing.references.filter(({ source }) => source === mark)
  if (marks.length === 0 || marks.some((one) => one.id === id)) return []
  const removed = marks.map(({ referenceId }) => ({
    step: { name: 'removeExternalReference', input: { id: referenceId } },
    place: step.place,
  }))
  phases.update.push(...removed, step)
  return [{ list: 'references', action: 'change', label: `id in the files: ${fileId}`, fields: [] }]
}
