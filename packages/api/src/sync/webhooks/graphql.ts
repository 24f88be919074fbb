import { recordAudit } from '../../access/audit.ts'
import { auditContextOf } from '../../access/entity-writes.ts'
import { builder } from '../../graph/builder.ts'
import { InvalidInput, NotFound } from '../../graph/errors.ts'
import { decodeGlobalId } from '../../graph/global-id.ts'
import { mutation, type Work } from '../../graph/mutation.ts'
import { NodeType } from '../../graph/node-type.ts'
import { entityField } from '../../graph/query.ts'
import { Source } from '../sources/graphql.ts'

const DeliveryStatus = builder.enumType('WebhookDeliveryStatus', {
  description: 'What became of something that a system sent.',
  values: {
    PENDING: { description: 'It is stored and waits for a process that works on it.' },
    PROCESSED: { description: 'What it brought is in the graph, or is being read.' },
    FAILED: { description: 'Nothing could be made of it; the error says why.' },
  } as const,
})

/** Never with what was sent: its headers and its body are for the plugin alone. */
export const WebhookDelivery = new NodeType('WebhookDelivery', 'webhook_delivery', {
  description: "Something that a source's system sent, after it was verified.",
  order: {
    RECEIVED_AT: { column: 'received_at', description: 'By when it came.' },
  },
  defaultOrder: { key: 'RECEIVED_AT', descending: true },
})

WebhookDelivery.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'The source it was sent to.' }),
  deliveryId: t.column('delivery_id', {
    description: 'What its sender calls it, or the hash of what was sent: the same when it is sent again.',
  }),
  status: t.column('status', { type: DeliveryStatus, description: 'What became of it.' }),
  receivedAt: t.column('received_at', { description: 'When it came.' }),
  attempts: t.column('attempts', { description: 'How often it was tried.' }),
  retryAt: t.column('retry_at', { description: 'When it is tried again; null unless it waits for that.' }),
  error: t.column('error_message', { description: 'Why it could not be used, the last time it was tried.' }),
  processedAt: t.column('processed_at', { description: 'When it was dealt with; null while it waits.' }),
}))

Source.fields((t) => ({
  deliveries: t.children(WebhookDelivery, {
    by: 'source_id',
    filter: 'delivery',
    description: 'What its system sent, the latest first; kept for 30 days.',
  }),
}))

mutation('retryDelivery', {
  visibleTo: 'ADMIN',
  description: 'Has a delivery tried again that could not be used.',
  input: builder.inputType('RetryDeliveryInput', {
    description: 'Which delivery to try again.',
    fields: (t) => ({ id: t.id({ required: true, description: 'Which delivery.' }) }),
  }),
  payload: () => ({
    delivery: entityField(WebhookDelivery, { description: 'The delivery as it is now.', id: () => null }),
  }),
  run: async ({ id }, work) => ({ delivery: await retry(work, id) }),
})

async function retry(work: Work, globalId: string): Promise<string> {
  const { id } = decodeGlobalId(globalId, ['WebhookDelivery'], ['id'])
  const { transaction } = work
  const found = await transaction
    .selectFrom('webhook_delivery')
    .select(['id', 'source_id', 'status', 'delivery_id', 'error_message'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) {
    throw new NotFound(`No WebhookDelivery has the id ${globalId}; it may have been deleted.`, ['id'])
  }
  if (found.status !== 'FAILED') throw InvalidInput.at(['id'], 'has not failed')
  await transaction
    .updateTable('webhook_delivery')
    .set({ status: 'PENDING', retry_at: null, processed_at: null })
    .where('id', '=', id)
    .execute()
  await recordAudit(transaction, auditContextOf(work), [
    {
      action: 'webhook_delivery.retry',
      entityType: 'WebhookDelivery',
      entityId: id,
      before: found,
      after: { ...found, status: 'PENDING' },
    },
  ])
  return id
}
