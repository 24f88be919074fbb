import { encodeGlobalId } from '../../src/graph/global-id.ts'
import type { TestApi } from '../harness.ts'

/** Stores an alert as its source would, since nobody else can; gives its id. */
export async function raiseAlert(
  api: TestApi,
  more: { readonly title?: string; readonly startsAt?: string; readonly endsAt?: string } = {},
): Promise<string> {
  const { kysely } = api.db
  await kysely
    .insertInto('source')
    .values({ name: 'monitoring', plugin: 'test' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const source = await kysely
    .selectFrom('source')
    .select('id')
    .where('name', '=', 'monitoring')
    .executeTakeFirstOrThrow()
  const { id } = await kysely
    .insertInto('alert')
    .values({
      source_id: source.id,
      fingerprint: 'f1',
      title: more.title ?? 'Slow',
      severity: 'WARNING',
      source_severity: 'page',
      starts_at: more.startsAt ?? '2026-05-01T08:00:00Z',
      ends_at: more.endsAt ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return encodeGlobalId('Alert', id)
}
