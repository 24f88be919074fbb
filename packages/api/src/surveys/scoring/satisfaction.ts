import type { Interval } from './interval.ts'
import type { SurveyScore } from './survey-scores.ts'

/** How content users are: a share, with the survey that says it. */
export interface Satisfaction {
  readonly value: number
  readonly interval: Interval
  readonly n: number
  readonly survey: { readonly id: string; readonly title: string }
  /** Whether it is of the team that was asked about, and not of all users. */
  readonly isOfTeam: boolean
}

/**
 * The CSAT of services by the last survey whose result may be published: of the team, if that may be published, too,
 * otherwise of all respondents. Where all answered the same, the bound stands for the share.
 * @param scores the last survey first
 */
export function satisfactionWith(
  scores: readonly SurveyScore[],
): (service: string, team: string | null) => Satisfaction | null {
  const told = scores.filter(({ score }) => score !== null && (score.score !== null || score.bound !== null))
  const byService = Map.groupBy(told, ({ survey }) => survey.serviceId)
  return (service, team) => {
    const ofService = byService.get(service) ?? []
    const last = ofService[0]?.survey.id
    const rows = ofService.filter(({ survey }) => survey.id === last)
    const ofTeam = team === null ? undefined : rows.find(({ cell }) => cell === team)
    const row = ofTeam ?? rows.find(({ cell }) => cell === null)
    if (row?.score == null) return null
    const { score, interval, bound, n } = row.score
    const { id, title } = row.survey
    const base = { n, survey: { id, title }, isOfTeam: ofTeam !== undefined }
    if (score !== null && interval !== null) return { ...base, value: score, interval }
    if (bound === null) return null
    const ends = bound.side === 'AT_LEAST' ? { low: bound.value, high: 1 } : { low: 0, high: bound.value }
    return { ...base, value: bound.value, interval: ends }
  }
}
