import { builder, Node } from './builder.ts'
import { cost } from './cost.ts'
import type { Explanation, ExplanationInput, Reason } from './explanation.ts'
import { loadNode } from './query.ts'
import { visibleTo } from './visibility.ts'

const ExplanationInputRef = builder.objectRef<ExplanationInput>('ExplanationInput').implement({
  description: 'A figure that went into a computed value.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What the figure is.' }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description: 'The figure: a number or a text.',
      resolve: ({ value }) => value,
    }),
    unit: t.exposeString('unit', {
      nullable: true,
      description: 'Its unit; null where it has none, as a weight or a share.',
    }),
    node: t.field({
      type: Node,
      nullable: true,
      description: 'What it is a figure of.',
      resolve: ({ node }, _args, context, info) => (node === null ? null : loadNode(context, info, node)),
    }),
  }),
})

export const ReasonRef = builder.objectRef<Reason>('Reason').implement({
  description: 'Why a computed value is what it is.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    code: t.exposeString('code', { description: 'A stable code for programs.' }),
    text: t.exposeString('text', { description: 'The same as a sentence.' }),
  }),
})

/** What stands beside every computed value. */
export const ExplanationRef = builder.objectRef<Explanation>('Explanation').implement({
  description: 'Where a computed value comes from: its formula, what went in, and the reasons in words.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    formula: t.exposeString('formula', { description: 'The name of the formula.' }),
    version: t.exposeInt('version', {
      description: 'Goes up whenever the same inputs would give another value.',
    }),
    source: t.exposeString('source', { description: 'Where the formula comes from, in one phrase.' }),
    inputs: t.field({
      type: [ExplanationInputRef],
      extensions: cost({ size: 10 }),
      description: 'The figures that went in.',
      resolve: ({ inputs }) => inputs,
    }),
    reasons: t.field({
      type: [ReasonRef],
      extensions: cost({ size: 5, perItem: 0 }),
      description: 'Why, in words.',
      resolve: ({ reasons }) => reasons,
    }),
  }),
})
