import type { Webhook } from '@throughline/plugin-kit'
import type { FormbricksConfig } from './config.ts'
import { isSelected } from './surveys.ts'
import { deliverySchema } from './wire.ts'

/** News of a finished response: the survey is read again from where it was read to. Nothing of a delivery is kept. */
export const webhook: Webhook<FormbricksConfig> = {
  verify: { scheme: 'standard-webhooks', secret: 'webhookSecret' },
  deliveryId: 'webhook-id',
  async receive(ctx, delivery) {
    const result = deliverySchema.safeParse(delivery.json())
    if (!result.success) {
      ctx.log.debug('Passed over a delivery that is no news of a response')
      return {}
    }
    const { surveyId, finished } = result.data.data
    if (!finished || !isSelected(ctx.config, surveyId)) return {}
    return { refetch: [{ stream: 'responses', scope: surveyId }] }
  },
}
