import type { IncrementalStream, PluginContext, SnapshotStream } from '@throughline/plugin-kit'
import { readProperties } from './client.ts'
import type { LimesurveyConfig } from './config.ts'
import { mapResponse, mapSurvey } from './map.ts'
import { type Position, positionCursor } from './position.ts'
import { type RawResponse, type RawSurvey, rawResponses, rawSurveyOf, responseId } from './raw.ts'
import { listChanged, responsePages } from './responses.ts'
import { inSession, Session } from './session.ts'
import { readQuestionnaire, wantedSurveys } from './surveys.ts'

const MINUTE = 60_000
const KEYS_PER_PAGE = 10_000

/** Every active survey. */
export const surveys: SnapshotStream<RawSurvey, LimesurveyConfig> = {
  name: 'surveys',
  record: 'survey',
  mode: 'snapshot',
  scopes: async () => [{ id: 'surveys', title: 'Surveys' }],
  async *pages(ctx) {
    const session = await Session.open(ctx)
    try {
      for (const survey of await wantedSurveys(ctx, session)) {
        ctx.signal.throwIfAborted()
        const questionnaire = await readQuestionnaire(session, survey.sid)
        yield { raw: [rawSurveyOf(ctx, survey, questionnaire)], next: null }
      }
    } finally {
      await session.close()
    }
  },
  primaryKey: ({ id }) => id,
  map: mapSurvey,
}

/** Finished responses, survey by survey, in the order in which they changed. */
export const responses: IncrementalStream<RawResponse, LimesurveyConfig, Position> = {
  name: 'responses',
  record: 'response',
  mode: 'incremental',
  cursor: positionCursor,
  watermarkDelay: MINUTE,
  // In autumn the clocks that LimeSurvey notes times by show an hour twice.
  lookback: 120 * MINUTE,
  async scopes(ctx) {
    const found = await inSession(ctx, (session) => wantedSurveys(ctx, session))
    return found.map(({ sid, surveyls_title: title }) => (title?.trim() ? { id: sid, title } : { id: sid }))
  },
  async *pages(ctx, { id }, from) {
    const session = await Session.open(ctx)
    try {
      const questionnaire = await readQuestionnaire(session, id)
      const rawOf = rawResponses(ctx, id, questionnaire)
      for await (const { rows, next } of responsePages(session, readingOf(ctx, id, questionnaire), from)) {
        yield { raw: rows.map(rawOf), next }
        ctx.signal.throwIfAborted()
      }
    } finally {
      await session.close()
    }
  },
  async *listKeys(ctx, { id }) {
    const all = await inSession(ctx, async (session) => {
      const { language } = await readProperties(session, id)
      return listChanged(session, readingOf(ctx, id, { language: language ?? 'en', dated: false }))
    })
    for (let start = 0; start < all.length; start += KEYS_PER_PAGE) {
      yield all.slice(start, start + KEYS_PER_PAGE).map((response) => responseId(id, response.id))
    }
  },
  primaryKey: ({ id }) => id,
  map: mapResponse,
}

function readingOf(
  { config }: PluginContext<LimesurveyConfig>,
  survey: string,
  questionnaire: { readonly language: string; readonly dated: boolean },
) {
  return { survey, questionnaire, timeZone: config.timeZone, pageSize: config.pageSize }
}
