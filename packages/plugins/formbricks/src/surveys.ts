import { type PluginContext, TransientError } from '@throughline/plugin-kit'
import { listSurveys, readSurvey } from './client.ts'
import type { FormbricksConfig } from './config.ts'
import type { Survey } from './wire.ts'

type Context = PluginContext<FormbricksConfig>

const MOST_SURVEYS = 50
const MOST_READINGS = 3

/** The surveys that are to be read. Drafts are none: nobody has been asked yet. */
export async function wantedSurveys(ctx: Context): Promise<Survey[]> {
  const { surveys, onlyThese } = ctx.config
  if (!onlyThese) return (await allSurveys(ctx)).filter(isPublished)
  const wanted: Survey[] = []
  for (const { id } of surveys) {
    ctx.signal.throwIfAborted()
    const survey = await readSurvey(ctx, id)
    if (survey === undefined) ctx.log.warn('A survey does not exist any more', { survey: id })
    else if (isPublished(survey)) wanted.push(survey)
  }
  return wanted
}

/** Whether responses to a survey are wanted. */
export function isSelected({ surveys, onlyThese }: FormbricksConfig, survey: string): boolean {
  return !onlyThese || surveys.some(({ id }) => id === survey)
}

function isPublished({ status }: Survey): boolean {
  return status !== 'draft'
}

/** The list moves when a survey is changed, so it counts only when it stood still while it was read. */
async function allSurveys(ctx: Context): Promise<Survey[]> {
  for (let reading = 1; reading <= MOST_READINGS; reading++) {
    const surveys = await readingOnce(ctx)
    if (surveys !== undefined) return surveys
  }
  throw new TransientError('The list of surveys changed each time it was read')
}

/**
 * The list, unless it moved: each page begins with what the one before ended with, which shows that nothing slipped
 * away, and what was changed last is the same at the end, which shows that nothing moved up to where it had been read.
 */
async function readingOnce(ctx: Context): Promise<Survey[] | undefined> {
  const limit = Math.min(MOST_SURVEYS, ctx.config.pageSize)
  const surveys: Survey[] = []
  for (;;) {
    ctx.signal.throwIfAborted()
    const last = surveys.at(-1)
    const page = await listSurveys(ctx, Math.max(0, surveys.length - 1), limit)
    if (last !== undefined && page[0]?.id !== last.id) return undefined
    surveys.push(...page.slice(last === undefined ? 0 : 1))
    if (page.length < limit) break
  }
  if (surveys.length < limit) return surveys
  const [newest] = await listSurveys(ctx, 0, 1)
  const [first] = surveys
  return newest?.id === first?.id && newest?.updatedAt === first?.updatedAt ? surveys : undefined
}
