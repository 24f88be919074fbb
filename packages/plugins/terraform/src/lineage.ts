import { InputError } from '@throughline/plugin-kit'
import type { StateDocument } from './document.ts'
import type { Flaw } from './inventory.ts'

/**
 * Of several states of one lineage, the one with the highest serial; the others are out of date. Where two that differ
 * have that serial, neither can be used. Pure, whatever the order of the states.
 */
export function latestOfLineages(read: readonly StateDocument[]): {
  readonly documents: readonly StateDocument[]
  readonly outdated: readonly Flaw[]
} {
  const outdated = read.flatMap((document) => {
    const { history } = document.state
    if (history === null || history.lineage === '') return []
    const better = read.find(
      (other) =>
        other !== document &&
        other.state.history?.lineage === history.lineage &&
        other.state.history.serial >= history.serial,
    )
    return better === undefined ? [] : [{ file: document.file, error: refusal(document, better), document }]
  })
  const refused = new Set(outdated.map(({ document }) => document))
  return {
    documents: read.filter((document) => !refused.has(document)),
    outdated: outdated.map(({ file, error }) => ({ file, error })),
  }
}

function refusal({ file, state }: StateDocument, other: StateDocument): InputError {
  const [serial, otherSerial] = [state.history?.serial, other.state.history?.serial]
  return new InputError({
    file,
    problem:
      serial === otherSerial
        ? `this state and the one in ${other.file} have the same lineage and serial ${serial}, but differ`
        : `this state has the serial ${serial}, and ${other.file} has the serial ${otherSerial} of the same lineage`,
    hint: 'Keep the one that is current, and take the other out of the input.',
  })
}
