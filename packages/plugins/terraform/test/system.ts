import type { FakeSystem } from '@throughline/plugin-kit/testing'

export const USERNAME = 'throughline'
export const PASSWORD = 'made-up-password-77'
export const PATH = '/api/v4/projects/5/terraform/state/shop'

export interface Backend extends FakeSystem {
  /** The state that was written last; undefined before the first one. */
  state: string | undefined
}

/**
 * What keeps a state for the backend `http`, as GitLab does it: the state as it was written, 204 before there is one,
 * 404 for another, 401 for whoever may not see it.
 */
export function backend(state: string | undefined, authorization = basic(USERNAME, PASSWORD)): Backend {
  const made: Backend = {
    state,
    answer({ method, path, headers }) {
      if (headers.authorization !== authorization)
        return { status: 401, json: { message: '401 Unauthorized' } }
      if (path !== PATH || method !== 'GET') return { status: 404, json: { message: '404 Not Found' } }
      if (made.state === undefined) return { status: 204 }
      return { json: JSON.parse(made.state) }
    },
    touch() {
      // Somebody applied a change of what is not kept here.
      made.state = made.state?.replace(/"serial": (\d+)/, (_, serial) => `"serial": ${Number(serial) + 1}`)
    },
    remove() {
      // What the records lead to goes, and with it the relations to it.
      const state = JSON.parse(made.state ?? '{}') as { resources: { type: string }[] }
      const resources = state.resources.filter(({ type }) => type !== 'aws_vpc')
      made.state = JSON.stringify({ ...state, resources })
    },
  }
  return made
}

export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
