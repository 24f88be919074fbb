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
  description: 'Status of a webhook delivery.',
  values: {
    PENDING: { description: 'Stored; waiting for a worker.' },
    PROCESSED: { description: 'Its records are stored, or the scopes that it names are queued for reading.' },
    FAILED: { description: 'Could not be processed; error has the reason.' },
  } as const,
})

/** Never with what was sent: its headers and its body are for the plugin alone. */
export const WebhookDelivery = new NodeType('WebhookDelivery', 'webhook_delivery', {
  description: 'A verified webhook delivery of an external system.',
  visibleTo: 'ANYONE',
  order: {
    RECEIVED_AT: { column: 'received_at', description: 'By the time of receipt.' },
  },
  defaultOrder: { key: 'RECEIVED_AT', descending: true },
})

WebhookDelivery.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'Source that the delivery was sent to.' }),
  deliveryId: t.column('delivery_id', {
    description:
      'Delivery ID of the sender, or the hash of the delivery. Stays the same if the delivery is sent again.',
  }),
  status: t.column('status', { type: DeliveryStatus, description: 'State of the delivery.' }),
  receivedAt: t.column('received_at', { description: 'Time of receipt.' }),
  attempts: t.column('attempts', { description: 'Number of attempts.' }),
  retryAt: t.column('retry_at', {
    description: 'Time of the next attempt. Null unless a retry is scheduled.',
  }),
  error: t.column('error_message', { description: 'Error of the last attempt. Null if it did not fail.' }),
  processedAt: t.column('processed_at', {
    description: 'Time at which processing ended. Null while it is pending.',
  }),
}))

Source.fields((t) => ({
  deliveries: t.children(WebhookDelivery, {
    by: 'source_id',
    filter: 'delivery',
    description: 'Webhook deliveries, latest first. Kept for 30 days.',
  }),
}))

mutation('retryDelivery', {
  visibleTo: 'FEEDERS',
  description: 'Sets a failed delivery back to pending.',
  input: builder.inputType('RetryDeliveryInput', {
    description: 'Delivery to retry.',
    fields: (t) => ({ id: t.id({ required: true, description: 'ID of the delivery.' }) }),
  }),
  payload: () => ({
    delivery: entityField(WebhookDelivery, { description: 'Delivery after the mutation.', id: () => null }),
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
