/** How many attempts in a row a plugin may fail by itself before its source is quarantined, where nothing else is set. */
export const PLUGIN_ATTEMPTS = 3
