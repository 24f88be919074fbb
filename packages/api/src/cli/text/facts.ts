import { LEAST_TEXT } from './cell.ts'
import { largest } from './column-widths.ts'
import { type Screen, WIDE } from './style.ts'
import { padded, widthOf, wrapped } from './wrap.ts'

const GAP = '  '

/** A name and its value. */
export type Fact = readonly [name: string, value: string]

/** Names with their values to the right of them; those without a value are left out. */
export function renderFacts(facts: readonly Fact[], { width, style }: Screen = WIDE, indent = ''): string {
  const shown = facts.filter(([, value]) => value !== '')
  const names = largest(shown, 0, ([name]) => widthOf(name))
  const room = Math.max(LEAST_TEXT, width - indent.length - names - GAP.length)
  return shown
    .flatMap(([name, value]) =>
      wrapped(value, room).map((line, index) =>
        `${indent}${style.faint(padded(index === 0 ? name : '', names))}${GAP}${line}`.trimEnd(),
      ),
    )
    .join('\n')
}
