import { ConfigError } from '../errors.ts'
import type { Http } from './http.ts'

/** The way out of a plugin that has none: every call is refused. */
export const disabledHttp: Http = {
  async request() {
    throw new ConfigError('This plugin may not call anybody: it declares no hosts')
  },
}
