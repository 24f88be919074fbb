import { z } from 'zod'
import type { ListSpec, Reference } from '../kind.ts'
import { entryOf, given, idIn, isObject, name, ownedBy, reference, textOf } from './parts.ts'

const weight = z.number().min(0).max(1_000_000_000)

/** What an entry has that another kind of key result has not. */
const OF_KIND = {
  REACH: ['start', 'target'],
  MAINTAIN: ['keepAbove', 'keepBelow', 'periodUnit'],
} as const
const OF_SCORE = ['scoreMeasure', 'scoreAspect', 'scoreService'] as const

export const keyResultSchema = z
  .strictObject({
    title: name.describe('What is measured.'),
    unit: z.string().max(50).optional().describe('Unit of the values, for example %, EUR, days.'),
    kind: z
      .enum(['REACH', 'MAINTAIN'])
      .optional()
      .describe('To come from a start to a target, or to stay within bounds. Defaults to REACH.'),
    start: z.number().optional().describe('Value that it starts from. Of REACH.'),
    target: z.number().optional().describe('Value to reach. Of REACH.'),
    keepAbove: z.number().nullable().optional().describe('The least value that is kept. Of MAINTAIN.'),
    keepBelow: z.number().nullable().optional().describe('The largest value that is kept. Of MAINTAIN.'),
    periodUnit: z
      .enum(['WEEK', 'MONTH'])
      .optional()
      .describe('In which periods it is to be kept. Of MAINTAIN; defaults to MONTH.'),
    current: z
      .number()
      .optional()
      .describe('Value now, entered by hand. A new one has none until it is entered.'),
    weight: weight.optional().describe('Weight relative to the other key results. Defaults to 1.'),
    scoreMeasure: z
      .enum(['CSAT', 'NPS', 'CES', 'AREA'])
      .nullable()
      .optional()
      .describe('The score of surveys that it is read from.'),
    scoreAspect: z
      .enum(['FUNCTIONALITY', 'SATISFACTION', 'CULTURE', 'PLANNING'])
      .nullable()
      .optional()
      .describe('The area of AREA.'),
    scoreService: reference
      .nullable()
      .optional()
      .describe('Whose surveys count. Without a service, those on the organisation.'),
  })
  .superRefine(({ kind = 'REACH', ...stated }, context) => {
    const refuse = (message: string, path: string[] = []) =>
      context.addIssue({ code: 'custom', path, message })
    const bounds = [stated.keepAbove, stated.keepBelow].filter((bound) => typeof bound === 'number')
    if (kind === 'MAINTAIN' && bounds.length === 0)
      refuse('or keepBelow is missing: MAINTAIN has one bound or two', ['keepAbove'])
    for (const field of kind === 'REACH' ? OF_KIND.REACH : [])
      if (stated[field] === undefined) refuse('is missing: REACH goes from a start to a target', [field])
    const other = kind === 'REACH' ? 'MAINTAIN' : 'REACH'
    for (const field of OF_KIND[other])
      if (stated[field] !== undefined) refuse(`${field} belongs to ${other}, and this is ${kind}`)
    if (stated.scoreAspect != null && stated.scoreMeasure !== 'AREA')
      refuse('scoreAspect belongs to the scoreMeasure AREA')
    if (stated.scoreService != null && stated.scoreMeasure == null)
      refuse('scoreService needs a scoreMeasure: CSAT, NPS, CES or AREA')
  })

/** The key results of an objective. What they are read from is theirs, apart from scores of surveys. */
export const keyResults: ListSpec = {
  connection: {
    field: 'keyResults',
    selection:
      'id title unit kind start target keepAbove keepBelow periodUnit manualCurrent weight scoreMeasure scoreAspect scoreService { id } source { name }',
  },
  declared: (value, resolver, path) => {
    const { title, scoreService, ...values } = entryOf(value, 'title')
    const service =
      scoreService == null
        ? scoreService
        : resolver.id('services', scoreService as Reference, [...path, 'scoreService'])
    const key = String(title)
    return { key, label: key, values: given({ kind: 'REACH', ...values, scoreService: service }) }
  },
  stored: (row) => {
    if (!isObject(row)) return undefined
    const { unit, kind, start, target, keepAbove, keepBelow, periodUnit, weight } = row
    const { manualCurrent: current, scoreMeasure, scoreAspect } = row
    const title = textOf(row, 'title')
    return {
      key: title,
      label: title,
      id: textOf(row, 'id'),
      values: {
        ...{ unit, kind, start, target, keepAbove, keepBelow, periodUnit, current, weight },
        ...{ scoreMeasure, scoreAspect, scoreService: idIn('scoreService')({ ...row, id: '' }) },
      },
      ...ownedBy(row),
    }
  },
  exported: ({ key, values }, referenceTo) => {
    const { unit, kind, weight, scoreService, ...others } = values
    const stated = Object.entries(others).filter(([, value]) => value !== null)
    return {
      title: key,
      ...(unit === '' ? {} : { unit }),
      ...(kind === 'REACH' ? {} : { kind }),
      ...Object.fromEntries(stated),
      ...(typeof scoreService === 'string' ? { scoreService: referenceTo('services', scoreService) } : {}),
      ...(weight === 1 ? {} : { weight }),
    }
  },
  standard: {
    ...{ unit: '', kind: 'REACH', weight: 1, keepAbove: null, keepBelow: null, periodUnit: 'MONTH' },
    ...{ scoreMeasure: null, scoreAspect: null, scoreService: null },
  },
  put: (owner, { key, values }, existing) => {
    const input = inputOf(values, existing?.values)
    return existing === undefined
      ? { name: 'createKeyResult', input: { objective: { id: owner }, title: key, ...input } }
      : { name: 'updateKeyResult', input: { id: existing.id, ...input } }
  },
  remove: (_owner, entry) => ({ name: 'deleteKeyResult', input: { id: entry.id } }),
}

/** What a mutation takes: nothing of the other kind, no value that is there, and a score only if it changes. */
function inputOf(
  values: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...values }
  for (const field of OF_KIND[values.kind === 'MAINTAIN' ? 'REACH' : 'MAINTAIN']) delete kept[field]
  if (kept.current === null || kept.current === before?.current) delete kept.current
  const isScored = OF_SCORE.some((field) => (values[field] ?? null) !== (before?.[field] ?? null))
  if (!isScored) for (const field of OF_SCORE) delete kept[field]
  else if (typeof kept.scoreService === 'string') kept.scoreService = { id: kept.scoreService }
  if (values.scoreMeasure !== 'AREA') delete kept.scoreAspect
  if (values.scoreMeasure === null) delete kept.scoreService
  return kept
}
