/** What the server tells the script of the page, as JSON in the page. */
export interface PageData {
  examples: { slug: string; title: string; description: string; query: string; variables: string }[]
  /** Where the code of the address is exchanged for an API token; empty where there are no codes. */
  exchange: string
  /** Addresses of the editor's workers, by the label that the editor asks with. */
  workers: Record<string, string>
}
