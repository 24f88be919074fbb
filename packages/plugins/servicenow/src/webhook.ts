import { InvalidRecordError, type Reception, type Webhook } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { ServiceNowConfig } from './config.ts'
import { EFFORT_TABLE } from './efforts.ts'
import { RELATION_TABLE } from './streams.ts'

const payloadSchema = z.object({ table: z.string() })

/** ServiceNow has no webhooks; a business rule can send what changed. Its table is read again from where it stood. */
export const webhook: Webhook<ServiceNowConfig> = {
  verify: { scheme: 'token', secret: 'webhookToken', header: 'X-Throughline-Token' },
  deliveryId: 'X-Throughline-Delivery',
  async receive({ config }, delivery) {
    const payload = payloadSchema.safeParse(delivery.json())
    if (!payload.success) throw new InvalidRecordError('The delivery does not name a table')
    return readAgain(config, payload.data.table)
  },
}

function readAgain(config: ServiceNowConfig, table: string): Reception {
  const again = (stream: string) => ({ refetch: [{ stream, scope: table }] })
  if (config.ticketTables.includes(table)) return again('tickets')
  if (config.changeTables.includes(table)) return again('changes')
  if (config.assetTables.includes(table)) return again('assets')
  if (table === RELATION_TABLE && config.relations) return again('relations')
  if (table === EFFORT_TABLE && config.efforts === 'entries') return again('efforts')
  // A class below one of the tables that are read.
  return table.startsWith('cmdb_ci') ? { refetch: [{ stream: 'assets' }] } : {}
}
