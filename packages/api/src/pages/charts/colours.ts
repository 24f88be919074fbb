/**
 * Charts are drawn once and shown on light, dark and paper: they are drawn in colours that stand for variables of the
 * style sheet, see {@link withVariables}.
 */
export const COLOUR = {
  ink: '#010101',
  muted: '#010102',
  line: '#010103',
  good: '#010104',
  bad: '#010105',
  accent: '#010106',
}

/** Colours of groups, in their order. */
export const GROUPS = ['#010111', '#010112', '#010113', '#010114', '#010115', '#010116', '#010117', '#010118']

const NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(COLOUR).map(([name, colour]) => [colour, name] as const),
  ...GROUPS.map((colour, index) => [colour, `group-${index + 1}`] as const),
])

/** Puts variables of the style sheet in the places of the colours. */
export function withVariables(svg: string): string {
  return svg.replace(/"(#0101[01][0-9])"/g, (whole, colour: string) => {
    const name = NAMES.get(colour)
    return name === undefined ? whole : `"var(--${name})"`
  })
}
