import type { Database, JsonObject, TableName } from '@throughline/db'
import type { ActionName } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import { auditContextOf } from '../../access/entity-writes.ts'
import { GapKindRef } from '../../alignment/gaps-query.ts'
import { builder } from '../../graph/builder.ts'
import { InvalidInput, NotFound } from '../../graph/errors.ts'
import { decodeGlobalId, formerGlobalId, type GlobalId } from '../../graph/global-id.ts'
import { mutation, type Work } from '../../graph/mutation.ts'
import { nodeRef } from '../../graph/node-ref.ts'
import { entityField } from '../../graph/query.ts'
import { today } from '../../reasoning/today.ts'
import { readSettings } from '../../settings/store.ts'
import { TicketKind } from '../../tickets/graphql.ts'
import { pluginCatalog } from '../sources/plugin-catalog.ts'
import type { Source } from '../sources/store.ts'
import { type ActionFacts, actionText } from './action-text.ts'
import { requestAction } from './enqueue.ts'
import { SourceAction } from './graphql.ts'
import { factsOf, gapOf, hitBy, impactOf, type Subject } from './subject-facts.ts'

const payload = () => ({
  action: entityField(SourceAction, { description: 'Action that was enqueued.', id: () => null }),
})

const KEY =
  'Idempotency key: a repeated request with the same key returns the first action. Defaults to a key derived from the input.'

/** @throws InvalidInput where the source's plugin cannot do it. */
function checkAction(work: Work, source: Source, action: ActionName, path: readonly string[]): void {
  const manifest = pluginCatalog.from(work.context.provided).find(source.plugin)?.manifest
  if (manifest === undefined) {
    throw InvalidInput.at(path, `is fed by ${source.plugin}, which is no plugin that can do anything`)
  }
  if (manifest.actions.includes(action)) return
  const able = manifest.actions.length === 0 ? 'nothing' : manifest.actions.join(', ')
  throw InvalidInput.at(path, `is fed by ${source.plugin}, which cannot do ${action}; it can do: ${able}`)
}

async function request(
  work: Work,
  source: Source,
  wanted: {
    action: ActionName
    input: JsonObject
    asked: JsonObject
    idempotencyKey: string | null | undefined
  },
): Promise<{ action: string }> {
  const { id } = await requestAction(
    work.transaction,
    { sourceId: source.id, ...wanted },
    auditContextOf(work),
  )
  return { action: id }
}

/** What the gap report finds gaps of. */
const GAP_SUBJECTS = ['Objective', 'KeyResult', 'Process', 'Service', 'Asset']

const GapReference = builder.inputType('GapReferenceInput', {
  description: 'A gap of the gap report.',
  fields: (t) => ({
    kind: t.field({ type: GapKindRef, required: true, description: 'What is missing.' }),
    subject: t.field(
      nodeRef(GAP_SUBJECTS, {
        required: true,
        description: 'What it is missing from: the subject of the gap.',
      }),
    ),
  }),
})

mutation('createTicketInSource', {
  visibleTo: 'MODELLERS',
  description:
    'Enqueues the creation of a ticket in the system of a source, with a description of its subject and of the objectives at risk if the subject fails. A worker creates the ticket once.',
  input: builder.inputType('CreateTicketInSourceInput', {
    description: 'A ticket to be made.',
    fields: (t) => ({
      source: t.id({ required: true, description: 'The source in whose system it is made.' }),
      title: t.string({ required: true, description: 'Title, in one line.' }),
      body: t.string({ description: 'The same at length, in Markdown; what the graph knows follows.' }),
      kind: t.field({ type: TicketKind, description: 'Ticket kind. Defaults to TASK.' }),
      project: t.string({
        description: 'Project in the external system. Defaults to the project in the settings of the source.',
      }),
      priority: t.int({ description: 'From 1 (highest) to 5.' }),
      labels: t.field({ type: 'JSON', description: 'Labels, as an object of strings.' }),
      about: t.field(
        nodeRef(['Change', 'Service', 'Asset'], {
          description: 'The change, the service or the asset that it is about.',
        }),
      ),
      gap: t.field({ type: GapReference, description: 'The gap that it is to close.' }),
      idempotencyKey: t.string({ description: KEY }),
    }),
  }),
  payload,
  run: async (input, work) => {
    const source = await namedSource(work, input.source)
    checkAction(work, source, 'createTicket', ['source'])
    const facts = await factsFor(work, input)
    const { idempotencyKey, source: _, about, gap, ...asked } = input
    return request(work, source, {
      action: 'createTicket',
      asked: plainJson({
        ...asked,
        about: formerId(about),
        gap: gap && { kind: gap.kind, id: formerId(gap.subject) },
      }),
      idempotencyKey,
      input: plainJson({
        title: input.title,
        body: actionText(input.body ?? '', facts),
        kind: input.kind ?? 'TASK',
        project: input.project ?? undefined,
        priority: input.priority ?? undefined,
        labels: input.labels ?? undefined,
      }),
    })
  },
})

interface Asked {
  readonly about?: GlobalId | null | undefined
  readonly gap?: { readonly kind: Parameters<typeof gapOf>[1]; readonly subject: GlobalId } | null | undefined
}

async function factsFor(work: Work, { about, gap }: Asked): Promise<ActionFacts> {
  const { transaction: db, context } = work
  const settings = await readSettings(db)
  const on = today(context, settings)
  const { criticalityThresholds: thresholds, timeZone, keyResultFreshDays: freshDays } = settings
  const missing = gap == null ? null : await missingThing(db, gap, { on, thresholds, timeZone, freshDays })
  const subject = about == null ? subjectOf(missing) : subjectFrom(about)
  const facts =
    subject === undefined
      ? { about: [], impact: null }
      : await factsOf(db, subject, { on, timeZone }, [about == null ? 'gap' : 'about'])
  return { ...facts, gap: missing }
}

function subjectFrom({ type, id }: GlobalId): Subject {
  return { type: type as Subject['type'], id }
}

interface MissingThing {
  readonly found: string
  readonly toDo: string
  readonly type: string
  readonly id: string
}

async function missingThing(
  db: Kysely<Database>,
  { kind, subject }: NonNullable<Asked['gap']>,
  asked: Parameters<typeof gapOf>[3],
): Promise<MissingThing> {
  const gap = await gapOf(db, kind, subject.id, asked)
  if (gap === undefined) throw InvalidInput.at(['gap'], 'is not in the gap report, or not any more')
  const [found, toDo] = gap.explanation.reasons
  return { ...subject, found: found?.text ?? '', toDo: toDo?.text ?? '' }
}

function subjectOf(missing: MissingThing | null): Subject | undefined {
  if (missing?.type === 'Service' || missing?.type === 'Asset') return { type: missing.type, id: missing.id }
  return undefined
}

mutation('commentOnTicket', {
  visibleTo: 'MODELLERS',
  description:
    'Enqueues a comment on a ticket in the system that the ticket came from. A worker creates the comment once.',
  input: builder.inputType('CommentOnTicketInput', {
    description: 'A comment to be made.',
    fields: (t) => ({
      ticket: t.field(
        nodeRef('Ticket', { required: true, description: 'The ticket, which must have come from a source.' }),
      ),
      body: t.string({ description: 'What to say, in Markdown.' }),
      impact: t.boolean({
        description:
          'Whether to add the objectives at risk if the services and assets of the ticket fail. Defaults to false.',
      }),
      idempotencyKey: t.string({ description: KEY }),
    }),
  }),
  payload,
  run: async (input, work) => {
    const { id } = input.ticket
    const { source, externalId } = await origin(work, 'comment', { type: 'Ticket', id, field: 'ticket' })
    const hit = input.impact === true ? await hitBy(work.transaction, id) : []
    const impact = await impactOf(
      work.transaction,
      hit,
      today(work.context, await readSettings(work.transaction)),
    )
    const body = actionText(input.body ?? '', { about: [], gap: null, impact })
    if (body === '') {
      const nothing =
        input.impact === true ? 'the ticket is about no service and no asset' : 'there is no body'
      throw InvalidInput.at(['body'], `says nothing: ${nothing}`)
    }
    const { idempotencyKey, ...asked } = input
    return request(work, source, {
      action: 'comment',
      input: { ticket: externalId, body },
      asked: plainJson({ ...asked, ticket: formerId(input.ticket) }),
      idempotencyKey,
    })
  },
})

mutation('sendSurvey', {
  visibleTo: 'ADMINISTRATORS',
  description:
    'Enqueues invitations to a survey in the system that the survey came from. A worker sends them once.',
  input: builder.inputType('SendSurveyInput', {
    description: 'Whom to invite to what.',
    fields: (t) => ({
      survey: t.field(
        nodeRef('Survey', { required: true, description: 'The survey, which must have come from a source.' }),
      ),
      recipients: t.stringList({ required: true, description: 'Whom to invite: e-mail addresses.' }),
      idempotencyKey: t.string({ description: KEY }),
    }),
  }),
  payload,
  run: async (input, work) => {
    const { id } = input.survey
    const { source, externalId } = await origin(work, 'sendSurvey', { type: 'Survey', id, field: 'survey' })
    const { idempotencyKey, ...asked } = input
    return request(work, source, {
      action: 'sendSurvey',
      input: { survey: externalId, recipients: [...new Set(input.recipients)] },
      asked: plainJson({ ...asked, survey: formerId(input.survey) }),
      idempotencyKey,
    })
  },
})

/** The id of a node in the spelling that the derived keys of earlier actions contain. */
function formerId(node: GlobalId | null | undefined): string | null | undefined {
  return node == null ? node : formerGlobalId(node)
}

async function namedSource({ transaction }: Work, globalId: string): Promise<Source> {
  const { id } = decodeGlobalId(globalId, ['Source'], ['source'])
  const source = await transaction.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirst()
  if (source !== undefined) return source
  throw new NotFound(`No Source has the id ${globalId}; it may have been deleted.`, ['source'])
}

const ORIGINS = {
  Ticket: ['ticket', 'ticket_id'],
  Survey: ['survey', 'survey_id'],
} as const satisfies Record<string, readonly [TableName, string]>

/** The source that an entity came from, and what it is called there. @throws InvalidInput where none can do it. */
async function origin(
  work: Work,
  action: ActionName,
  { type, id, field }: { type: keyof typeof ORIGINS; id: string; field: string },
): Promise<{ source: Source; externalId: string }> {
  const [table, column] = ORIGINS[type]
  const there = await work.transaction.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
  if (there === undefined) throw new NotFound(`The ${type} may have been deleted.`, [field])
  const origins = await work.transaction
    .selectFrom('external_reference as r')
    .innerJoin('source as s', 's.name', 'r.source')
    .selectAll('s')
    .select('r.external_id as externalId')
    .where(`r.${column}`, '=', id)
    .orderBy('r.created_at')
    .orderBy('r.id')
    .execute()
  const [first] = origins
  if (first === undefined) throw InvalidInput.at([field], 'came from no source, so nothing can be done there')
  const catalog = pluginCatalog.from(work.context.provided)
  const able = origins.find(({ plugin }) => catalog.find(plugin)?.manifest?.actions.includes(action) === true)
  checkAction(work, able ?? first, action, [field])
  const { externalId, ...source } = able ?? first
  return { source, externalId }
}

/** As JSON has it: what is not said is not there. */
function plainJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject
}
