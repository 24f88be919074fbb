import { definePlugin, type Plugin, type Webhook } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts, webhook } from '../tracker/plugin.ts'

/** What a plugin in plain JavaScript could hand over: a webhook that says nothing of its proof. */
function withProof(verify: unknown): Webhook<TrackerConfig> {
  return Object.assign({ ...webhook }, { verify })
}

/** @throws PluginError since anybody could send deliveries. */
export function unsignedWebhook(): Plugin<TrackerConfig> {
  return definePlugin<TrackerConfig>({ ...trackerParts, webhook: withProof(undefined) })
}

/** @throws PluginError since the list of proofs is empty. */
export function webhookWithoutProofs(): Plugin<TrackerConfig> {
  return definePlugin<TrackerConfig>({ ...trackerParts, webhook: withProof([]) })
}

/** @throws PluginError since the token would stand in the configuration for everybody to read. */
export function webhookWithOpenSecret(): Plugin<TrackerConfig> {
  const verify = { scheme: 'token', secret: 'url', header: 'x-token' }
  return definePlugin<TrackerConfig>({ ...trackerParts, webhook: withProof(verify) })
}
