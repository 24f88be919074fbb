import { NodeType } from '../graph/node-type.ts'

export const ExternalReference = new NodeType('ExternalReference', 'external_reference', {
  description: 'A reference to an object in an external system.',
  visibleTo: 'ANYONE',
  order: {
    SOURCE: { column: 'source', description: 'By the name of the other system.' },
    EXTERNAL_ID: { column: 'external_id', description: 'By the id there.' },
    CREATED_AT: { column: 'created_at', description: 'By when it was stored.' },
  },
  defaultOrder: { key: 'SOURCE' },
})

ExternalReference.fields((t) => ({
  source: t.column('source', { description: 'The name of the other system, e.g. the name of a source.' }),
  externalId: t.column('external_id', { description: 'The id of the entity there.' }),
  url: t.column('url', { description: 'Address of a page about the object.' }),
  ...t.lifecycle(),
}))

/** The field of an entity that lists what other systems call it. */
export const EXTERNAL_REFERENCES = {
  description: 'References to objects in external systems.',
  filter: 'externalReference',
} as const
