import type { OpenPeriod } from '../answers.ts'

/** Whether a link can be answered with now. */
export type LinkState = 'OPEN' | 'NOT_OPEN' | 'CLOSED' | 'ANSWERED'

/** A link is open while both its campaign and its survey are. One that was used stays so, whatever happens later. */
export function linkState(
  { hasAnswered, campaign, survey }: { hasAnswered: boolean; campaign: OpenPeriod; survey: OpenPeriod },
  now: Date,
): LinkState {
  if (hasAnswered) return 'ANSWERED'
  const periods = [campaign, survey]
  if (periods.some(({ closesAt }) => closesAt !== null && now > closesAt)) return 'CLOSED'
  return periods.some(({ opensAt }) => opensAt !== null && now < opensAt) ? 'NOT_OPEN' : 'OPEN'
}

/** What is wrong with the period of a campaign, or null: nothing can be answered outside the period of the survey. */
export function periodProblem(
  campaign: OpenPeriod,
  survey: OpenPeriod,
): { readonly field: 'opensAt' | 'closesAt'; readonly message: string } | null {
  const { opensAt, closesAt } = campaign
  if (opensAt !== null && closesAt !== null && closesAt < opensAt)
    return { field: 'closesAt', message: 'lies before opensAt' }
  if (opensAt !== null && survey.opensAt !== null && opensAt < survey.opensAt)
    return { field: 'opensAt', message: `lies before ${survey.opensAt.toISOString()}, when the survey opens` }
  if (survey.closesAt === null) return null
  const end = survey.closesAt.toISOString()
  if (closesAt !== null && closesAt > survey.closesAt)
    return { field: 'closesAt', message: `lies after ${end}, when the survey closes` }
  if (opensAt !== null && opensAt > survey.closesAt)
    return { field: 'opensAt', message: `lies after ${end}, when the survey closes` }
  return null
}
