import { type CheckReport, checkByTrying, type PluginContext } from '@throughline/plugin-kit'
import { exportResponses, listQuestions, readProperties } from './client.ts'
import type { LimesurveyConfig } from './config.ts'
import { inSession } from './session.ts'
import { wantedSurveys } from './surveys.ts'

/** Whether the user may log in, see surveys, read their questions and export their responses. */
export async function check(ctx: PluginContext<LimesurveyConfig>): Promise<CheckReport[]> {
  let survey: string | undefined
  const surveys = await checkByTrying('log in and list surveys', async () => {
    const found = await inSession(ctx, (session) => wantedSurveys(ctx, session))
    survey = found[0]?.sid
    return `${found.length} active ${found.length === 1 ? 'survey' : 'surveys'}`
  })
  if (surveys.some(({ status }) => status !== 'ok')) return surveys
  const questions = await checkByTrying('read settings and questions', async () => {
    if (survey === undefined) return 'There is no survey to try it with'
    const sid = survey
    const dated = await inSession(ctx, async (session) => {
      const { language, datestamp } = await readProperties(session, sid)
      await listQuestions(session, sid, language ?? 'en')
      return datestamp === 'Y'
    })
    return dated
      ? `Tried with ${sid}`
      : `Tried with ${sid}, which has no date stamp: its responses count from when it began`
  })
  const responses = await checkByTrying('export responses', async () => {
    if (survey === undefined) return 'There is no survey to try it with'
    const sid = survey
    await inSession(ctx, async (session) => {
      const { language } = await readProperties(session, sid)
      await exportResponses(session, sid, { language: language ?? 'en', from: 1, to: 1, columns: ['id'] })
    })
    return `Tried with ${sid}`
  })
  return [...surveys, ...questions, ...responses]
}
