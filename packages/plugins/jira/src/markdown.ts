import type { Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

interface Mark {
  readonly type: 'strong' | 'em' | 'code' | 'link'
  readonly attrs?: { readonly href: string }
}

/** A node of the Atlassian Document Format. */
export interface AdfNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, string | number>>
  readonly content?: readonly AdfNode[]
  readonly text?: string
  readonly marks?: readonly Mark[]
}

/** What Jira takes as a description or a comment. */
export interface AdfDocument extends AdfNode {
  readonly version: 1
  readonly type: 'doc'
  readonly content: readonly AdfNode[]
}

/** Markdown (CommonMark) as a document of Atlassian's format. HTML and pictures are kept as the text they are. */
export function documentOf(markdown: string): AdfDocument {
  return { version: 1, type: 'doc', content: fromMarkdown(markdown).children.flatMap(blockOf) }
}

function blockOf(node: RootContent): AdfNode[] {
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', content: inlines(node.children) }]
    case 'heading':
      return [{ type: 'heading', attrs: { level: node.depth }, content: inlines(node.children) }]
    case 'thematicBreak':
      return [{ type: 'rule' }]
    case 'code':
      return [codeBlock(node.value, node.lang ?? undefined)]
    case 'html':
      return [paragraphOf(node.value)]
    case 'blockquote':
      return [{ type: 'blockquote', content: within(node.children) }]
    case 'list': {
      const content = node.children.map((item) => ({
        type: 'listItem',
        content: within(item.children),
      }))
      if (node.ordered !== true) return [{ type: 'bulletList', content }]
      return [{ type: 'orderedList', attrs: { order: node.start ?? 1 }, content }]
    }
    default:
      // Definitions of links (what refers to them keeps its text), and what plain Markdown does not have.
      return []
  }
}

/** What a list item and a quotation may hold in Atlassian's format. Of anything else its paragraphs are put in. */
const HOLDABLE: ReadonlySet<string> = new Set(['paragraph', 'bulletList', 'orderedList', 'codeBlock'])

function within(children: readonly RootContent[]): AdfNode[] {
  const blocks = children.flatMap(blockOf).flatMap((block) => {
    if (HOLDABLE.has(block.type)) return [block]
    if (block.type === 'heading') return [{ type: 'paragraph', content: block.content ?? [] }]
    return block.type === 'blockquote' ? [...(block.content ?? [])] : []
  })
  // A list item may not begin with a list.
  const [first] = blocks
  return first === undefined || first.type.endsWith('List')
    ? [{ type: 'paragraph', content: [] }, ...blocks]
    : blocks
}

function inlines(nodes: readonly PhrasingContent[], marks: readonly Mark[] = []): AdfNode[] {
  return nodes.flatMap((node) => inlineOf(node, marks))
}

function inlineOf(node: PhrasingContent, marks: readonly Mark[]): AdfNode[] {
  switch (node.type) {
    case 'text':
    case 'html':
      return textNode(node.value.replaceAll('\n', ' '), marks)
    case 'strong':
      return inlines(node.children, [...marks, { type: 'strong' }])
    case 'emphasis':
      return inlines(node.children, [...marks, { type: 'em' }])
    case 'inlineCode':
      // Beside code, Atlassian's format allows the mark of a link alone.
      return textNode(node.value, [...marks.filter(({ type }) => type === 'link'), { type: 'code' }])
    case 'link':
      return inlines(node.children, [...marks, { type: 'link', attrs: { href: node.url } }])
    case 'image':
      return textNode(node.alt === null || node.alt === undefined || node.alt === '' ? node.url : node.alt, [
        ...marks.filter(({ type }) => type !== 'link'),
        { type: 'link', attrs: { href: node.url } },
      ])
    case 'break':
      return [{ type: 'hardBreak' }]
    default:
      return textNode(textOf(node), marks)
  }
}

/** Atlassian's format refuses empty texts, and the same mark twice. */
function textNode(text: string, marks: readonly Mark[]): AdfNode[] {
  if (text === '') return []
  const once = marks.filter(({ type }, index) => marks.findIndex((other) => other.type === type) === index)
  return [once.length === 0 ? { type: 'text', text } : { type: 'text', text, marks: once }]
}

function codeBlock(code: string, language: string | undefined): AdfNode {
  return {
    type: 'codeBlock',
    ...(language === undefined ? {} : { attrs: { language } }),
    content: code === '' ? [] : [{ type: 'text', text: code }],
  }
}

function paragraphOf(text: string): AdfNode {
  return { type: 'paragraph', content: textNode(text, []) }
}

function textOf(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}
