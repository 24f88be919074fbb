import type { PageData } from './page-data.ts'

/** The few things used of the editor that GraphiQL is built on. */
interface TextModel {
  uri: { path: string }
  getValue(): string
  setValue(text: string): void
}
interface Monaco {
  editor: {
    getEditors(): { getModel(): TextModel | null; focus(): void }[]
  }
}
interface TabsState {
  activeTabIndex: number
  tabs: { query: string | null; variables: string | null }[]
}
type Headers = Record<string, string>

declare global {
  var MonacoEnvironment: object | undefined
  var monaco: Monaco | undefined
  var YogaGraphiQL: { renderYogaGraphiQL(root: Element, options: object): void }
}

/**
 * The script of the page. It is sent to the browser as the text of this function, so it must use nothing
 * from outside itself but what a browser has.
 */
export function runGraphiqlPage(): void {
  const element = (id: string): HTMLElement => {
    const found = document.getElementById(id)
    if (!found) throw new Error(`The page has no element "${id}".`)
    return found
  }
  const data: PageData = JSON.parse(element('page-data').textContent ?? '')

  // Read by the editor while its script loads, hence set before; globalAPI makes `monaco` reachable.
  globalThis.MonacoEnvironment = {
    globalAPI: true,
    getWorkerUrl: (_module: string, label: string) => data.workers[label],
  }

  const tokenKey = 'throughline:token'
  const token = () => sessionStorage.getItem(tokenKey) ?? ''

  /** The code of the address, which is worth a token once. It leaves the address at once. */
  function takeCode(): string | undefined {
    const [, code] = /^#code=(.*)$/.exec(location.hash) ?? []
    if (code !== undefined) history.replaceState(null, '', location.pathname)
    return code
  }

  /** Exchanges the code for the token, or shows why there is none. */
  async function exchange(code: string | undefined): Promise<void> {
    if (data.exchange === '') return
    if (code === undefined) {
      if (token() === '')
        tell('To fill in a token, run "throughline explorer" and open the address it prints.')
      return
    }
    try {
      const response = await fetch(data.exchange, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
      const answer = await response.json()
      if (response.ok) {
        sessionStorage.setItem(tokenKey, answer.token)
        tell('')
      } else tell(`${answer.error} For a new address run "throughline explorer", or paste a token.`)
    } catch {
      // The server stopped, or something in between answered.
      tell('The server did not answer. Is it running?')
    }
  }

  function tell(message: string): void {
    element('notice').textContent = message
    element('notice').hidden = message === ''
  }

  /** The token of the bar, unless the headers editor of the tab names one of its own. */
  function authorization(request: { extensions?: { headers?: Headers } }): Headers {
    const own = Object.keys(request.extensions?.headers ?? {})
    const named = own.some((name) => name.toLowerCase() === 'authorization')
    return named || !token() ? {} : { Authorization: `Bearer ${token()}` }
  }

  function startToken(): void {
    const input = element('token')
    if (!(input instanceof HTMLInputElement)) throw new Error('The token field is not an input.')
    input.value = token()
    input.addEventListener('change', () => {
      sessionStorage.setItem(tokenKey, input.value.trim())
      tell('')
      useToken(input)
    })
    addEventListener('hashchange', async () => {
      const next = takeCode()
      if (next === undefined) return
      await exchange(next)
      useToken(input)
    })
  }

  function useToken(input: HTMLInputElement): void {
    input.value = token()
    // What may be seen of the schema depends on who asks.
    document.querySelector<HTMLElement>('button[aria-label^="Re-fetch GraphQL schema"]')?.click()
  }

  const editorOf = (file: string) =>
    globalThis.monaco?.editor.getEditors().find((editor) => editor.getModel()?.uri.path.endsWith(file))
  const modelOf = (file: string) => editorOf(file)?.getModel()

  /** The models of the open tab, once GraphiQL has made them. */
  function whenReady(): Promise<{ query: TextModel; variables: TextModel; response: TextModel }> {
    return new Promise((resolve) => {
      const look = () => {
        const query = modelOf('operation.graphql')
        const variables = modelOf('variables.json')
        const response = modelOf('response.json')
        if (!query || !variables || !response || !modelOf('request-headers.json')) return
        observer.disconnect()
        resolve({ query, variables, response })
      }
      const observer = new MutationObserver(look)
      observer.observe(element('root'), { childList: true, subtree: true })
      look()
    })
  }

  /** The example that a tab holds; its variables may have been changed. */
  function exampleOf(query: string | null | undefined, variables: string | null | undefined) {
    const same = data.examples.filter((example) => example.query === query)
    return same.find((example) => example.variables === (variables ?? '')) ?? same[0]
  }

  /** Shows which example the open tab holds, in the bar, in the menu and as the fragment of the address. */
  function tellAbout(example: PageData['examples'][number] | undefined): void {
    element('about').textContent = example?.description ?? ''
    for (const button of document.querySelectorAll<HTMLElement>('[data-example]'))
      button.setAttribute('aria-current', String(button.dataset.example === example?.slug))
    const fragment = example ? `#${example.slug}` : ''
    // On every key pressed otherwise, which browsers refuse after a while.
    if (location.hash !== fragment) history.replaceState(null, '', `${location.pathname}${fragment}`)
  }

  /** The query that the address brings in its fragment (`#query=…&variables=…`), which goes to no server. */
  function broughtQuery(fragment: string): { query: string; variables: string } | undefined {
    if (!fragment.startsWith('query=')) return undefined
    const members = new URLSearchParams(fragment)
    return { query: members.get('query') ?? '', variables: members.get('variables') ?? '' }
  }

  async function choose(slug: string | undefined): Promise<void> {
    const example = data.examples.find((one) => one.slug === slug)
    if (example) await load(example)
  }

  /** Loads a query into the open tab if nothing of the person's own is in it, else into a new one. It is not run. */
  async function load(example: { query: string; variables: string }): Promise<void> {
    const { query, variables, response } = await whenReady()
    const held = exampleOf(query.getValue(), variables.getValue())
    const untouched = held ? held.variables === variables.getValue() : query.getValue().trim() === ''
    if (untouched) response.setValue('')
    else document.querySelector<HTMLElement>('.graphiql-tab-add')?.click()
    query.setValue(example.query)
    variables.setValue(example.variables)
    editorOf('operation.graphql')?.focus()
  }

  /** Opens the example that the address asks for, unless the open tab holds it; on a first visit the first. */
  async function openAsked(slug: string, firstVisit: boolean): Promise<void> {
    const { query, variables } = await whenReady()
    const held = exampleOf(query.getValue(), variables.getValue())
    const asked = data.examples.find((example) => example.slug === slug)
    const brought = broughtQuery(slug)
    if (brought) await load(brought)
    else if (asked && asked !== held) await choose(slug)
    else if (firstVisit && query.getValue().trim() === '') await choose(data.examples[0]?.slug)
    else tellAbout(held)
    element('examples-button').removeAttribute('disabled')
  }

  function startMenu(): void {
    const menu = element('examples')
    const items = [...menu.querySelectorAll<HTMLElement>('[data-example]')]
    menu.addEventListener('click', (event) => {
      const item = event.target instanceof Element ? event.target.closest('[data-example]') : null
      if (!(item instanceof HTMLElement)) return
      menu.hidePopover()
      void choose(item.dataset.example ?? '')
    })
    menu.addEventListener('beforetoggle', () => {
      const below = element('examples-button').getBoundingClientRect()
      menu.style.top = `${below.bottom + 6}px`
      menu.style.left = `${Math.max(16, Math.min(below.left, innerWidth - 576))}px`
    })
    menu.addEventListener('toggle', () => {
      if (menu.matches(':popover-open')) items[0]?.focus()
    })
    menu.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (!step) return
      event.preventDefault()
      const at = items.findIndex((item) => item.matches(':focus'))
      items[(at + step + items.length) % items.length]?.focus()
    })
  }

  const code = takeCode()
  document.addEventListener('DOMContentLoaded', async () => {
    await exchange(code)
    startToken()
    startMenu()
    const firstVisit = localStorage.getItem('graphiql:tabState') === null
    const asked = () => location.hash.slice(1)
    void openAsked(asked(), firstVisit)
    addEventListener('hashchange', () => void openAsked(asked(), false))
    globalThis.YogaGraphiQL.renderYogaGraphiQL(element('root'), {
      additionalHeaders: authorization,
      // Subscriptions too: as a GET their text and variables would stand in the address.
      method: 'POST',
      // Instead of GraphiQL's page of advice.
      defaultQuery: '',
      // Tokens typed into the headers editor stay out of local storage unless the person asks for it.
      shouldPersistHeaders: false,
      // Keeps queries out of the address, and so out of access logs and the history of the browser.
      onEditQuery: () => {},
      onTabChange: ({ tabs, activeTabIndex }: TabsState) =>
        tellAbout(exampleOf(tabs[activeTabIndex]?.query, tabs[activeTabIndex]?.variables)),
    })
  })
}
