/** Deeper than people write, and far from where a walk would exhaust the stack. */
const MAX_DEPTH = 100

/** A document of the Atlassian Document Format as plain text, in the spirit of Markdown. A text stays as it is. */
export function plainText(document: unknown): string {
  return (typeof document === 'string' ? document : blockText(document, 0)).replace(/\n{3,}/g, '\n\n').trim()
}

/** A node that stands on lines of its own, or holds such nodes. */
function blockText(node: unknown, depth: number): string {
  const kind = textAt(node, 'type')
  if (depth > MAX_DEPTH) return ''
  const below = () => childrenOf(node).map((child) => blockText(child, depth + 1))
  switch (kind) {
    case 'doc':
      return below().join('')
    case 'paragraph':
    case 'heading':
      return `${inlineText(node, depth)}\n\n`
    case 'codeBlock':
      return `${inlineText(node, depth)}\n\n`
    case 'rule':
      return '---\n\n'
    case 'bulletList':
    case 'decisionList':
    case 'taskList':
      return listed(below(), () => '- ')
    case 'orderedList':
      return listed(below(), (index) => `${index + 1}. `)
    case 'taskItem':
    case 'decisionItem':
      return inlineText(node, depth)
    case 'blockquote':
      return `${below().join('').trim().replace(/^/gm, '> ')}\n\n`
    case 'table':
      return `${below().join('\n')}\n\n`
    case 'tableRow':
      return below()
        .map((cell) => cell.trim().replaceAll('\n', ' '))
        .join(' | ')
    case 'expand':
    case 'nestedExpand':
      return `${textAt(attributesOf(node), 'title') ?? ''}\n\n${below().join('')}`
    default:
      return isInline(node) ? inlineNode(node, depth) : below().join('')
  }
}

function listed(items: readonly string[], mark: (index: number) => string): string {
  const lines = items.map((item, index) => `${mark(index)}${item.trim().replace(/\n+/g, '\n  ')}`)
  return `${lines.join('\n')}\n\n`
}

function inlineText(node: unknown, depth: number): string {
  return childrenOf(node)
    .map((child) => inlineNode(child, depth + 1))
    .join('')
}

function inlineNode(node: unknown, depth: number): string {
  if (depth > MAX_DEPTH) return ''
  const attributes = attributesOf(node)
  switch (textAt(node, 'type')) {
    case 'text':
      return withLink(textAt(node, 'text') ?? '', node)
    case 'hardBreak':
      return '\n'
    case 'mention':
    case 'status':
      return textAt(attributes, 'text') ?? ''
    case 'emoji':
      return textAt(attributes, 'text') ?? textAt(attributes, 'shortName') ?? ''
    case 'inlineCard':
      return textAt(attributes, 'url') ?? ''
    case 'date':
      return dayOf(textAt(attributes, 'timestamp'))
    default:
      return inlineText(node, depth)
  }
}

function withLink(text: string, node: unknown): string {
  const link = listAt(node, 'marks').find((mark) => textAt(mark, 'type') === 'link')
  const target = textAt(attributesOf(link), 'href')
  return target === undefined || target === text ? text : `${text} (${target})`
}

function dayOf(milliseconds: string | undefined): string {
  const date = new Date(Number(milliseconds))
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

const INLINE: ReadonlySet<string | undefined> = new Set([
  'text',
  'hardBreak',
  'mention',
  'status',
  'emoji',
  'inlineCard',
  'date',
])

function isInline(node: unknown): boolean {
  return INLINE.has(textAt(node, 'type'))
}

function childrenOf(node: unknown): readonly unknown[] {
  return listAt(node, 'content')
}

function attributesOf(node: unknown): unknown {
  return memberOf(node, 'attrs')
}

function listAt(node: unknown, name: string): readonly unknown[] {
  const value = memberOf(node, name)
  return Array.isArray(value) ? value : []
}

function textAt(node: unknown, name: string): string | undefined {
  const value = memberOf(node, name)
  return typeof value === 'string' ? value : undefined
}

function memberOf(node: unknown, name: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined
  return Object.entries(node).find(([key]) => key === name)?.[1]
}
