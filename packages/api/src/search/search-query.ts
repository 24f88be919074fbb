import { builder, Node } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { InvalidInput } from '../graph/errors.ts'
import { significant } from '../graph/figures.ts'
import { nodeTypes } from '../graph/node-type.ts'
import { loadNode } from '../graph/query.ts'
import { isIn } from '../graph/roles.ts'
import { text as storable } from '../graph/values.ts'
import { forbidden, visibleTo } from '../graph/visibility.ts'
import { type Hit, search } from './search-store.ts'
import { SEARCHED, type Searched } from './targets.ts'

const MOST = 50
const LONGEST = 200
/** Points of the statement itself. */
const POINTS = 20

/** `KeyResult` as an enum value: `KEY_RESULT`. */
const enumName = (type: string) => type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()

const SearchType = builder.enumType('SearchType', {
  description: 'Types that a search can find.',
  values: Object.fromEntries(
    SEARCHED.map((type) => [enumName(type), { value: type, description: `Type ${type}.` }]),
  ) as Record<string, { value: Searched; description: string }>,
})

const SearchField = builder.enumType('SearchField', {
  description: 'Which text of a node matched.',
  values: {
    NAME: { value: 'name', description: 'Its name.' },
    TITLE: { value: 'title', description: 'Its title.' },
    IDENTIFIER: { value: 'identifier', description: 'An identifier of the asset.' },
    EXTERNAL_REFERENCE: { value: 'externalReference', description: 'Its id in an external system.' },
  } as const,
})

const SearchMatch = builder.objectRef<Pick<Hit, 'field' | 'text'>>('SearchMatch').implement({
  description: 'The text of a node that matched best.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    field: t.field({ type: SearchField, description: 'Which text it is.', resolve: ({ field }) => field }),
    text: t.exposeString('text', { description: 'The text as it is stored.' }),
  }),
})

const SearchHit = builder.objectRef<Hit>('SearchHit').implement({
  description: 'A node that a search has found.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description: 'The node. Null if it has been deleted since it was found.',
      resolve: ({ type, id }, _args, context, info) => loadNode(context, info, { type, id }),
    }),
    matched: t.field({ type: SearchMatch, description: 'What matched best.', resolve: (hit) => hit }),
    rank: t.float({
      description:
        'How well it matched, from 0 to 1: 1 for an identifier or external reference that equals the text, 0.95 for a name that does, from 0.8 for a beginning, from 0.65 for the beginning of a word, from 0.5 for another part, below that for a similar name.',
      resolve: ({ rank }) => significant(rank),
    }),
  }),
})

builder.queryField('search', (t) =>
  t.field({
    type: [SearchHit],
    description: `Finds nodes by their names and titles, by the identifiers of assets and by external references; the best match first, equal ones by type and id. Upper and lower case are alike. A text of one or two characters finds names with a word that begins with it, and equal identifiers and external references. Assets that are merged into others are not found by their names.`,
    extensions: {
      ...visibleTo('ANYONE'),
      ...cost({ points: POINTS, size: { argument: 'first' } }),
    },
    args: {
      text: t.arg.string({
        required: true,
        description: `What to search for, 1 to ${LONGEST} characters; spaces at both ends are ignored.`,
      }),
      types: t.arg({
        type: [SearchType],
        description: 'Types to find. Defaults to all types that the caller may read.',
      }),
      first: t.arg.int({
        required: true,
        defaultValue: 20,
        description: `The number of hits, 0 to ${MOST}.`,
      }),
    },
    resolve: (_root, { text, types, first }, { db, actor }) => {
      const sought = storable(text, ['text']).trim()
      const length = [...sought].length
      if (length === 0 || length > LONGEST)
        throw InvalidInput.at(['text'], `has ${length} characters; give 1 to ${LONGEST}`)
      if (first < 0 || first > MOST)
        throw InvalidInput.at(['first'], `is ${first}; a search has 0 to ${MOST} hits`)
      const roles = actor?.roles ?? []
      const readers = (type: string) => nodeTypes.get(type)?.visibleTo
      const readable = (type: string) => isIn(readers(type) ?? 'ADMINISTRATORS', roles)
      for (const type of types ?? []) if (!readable(type)) throw forbidden(type, readers(type), roles)
      const wanted = [...new Set(types ?? SEARCHED.filter(readable))]
      return wanted.length === 0 ? [] : search(db.kysely, { text: sought, types: wanted, limit: first })
    },
  }),
)
