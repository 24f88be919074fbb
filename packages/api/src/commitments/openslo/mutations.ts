import type { ObjectFieldBuilder } from '@pothos/core'
import { builder, type Types } from '../../graph/builder.ts'
import { cost } from '../../graph/cost.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { encodeGlobalId } from '../../graph/global-id.ts'
import { mutation } from '../../graph/mutation.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { applyDocuments } from './apply-store.ts'
import { documentsIn, type RawDocument } from './documents.ts'
import { Findings } from './findings.ts'
import { readOpenSlo } from './read.ts'
import { type AppliedObject, inputPath } from './steps-store.ts'

const Outcome = builder.enumType('OpenSloOutcome', {
  description: 'What became of a row that an OpenSLO document describes.',
  values: {
    CREATED: { description: 'It is new.' },
    UPDATED: { description: 'Some of its fields are different now.' },
    UNCHANGED: { description: 'It was as the document says.' },
  } as const,
})

const ObjectRef = builder.objectRef<AppliedObject>('OpenSloObject').implement({
  description: 'A row that an OpenSLO document describes.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    type: t.exposeString('type', { description: 'Service, Metric or Slo.' }),
    id: t.id({ description: 'ID of the row.', resolve: ({ type, id }) => encodeGlobalId(type, id) }),
    name: t.exposeString('name', { description: 'Its name.' }),
    outcome: t.field({
      type: Outcome,
      description: 'What became of it.',
      resolve: ({ outcome }) => outcome,
    }),
    fields: t.stringList({
      description: 'Names of the fields that are different now. Empty unless it is UPDATED.',
      resolve: ({ fields }) => [...fields],
    }),
  }),
})

interface Note {
  readonly path: readonly string[]
  readonly line: number
  readonly message: string
}

const NoteRef = builder.objectRef<Note>('OpenSloNote').implement({
  description: 'What of an OpenSLO document was not taken over, or was assumed.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    path: t.stringList({ description: 'The part of the document.', resolve: ({ path }) => [...path] }),
    line: t.exposeInt('line', { description: 'Its line in the text, from 1.' }),
    message: t.exposeString('message', { description: 'What became of it.' }),
  }),
})

interface AppliedDocument {
  readonly position: number
  readonly line: number
  readonly kind: string | null
  readonly name: string | null
  readonly objects: readonly AppliedObject[]
  readonly notes: readonly Note[]
}

const DocumentRef = builder.objectRef<AppliedDocument>('OpenSloDocument').implement({
  description: 'What became of an OpenSLO document.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Its place among the documents, from 0.' }),
    line: t.exposeInt('line', { description: 'The line of the text where it begins, from 1.' }),
    kind: t.exposeString('kind', {
      nullable: true,
      description: 'Kind of the document, e.g. SLO. Null if it was not read.',
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'The name in its metadata. Null if it was not read.',
    }),
    objects: t.field({
      type: [ObjectRef],
      extensions: cost({ size: 4, perItem: 0 }),
      description: 'The rows that it describes; an SLO for each objective.',
      resolve: ({ objects }) => objects,
    }),
    notes: t.field({
      type: [NoteRef],
      extensions: cost({ size: 4, perItem: 0 }),
      description: 'What was not taken over, or was assumed.',
      resolve: ({ notes }) => notes,
    }),
  }),
})

interface Payload extends Readonly<Record<string, unknown>> {
  readonly documents: readonly AppliedDocument[]
}

mutation('applyOpenSlo', {
  visibleTo: 'MODELLERS',
  description:
    'Makes services and SLOs what OpenSLO v1 documents say: all of them, or none if one has a problem. Applying the same documents again changes nothing.',
  input: builder.inputType('ApplyOpenSloInput', {
    description: 'OpenSLO documents.',
    fields: (t) => ({
      documents: t.string({
        required: true,
        description:
          'YAML documents or JSON, each with one object or a list of objects, up to 1,000: openslo/v1, and what means the same of openslo.com/v2alpha.',
      }),
      existingOnly: t.boolean({
        description:
          'With true, services and metrics that are not there are a problem; otherwise they are created. Defaults to false.',
      }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, Payload>) => ({
    documents: t.field({
      type: [DocumentRef],
      extensions: cost({ size: 'page', perItem: 0 }),
      description: 'What became of each document, in their order.',
      resolve: ({ documents }) => documents,
    }),
  }),
  run: async ({ documents: text, existingOnly }, work, _before, info) => {
    const { documents, problems } = documentsIn(text)
    if (problems.length > 0)
      throw InvalidInput.of(
        problems.map(({ line, message }) => ({ path: ['documents'], message: `line ${line}: ${message}` })),
      )
    if (documents.length === 0) throw InvalidInput.at(['documents'], 'contains no document')
    const read = readOpenSlo(documents)
    const findings = new Findings()
    findings.problems.push(...read.problems)
    findings.notes.push(...read.notes)
    const objects = documents.map((): AppliedObject[] => [])
    const applying = {
      read,
      work,
      info,
      existingOnly: existingOnly === true,
      problem: findings.problem.bind(findings),
      note: findings.note.bind(findings),
      applied: (document: number, object: AppliedObject) => objects[document]?.push(object),
    }
    await applyDocuments(applying, () => refuse(findings, documents))
    const applied = documents.map(
      ({ lineOf }, position): AppliedDocument => ({
        position,
        line: lineOf([]),
        kind: read.documents[position]?.kind ?? null,
        name: read.documents[position]?.name ?? null,
        objects: objects[position] ?? [],
        notes: findings.notes
          .filter(({ document }) => document === position)
          .map(({ path, message }) => ({ path: path.map(String), line: lineOf(path), message })),
      }),
    )
    return { documents: applied }
  },
})

/** @throws InvalidInput where there are problems */
function refuse({ problems }: Findings, documents: readonly RawDocument[]): void {
  if (problems.length === 0) return
  throw InvalidInput.of(
    problems.map(({ document, path, message }) => ({
      path: inputPath(document, path),
      message: `line ${documents[document]?.lineOf(path) ?? 1}: ${message}`,
    })),
  )
}
