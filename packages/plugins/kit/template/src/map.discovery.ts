import { type AssetRecord, neutralRecord } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { Thing } from './client.ts'

/** The kinds of assets there are, and what their attributes hold. */
export const assetKinds = {
  'sample-source.thing': { title: 'Thing', attributes: z.strictObject({ state: z.string() }) },
}

/** What a thing means. Pure, so that stored things can be mapped again when this improves. */
export function map({ id, title, state }: Thing): AssetRecord {
  return neutralRecord({
    type: 'asset',
    externalId: id,
    kind: 'sample-source.thing',
    name: title,
    attributes: { state },
  })
}
