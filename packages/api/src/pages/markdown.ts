import type { Content, Figure, Panel, Table } from './model.ts'

/** The content as Markdown of GitHub's flavour; charts as their tables. */
export function renderMarkdown({ title, period, glance, phases }: Content): string {
  const parts = [
    `# ${plain(title)}`,
    plain(period),
    ...figures(glance),
    ...phases.flatMap((phase) => [
      `## ${plain(phase.title)}`,
      plain(phase.about),
      ...phase.panels.flatMap(panel),
    ]),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function panel({ title, about, figures: shown = [], charts = [], tables = [], failed }: Panel): string[] {
  const head = [`### ${plain(title)}`, plain(about)]
  if (failed !== undefined) return [...head, plain(failed)]
  return [...head, ...figures(shown), ...charts.map(({ table: words }) => table(words)), ...tables.map(table)]
}

function figures(all: readonly Figure[]): string[] {
  const lines = all.map(({ label, value, note }) => {
    const more = note === undefined || note === '' ? '' : ` (${plain(note)})`
    return `- ${plain(label)}: **${plain(value)}**${more}`
  })
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function table({ caption, head, right = [], rows, empty }: Table): string {
  if (rows.length === 0) return `${plain(caption)}: ${plain(empty)}`
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`
  const rule = `| ${head.map((_cell, at) => (right.includes(at) ? '--:' : '---')).join(' | ')} |`
  return [plain(caption), '', line(head), rule, ...rows.map(line)].join('\n')
}

/** Text of the database as text, in one line: neither HTML nor marks of Markdown. */
function plain(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .replace(/[\\`*_[\]<>|~#&!]/g, (character) => `\\${character}`)
}
