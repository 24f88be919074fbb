import { type RawBuilder, sql } from 'kysely'

/** `any` of these ids: one parameter, however many they are. */
export function anyId(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${ids}::uuid[])`
}

/** `any` of these texts: one parameter, however many they are. */
export function anyText(texts: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${texts}::text[])`
}

/** Parts of at most so many, for statements that take a bounded number of parameters. */
export function chunked<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size))
  return chunks
}
