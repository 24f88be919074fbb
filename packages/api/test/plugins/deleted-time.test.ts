import { gitlab } from '@throughline/plugin-gitlab'
import { expect, test } from 'vitest'
import { fixtures } from '../../../plugins/gitlab/test/fixtures.ts'
import { graphOf } from './graph.ts'
import { Installed } from './installed.ts'

test('time that was deleted in GitLab counts no more', async () => {
  const installed = await Installed.start(gitlab, fixtures)
  try {
    const { system } = installed
    const minutes = async () => {
      const { tickets } = await graphOf(installed.api, installed.source.name)
      return tickets.find(({ title }) => title === 'Checkout answers 500')?.effortMinutes
    }
    await installed.read()
    const booked = () => (system.entries['Acme/shop#1'] ?? []).map(({ timeSpent }) => timeSpent / 60)
    const sum = () => booked().reduce((total, each) => total + each, 0)
    expect(await minutes()).toBe(sum())

    installed.pass(3_600_000)
    // The first entry is deleted, which changes its issue.
    system.entries['Acme/shop#1']?.splice(0, 1)
    const issue = system.issues['Acme/shop']?.find(({ iid }) => iid === 1)
    if (issue !== undefined) issue.updated_at = installed.now.toISOString()
    installed.pass(3_600_000)
    // Tried first, it says what would go, and nothing goes.
    const before = await minutes()
    const dry = await installed.read({ mode: 'DRY_RUN' })
    const differences = await installed.api.db.kysely
      .selectFrom('dry_run_change')
      .select('stream')
      .where('run_id', '=', dry.run.id)
      .where('outcome', '=', 'RETIRED')
      .execute()
    expect(differences).toContainEqual({ stream: 'time' })
    expect(await minutes()).toBe(before)

    const { run } = await installed.read()
    expect(run.counts).toMatchObject({ effort: { retired: expect.any(Number) } })
    expect(sum()).toBeGreaterThan(0)
    expect(await minutes()).toBe(sum())
  } finally {
    await installed.stop()
  }
})
