import type { Webhook } from '@throughline/plugin-kit'
import { readForm } from './client.ts'
import type { TypeformConfig } from './config.ts'
import { isSelected } from './forms.ts'
import { rawResponses } from './raw.ts'
import { deliverySchema } from './wire.ts'

/**
 * A response as soon as it was submitted: the list would show it only later. The form is read for it, since a delivery
 * does not say which of its fields ask for a name.
 */
export const webhook: Webhook<TypeformConfig> = {
  verify: {
    scheme: 'hmac',
    secret: 'webhookSecret',
    algorithm: 'sha256',
    header: 'typeform-signature',
    encoding: 'base64',
    prefix: 'sha256=',
  },
  async receive(ctx, delivery) {
    const result = deliverySchema.safeParse(delivery.json())
    if (!result.success) {
      ctx.log.debug('Passed over a delivery that is no finished response')
      return {}
    }
    const { form_id, ...response } = result.data.form_response
    if (!isSelected(ctx.config, form_id)) return {}
    const form = await readForm(ctx, form_id)
    if (form === undefined) return {}
    return { upsert: [{ stream: 'responses', scope: form_id, raw: [rawResponses(ctx, form)(response)] }] }
  },
}
