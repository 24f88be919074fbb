import { definePlugin } from '@throughline/plugin-kit'
import { type TrackerConfig, trackerParts } from '../tracker/plugin.ts'

/** Declares the address of its maker instead of the one in its configuration. */
export const undeclaredHost = definePlugin<TrackerConfig>({
  ...trackerParts,
  hosts: () => ['tracker.example.org'],
})
