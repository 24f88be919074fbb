/** What the server tells the script of the page, as JSON in the page. */
export interface PageData {
  examples: { slug: string; title: string; description: string; query: string; variables: string }[]
  /** The API token to start with; the person can put another one in its place. */
  token: string
  /** Addresses of the editor's workers, by the label that the editor asks with. */
  workers: Record<string, string>
}
