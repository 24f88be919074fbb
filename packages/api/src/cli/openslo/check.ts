import type { Finding } from '../../commitments/openslo/findings.ts'
import { readOpenSlo } from '../../commitments/openslo/read.ts'
import type { SloSettings } from '../../commitments/openslo/read-slo.ts'
import { EXIT } from '../exit.ts'
import type { Output } from '../output.ts'
import { about, type FileDocument } from './files.ts'

/** Says what documents become, what is not taken over and what is wrong. Returns the exit code. */
export function check(documents: readonly FileDocument[], output: Output): number {
  const read = readOpenSlo(documents)
  const placed = (findings: readonly Finding[], document: number) =>
    findings
      .filter((one) => one.document === document)
      .map(({ path, message }) => ({ line: documents[document]?.lineOf(path) ?? 1, path, message }))
  const shown = documents.map(({ file, lineOf }, place) => ({
    file,
    line: lineOf([]),
    kind: read.documents[place]?.kind ?? null,
    name: read.documents[place]?.name ?? null,
    slos: read.slos.filter(({ document }) => document === place).map(({ settings }) => settings),
    notes: placed(read.notes, place),
    problems: placed(read.problems, place),
  }))
  for (const { file, line, kind, name, slos, notes, problems } of shown) {
    output.say(`${file}:${line}: ${kind ?? 'not read'}${name === null ? '' : ` ${name}`}`)
    for (const slo of slos) output.say(`    SLO "${slo.name}": ${described(slo)}`)
    for (const one of notes) output.say(`    note, line ${one.line}: ${about(one.path, one.message)}`)
    for (const one of problems) output.say(`    problem, line ${one.line}: ${about(one.path, one.message)}`)
  }
  const { problems, notes } = read
  output.say(`${documents.length} documents, ${problems.length} problems, ${notes.length} notes.`)
  output.result({ documents: shown, problems: problems.length, notes: notes.length })
  return problems.length > 0 || documents.length === 0 ? EXIT.usage : EXIT.done
}

function described({ target, budgetingMethod, timeSliceWindow, duration, timeZone }: SloSettings): string {
  const counted = budgetingMethod === 'OCCURRENCES' ? 'events' : `slices of ${timeSliceWindow}`
  const window = timeZone === null ? `the last ${duration}` : `calendar windows of ${duration} in ${timeZone}`
  return `${Number((target * 100).toFixed(6))}% of ${counted} in ${window}`
}
