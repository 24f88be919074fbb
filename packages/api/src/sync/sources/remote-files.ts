import type { Http, SourceFile, SourceFiles } from '@throughline/plugin-kit'

/** Whether an input is to be fetched: an http or https address, and no path. */
export function isAddress(input: string): boolean {
  return /^https?:\/\//i.test(input)
}

/** The file at an address, fetched once for all who read it. */
export function fetchedFiles(http: Http, address: string): SourceFiles {
  const url = new URL(address)
  let fetched: ReturnType<Http['request']> | undefined
  const response = () => {
    fetched ??= http.request(url)
    return fetched
  }
  // Without the query, which may hold what nobody should see.
  const file: SourceFile = {
    path: `${url.origin}${url.pathname}`,
    bytes: async () => (await response()).bytes(),
    text: async () => (await response()).text(),
  }
  return {
    async *[Symbol.asyncIterator]() {
      yield file
    },
  }
}
