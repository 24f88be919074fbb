import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { nodeTypes } from '../graph/node-type.ts'
import { misspellingsOf } from './misspellings.ts'
import { type Searched, TARGETS } from './targets.ts'

/** An entity that a search has found, by the best of its matches. */
export interface Hit {
  readonly type: Searched
  /** UUID */
  readonly id: string
  /** Which of its texts matched. */
  readonly field: 'name' | 'title' | 'identifier' | 'externalReference'
  readonly text: string
  /** From 0 to 1 */
  readonly rank: number
}

/** Ranks, the best first. Within a tier the rank grows with the part of the text that was searched for. */
const RANK = { exactKey: 1, exactName: 0.95, prefix: 0.8, word: 0.65, contained: 0.5, similar: 0.4 } as const
/** How much the length can add within a tier. */
const WITHIN = 0.1

/**
 * Texts of fewer characters have no trigram of their own: they are compared with the beginnings of words, except in
 * scripts that put no spaces between words.
 */
const TRIGRAM = 3
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/u

/** The most names of a type that are ranked for each way in which a name can match. */
const MOST_CANDIDATES = 1_000

/** What is searched for. */
interface Question {
  /** In normalization form C, not empty. */
  readonly text: string
  /** At least one. */
  readonly types: readonly Searched[]
  readonly limit: number
}

/** Finds entities by a text in one statement, the best match first; equal ones by type and id. */
export async function search(db: Kysely<Database>, question: Question): Promise<readonly Hit[]> {
  return (await searchSql(question).execute(db)).rows
}

/** The statement of {@link search}. */
export function searchSql({ text, types, limit }: Question): RawBuilder<Hit> {
  const sought = new Sought(text)
  const branches = types.map((type) => names(sought, type, limit))
  branches.push(references(sought, types, limit))
  if (types.includes('Asset')) branches.push(identifiers(sought, limit))
  return sql<Hit>`
    select type, id, field, text, rank from (
      select distinct on (type, id) * from (${sql.join(branches, sql` union all `)}) hit
      order by type, id, rank desc, field, text
    ) best
    order by rank desc, type, id
    limit ${limit}`
}

/** The searched text in SQL. */
class Sought {
  readonly short: boolean
  /** Folded as the indexes are. */
  readonly folded: RawBuilder<string>
  /** The same with the wildcards of LIKE escaped. */
  readonly pattern: RawBuilder<string>

  readonly #text: string

  constructor(text: string) {
    this.#text = text
    this.short = [...text].length < TRIGRAM && !UNSPACED.test(text)
    this.folded = fold(sql`${text}::text`)
    this.pattern = fold(sql`${text.replace(/[\\%_]/g, '\\$&')}::text`)
  }

  begins(place: RawBuilder<string>): RawBuilder<boolean> {
    return sql<boolean>`${place} like ${this.pattern} || '%'`
  }

  beginsWord(place: RawBuilder<string>): RawBuilder<boolean> {
    return sql<boolean>`${place} like '% ' || ${this.pattern} || '%'`
  }

  contained(place: RawBuilder<string>): RawBuilder<boolean> {
    return sql<boolean>`${place} like '%' || ${this.pattern} || '%'`
  }

  /**
   * The ways in which a text is similar. Words that share most trigrams: a text without trigrams, as PostgreSQL makes them
   * of letters that the locale of the database knows, is like none, and is not compared with all names one by one. And a
   * short word with one wrong letter or two that are swapped, of which too few trigrams remain.
   */
  similar(place: RawBuilder<string>): RawBuilder<boolean>[] {
    if (this.short) return []
    const like = sql<boolean>`(cardinality(show_trgm(${this.folded})) > 0 and ${place} %> ${this.folded})`
    const misspelt = misspellingsOf(this.#text)
    return misspelt === undefined ? [like] : [like, sql<boolean>`${place} ~ ${fold(sql`${misspelt}::text`)}`]
  }

  /** The rank of a tier for a text of this length. */
  tier(base: number, place: RawBuilder<string>): RawBuilder<number> {
    return sql<number>`${base}::float8 + ${WITHIN}::float8 * length(${this.folded}) / length(${place})`
  }
}

function fold(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`(fold_case(${text}) collate "C")`
}

/** What the indexes of names in order contain: not all of a long text, which would be too long for an index. */
function startOf(folded: RawBuilder<string>): RawBuilder<string> {
  return sql<string>`(left(${folded}, 300) collate "C")`
}

/** Whether a text begins with another, as a range: only a constant pattern is compared by an index on the text. */
function beginsWith(place: RawBuilder<string>, start: RawBuilder<string>): RawBuilder<boolean> {
  const last = String.fromCodePoint(0x10ffff)
  return sql<boolean>`(${place} >= ${start} and ${place} < (${start} || ${last}::text) collate "C")`
}

/**
 * Entities of a type whose name equals the text, begins with it, contains it or has words like it. Assets that are merged
 * into others are left out. Equal names and beginnings come from an index in order; of each of the other kinds at most
 * {@link MOST_CANDIDATES} names are ranked, and similar ones only where the others are fewer than the limit: what a text
 * costs that many names contain is bounded.
 */
function names(sought: Sought, type: Searched, limit: number): RawBuilder<Hit> {
  const { table, column } = TARGETS[type]
  const name = sql.ref(`x.${column}`)
  const folded = fold(name)
  const current = type === 'Asset' ? sql` and x.merged_into is null` : sql``
  const candidates = (matches: RawBuilder<boolean>, rest: RawBuilder<unknown>) =>
    sql`(select x.id, ${name} as name from ${sql.table(table)} x where ${matches}${current} ${rest})`
  const some = sql`limit ${MOST_CANDIDATES}`
  const start = startOf(folded)
  const soughtStart = startOf(sought.folded)
  const inOrder = sql`order by ${start}, x.id ${some}`
  const within = sought.short ? sought.beginsWord(folded) : sought.contained(folded)
  const similar = sought
    .similar(folded)
    .map((alike) => candidates(sql<boolean>`(select count(*) from known) < ${limit} and ${alike}`, some))
  const found = fold(sql.ref('c.name'))
  return sql<Hit>`(
    with known as materialized (
      ${candidates(sql<boolean>`${start} = ${soughtStart} and ${folded} = ${sought.folded}`, inOrder)}
      union ${candidates(sql<boolean>`${beginsWith(start, soughtStart)} and ${sought.begins(folded)}`, inOrder)}
      union ${candidates(within, some)}
    )
    select ${type}::text as type, c.id, ${column}::text as field, c.name::text as text,
      case
        when ${found} = ${sought.folded} then ${RANK.exactName}::float8
        when ${sought.begins(found)} then ${sought.tier(RANK.prefix, found)}
        when ${sought.beginsWord(found)} then ${sought.tier(RANK.word, found)}
        when ${sought.contained(found)} then ${sought.tier(RANK.contained, found)}
        else ${RANK.similar}::float8 * word_similarity(${sought.folded}, ${found})
      end as rank
    from (${sql.join([sql`select * from known`, ...similar], sql` union `)}) c
    order by rank desc, c.id
    limit ${limit})`
}

/** Entities by what other systems call them. */
function references(sought: Sought, types: readonly Searched[], limit: number): RawBuilder<Hit> {
  const columns = types.flatMap((type) => {
    const column = nodeTypes.get(type)?.externalReference
    return column === undefined ? [] : [{ type, id: sql.ref(`x.${column}`) }]
  })
  if (columns.length === 0) return sql<Hit>`(select null, null::uuid, null, null, null::float8 where false)`
  const type = sql.join(
    columns.map(({ type: name, id }) => sql`when ${id} is not null then ${name}::text`),
    sql` `,
  )
  const id = sql.join(columns.map((column) => column.id))
  return keys(sought, limit, {
    type: sql`case ${type} end`,
    id: sql`coalesce(${id})`,
    field: 'externalReference',
    from: sql`external_reference x`,
    text: sql.ref('x.external_id'),
  })
}

/** Assets by their identifiers. */
function identifiers(sought: Sought, limit: number): RawBuilder<Hit> {
  return keys(sought, limit, {
    type: sql`'Asset'`,
    id: sql.ref('x.asset_id'),
    field: 'identifier',
    from: sql`asset_identifier x`,
    text: sql.ref('x.value'),
  })
}

/** The best key of each entity that equals the text or, if the text is long enough, begins with it. */
function keys(
  sought: Sought,
  limit: number,
  key: {
    readonly type: RawBuilder<unknown>
    readonly id: RawBuilder<unknown>
    readonly field: Hit['field']
    readonly from: RawBuilder<unknown>
    readonly text: RawBuilder<unknown>
  },
): RawBuilder<Hit> {
  const folded = fold(key.text)
  const matches = sought.short ? sql`${folded} = ${sought.folded}` : beginsWith(folded, sought.folded)
  return sql<Hit>`(
    select * from (
      select distinct on (id) * from (
        select ${key.type}::text as type, ${key.id} as id, ${key.field}::text as field, ${key.text}::text as text,
          case when ${folded} = ${sought.folded} then ${RANK.exactKey}::float8
            else ${sought.tier(RANK.prefix, folded)} end as rank
        from ${key.from}
        where ${matches}
      ) matching
      where id is not null
      order by id, rank desc, text
    ) best
    order by rank desc, id
    limit ${limit})`
}
