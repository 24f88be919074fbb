import {
  type IncrementalStream,
  type PluginContext,
  ScopeNotFoundError,
  type SnapshotStream,
} from '@throughline/plugin-kit'
import { readSurvey } from './client.ts'
import type { FormbricksConfig } from './config.ts'
import { mapResponse, mapSurvey } from './map.ts'
import { type Position, positionCursor } from './position.ts'
import { type RawResponse, type RawSurvey, rawResponses, rawSurveyOf } from './raw.ts'
import { responsePages } from './responses.ts'
import { wantedSurveys } from './surveys.ts'
import type { Survey } from './wire.ts'

const MINUTE = 60_000
const PAGE = 100

/** Every survey that people have been asked. */
export const surveys: SnapshotStream<RawSurvey, FormbricksConfig> = {
  name: 'surveys',
  record: 'survey',
  mode: 'snapshot',
  scopes: async () => [{ id: 'surveys', title: 'Surveys' }],
  async *pages(ctx) {
    const found = await wantedSurveys(ctx)
    for (let start = 0; start < found.length; start += PAGE) {
      const page = found.slice(start, start + PAGE)
      yield { raw: page.map((survey) => rawSurveyOf(ctx, survey)), next: null }
    }
  },
  primaryKey: ({ id }) => id,
  map: mapSurvey,
}

/** Finished responses, survey by survey, in the order in which they changed. */
export const responses: IncrementalStream<RawResponse, FormbricksConfig, Position> = {
  name: 'responses',
  record: 'response',
  mode: 'incremental',
  cursor: positionCursor,
  watermarkDelay: MINUTE,
  lookback: 5 * MINUTE,
  async scopes(ctx) {
    return (await wantedSurveys(ctx)).map(({ id, name }) => (/\S/.test(name) ? { id, title: name } : { id }))
  },
  async *pages(ctx, { id }, from, until) {
    const rawOf = rawResponses(ctx, await surveyOf(ctx, id))
    for await (const { items, next } of responsePages(ctx, id, 'updatedAt', from, until)) {
      yield { raw: items.filter(({ finished }) => finished).map(rawOf), next }
    }
  },
  // By the time they were made, which does not change: by the other, one could slip past the end of the list.
  async *listKeys(ctx, { id }) {
    for await (const { items } of responsePages(ctx, id, 'createdAt', null, ctx.clock())) {
      yield items.filter(({ finished }) => finished).map((response) => response.id)
    }
  },
  primaryKey: ({ id }) => id,
  map: mapResponse,
}

async function surveyOf(ctx: PluginContext<FormbricksConfig>, id: string): Promise<Survey> {
  const survey = await readSurvey(ctx, id)
  if (survey !== undefined) return survey
  throw new ScopeNotFoundError(`The survey ${id} does not exist any more`)
}
