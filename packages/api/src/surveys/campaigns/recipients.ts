import { type FieldProblem, InvalidInput } from '../../graph/errors.ts'

/** Someone who gets a link, as the input of a mutation names them. */
export interface NamedRecipient {
  /** UUID. */
  readonly teamId: string | null
  readonly panel: string | null
  readonly label: string | null
}

interface GivenRecipients {
  readonly teams?:
    | readonly { readonly team: { readonly id: string }; readonly count: number }[]
    | null
    | undefined
  readonly recipients?:
    | readonly {
        readonly team?: { readonly id: string } | null | undefined
        readonly label?: string | null | undefined
        readonly panel?: string | null | undefined
      }[]
    | null
    | undefined
}

/** How many links one mutation gives. */
const MOST = 1_000
const MOST_CHARACTERS = 200

/**
 * The recipients of an input, those of the teams first.
 * @throws InvalidInput if there are none or too many, for a key of a recipient that is there twice, and for long texts
 */
export function recipientsFrom({ teams, recipients }: GivenRecipients): NamedRecipient[] {
  const problems: FieldProblem[] = []
  const counts = teams ?? []
  for (const [index, { count }] of counts.entries())
    if (count < 1 || count > MOST)
      problems.push({ path: ['teams', String(index), 'count'], message: 'is a number from 1 to 1,000' })
  const panels = new Set<string>()
  for (const [index, { label, panel }] of (recipients ?? []).entries()) {
    const at = (field: string, message: string) =>
      problems.push({ path: ['recipients', String(index), field], message })
    if (label != null && label.length > MOST_CHARACTERS) at('label', 'has at most 200 characters')
    if (panel == null) continue
    if (panel.trim() === '' || panel.length > MOST_CHARACTERS) at('panel', 'has 1 to 200 characters')
    else if (panels.has(panel)) at('panel', 'is in this input twice: each recipient has a key of their own')
    panels.add(panel)
  }
  if (problems.length > 0) throw InvalidInput.of(problems)
  const all = counts.reduce((sum, { count }) => sum + count, recipients?.length ?? 0)
  if (all === 0) throw InvalidInput.at(['recipients'], 'or teams must be given: there would be no link')
  if (all > MOST)
    throw InvalidInput.at(
      [recipients == null ? 'teams' : 'recipients'],
      `come to ${all} links; at most 1,000 are made at once, get the rest with addCampaignLinks`,
    )
  return [
    ...counts.flatMap(({ team, count }) =>
      Array.from({ length: count }, () => ({ teamId: team.id, panel: null, label: null })),
    ),
    ...(recipients ?? []).map(({ team, label, panel }) => ({
      teamId: team?.id ?? null,
      panel: panel ?? null,
      label: label ?? null,
    })),
  ]
}
